import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import {
	type CancellationToken,
	type ExtensionContext,
	type LogOutputChannel,
	type ProgressOptions,
	window,
	workspace,
} from "vscode";
import type { Executable } from "vscode-languageclient/node";
import { chosenInterpreter } from "./environments";
import { type Command, findPython, hasWhylint } from "./python";

/** The most that a report of a large workspace takes. */
const LARGEST_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Whylint as a program: what to run, and the variables it needs. */
interface Program {
	command: Command;
	env: NodeJS.ProcessEnv;
}

/**
 * How to start the language server, as the user's settings say.
 *
 * @throws NoPythonError when there is no Python to start it with.
 */
export async function serverCommand(context: ExtensionContext, log: LogOutputChannel): Promise<Executable> {
	const { command, env } = await findWhylint(context, log);
	const [program, ...args] = [...command, "server", "--stdio"] as const;
	log.info(`Starting ${[program, ...args].join(" ")}`);
	return { command: program, args, options: { env } };
}

/**
 * Runs Whylint's command line and returns what it writes, whatever it has found.
 *
 * A person sees the title meanwhile, at a place of their window, and may stop it where that place lets them.
 *
 * @throws NoPythonError when there is no Python to run it with, Error with what it complains of when it writes nothing.
 */
export type Run = (place: ProgressOptions["location"], title: string, ...args: string[]) => Thenable<string>;

/** Whylint's command line, from the same place as the server. It runs in the first folder. */
export function commandLine(context: ExtensionContext, log: LogOutputChannel): Run {
	return (location, title, ...args) =>
		window.withProgress({ location, title, cancellable: true }, async (_, cancelled) => {
			const { command, env } = await findWhylint(context, log);
			const cwd = firstFolder() ?? context.extensionPath;
			return runToEnd([...command, ...args], { cwd, env }, log, cancelled);
		});
}

function runToEnd(
	[program, ...args]: Command,
	options: { cwd: string; env: NodeJS.ProcessEnv },
	log: LogOutputChannel,
	cancelled: CancellationToken,
): Promise<string> {
	return new Promise((resolve, reject) => {
		const limits = { ...options, maxBuffer: LARGEST_OUTPUT_BYTES };
		const running = execFile(program, args, limits, (error, stdout, stderr) => {
			if (stderr) {
				log.warn(stderr.trim());
			}
			if (stdout) {
				resolve(stdout);
			} else {
				reject(new Error(stderr.trim() || error?.message || "Whylint has written nothing."));
			}
		});
		cancelled.onCancellationRequested(() => running.kill());
	});
}

async function findWhylint(context: ExtensionContext, log: LogOutputChannel): Promise<Program> {
	const settings = workspace.getConfiguration("whylint");
	const home = context.extensionPath;
	// A workspace that nobody trusts does not choose what runs: its environment may be a folder of its own.
	const chosen = workspace.isTrusted
		? await chosenInterpreter(workspace.workspaceFolders?.[0]?.uri)
		: undefined;
	const python = await findPython(expand(settings.get("interpreter", "")), chosen, home);
	const bundled = await wantsBundled(settings.get("importStrategy", "useBundled"), python, home, log);
	return {
		// -P keeps Python from importing modules out of the folder it starts in, which is the workspace.
		command: [...python, "-P", "-m", "whylint"],
		env: bundled ? { ...process.env, PYTHONPATH: join(home, "bundled", "libs") } : process.env,
	};
}

async function wantsBundled(
	strategy: string,
	python: Command,
	directory: string,
	log: LogOutputChannel,
): Promise<boolean> {
	if (strategy !== "fromEnvironment") {
		return true;
	}
	const found = await hasWhylint(python, directory);
	if (!found) {
		log.warn(`${python.join(" ")} has no Whylint installed: using the one that came with the extension.`);
	}
	return !found;
}

function expand(path: string): string {
	return path
		.replace(/^~(?=[/\\])/, () => homedir())
		.replace(/\$\{workspaceFolder\}/, () => firstFolder() ?? "");
}

function firstFolder(): string | undefined {
	return workspace.workspaceFolders?.[0]?.uri.fsPath;
}
