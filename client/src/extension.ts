import { commands, type ExtensionContext, env, type LogOutputChannel, Uri, window, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { NoPythonError } from "./python";
import { serverCommand } from "./server";

/** The settings that only a new server can obey. */
const NEEDS_RESTART = ["whylint.interpreter", "whylint.importStrategy"];

let client: LanguageClient | undefined;
let restarting: Promise<void> = Promise.resolve();

/** Called by VS Code when the first Markdown document opens. */
export async function activate(context: ExtensionContext): Promise<void> {
	const log = window.createOutputChannel("Whylint", { log: true });
	context.subscriptions.push(
		log,
		commands.registerCommand("whylint.restart", () => restart(context, log)),
		commands.registerCommand("whylint.showLogs", () => log.show()),
		workspace.onDidChangeConfiguration((change) => {
			if (NEEDS_RESTART.some((setting) => change.affectsConfiguration(setting))) {
				restart(context, log);
			}
		}),
	);
	await restart(context, log);
}

/** Called by VS Code when it closes or the extension is switched off. */
export async function deactivate(): Promise<void> {
	await restarting;
	await client?.stop();
}

/** Restarts wait for each other, so there is one server at most. */
function restart(context: ExtensionContext, log: LogOutputChannel): Promise<void> {
	restarting = restarting
		.then(() => stop(log))
		.then(() => start(context, log))
		.catch((error) => {
			explain(error, log);
		});
	return restarting;
}

async function start(context: ExtensionContext, log: LogOutputChannel): Promise<void> {
	const command = await serverCommand(context, log);
	client = new LanguageClient("whylint", "Whylint", command, {
		documentSelector: [
			{ language: "markdown", scheme: "file" },
			{ language: "markdown", scheme: "untitled" },
		],
		outputChannel: log,
	});
	await client.start();
}

/** A server that never started or does not end is no reason to do without the next one. */
async function stop(log: LogOutputChannel): Promise<void> {
	const running = client;
	client = undefined;
	await running?.dispose().catch((error) => log.warn(error));
}

/** Says what a person can do. What else goes wrong with a server, the client says itself. */
async function explain(error: unknown, log: LogOutputChannel): Promise<void> {
	log.error(error instanceof Error ? error : String(error));
	if (error instanceof NoPythonError) {
		const remedies = { "Choose Interpreter": openInterpreterSetting, "Get Python": openDownloads };
		const chosen = await window.showErrorMessage(error.message, ...Object.keys(remedies));
		await remedies[chosen as keyof typeof remedies]?.();
	}
}

/** Opens the settings that count where the extension runs: on a remote machine, the user's own do not. */
function openInterpreterSetting(): Thenable<unknown> {
	const open = env.remoteName === undefined ? "openSettings" : "openRemoteSettings";
	return commands.executeCommand(`workbench.action.${open}`, { query: "whylint.interpreter" });
}

function openDownloads(): Thenable<unknown> {
	return env.openExternal(Uri.parse("https://www.python.org/downloads/"));
}
