import { commands, type ExtensionContext, window } from "vscode";
import { registerCommands } from "./commands";
import { Server } from "./lifecycle";
import { questionsView } from "./questions_view";
import { commandLine } from "./server";
import { statusItem } from "./status";
import { traceChannel } from "./trace";

let server: Server | undefined;

/** Called by VS Code when the first Markdown document opens, or somebody opens a view of Whylint's. */
export function activate(context: ExtensionContext): void {
	const started = performance.now();
	const log = window.createOutputChannel("Whylint", { log: true });
	const trace = traceChannel();
	const running = new Server(context, log, trace);
	const run = commandLine(context, log);
	server = running;
	context.subscriptions.push(
		log,
		trace,
		running,
		commands.registerCommand("whylint.restart", () => running.restart()),
		commands.registerCommand("whylint.showLogs", () => log.show()),
		...statusItem(running),
		...questionsView(running, run),
		...registerCommands(running, context, run),
	);
	void running.restart();
	log.info(`Activated in ${(performance.now() - started).toFixed(1)} ms`);
}

/** Called by VS Code when it closes or the extension is switched off. */
export async function deactivate(): Promise<void> {
	await server?.end();
}
