import { EventEmitter, LogLevel, type LogOutputChannel, window, workspace } from "vscode";

const SETTING = "whylint.trace.server";

/**
 * The channel that shows the conversation with the server while the setting asks for it.
 *
 * The client library asks the level of the channel instead, which only a person can set, and VS Code holds back
 * what is below it: so the setting stands for the level, and what is traced is written as information.
 */
export function traceChannel(): LogOutputChannel {
	const channel = window.createOutputChannel("Whylint Trace", { log: true });
	const changed = new EventEmitter<LogLevel>();
	const level = () => {
		const off = workspace.getConfiguration().get(SETTING, "off") === "off";
		return off ? LogLevel.Info : LogLevel.Trace;
	};
	const subscription = workspace.onDidChangeConfiguration((change) => {
		if (change.affectsConfiguration(SETTING)) {
			changed.fire(level());
		}
	});
	return Object.create(channel, {
		logLevel: { get: level },
		onDidChangeLogLevel: { value: changed.event },
		trace: { value: (message: string) => channel.info(message) },
		dispose: {
			value: () => {
				subscription.dispose();
				changed.dispose();
				channel.dispose();
			},
		},
	});
}
