import { homedir } from "node:os";
import { join } from "node:path";
import { type ExtensionContext, type LogOutputChannel, workspace } from "vscode";
import type { Executable } from "vscode-languageclient/node";
import { chosenInterpreter } from "./environments";
import { type Command, findPython, hasWhylint } from "./python";

/**
 * How to start the language server, as the user's settings say.
 *
 * @throws NoPythonError when there is no Python to start it with.
 */
export async function serverCommand(context: ExtensionContext, log: LogOutputChannel): Promise<Executable> {
	const settings = workspace.getConfiguration("whylint");
	const home = context.extensionPath;
	// A workspace that nobody trusts does not choose what runs: its environment may be a folder of its own.
	const chosen = workspace.isTrusted
		? await chosenInterpreter(workspace.workspaceFolders?.[0]?.uri)
		: undefined;
	const python = await findPython(expand(settings.get("interpreter", "")), chosen, home);
	const bundled = await wantsBundled(settings.get("importStrategy", "useBundled"), python, home, log);
	const [program, ...args] = python;
	// -P keeps Python from importing modules out of the folder it starts in, which is the workspace.
	const executable: Executable = {
		command: program,
		args: [...args, "-P", "-m", "whylint", "server", "--stdio"],
	};
	log.info(`Starting ${[program, ...(executable.args ?? [])].join(" ")}`);
	return bundled
		? { ...executable, options: { env: { ...process.env, PYTHONPATH: join(home, "bundled", "libs") } } }
		: executable;
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
	const folder = workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
	return path.replace(/^~(?=[/\\])/, homedir()).replace(/\$\{workspaceFolder\}/, () => folder);
}
