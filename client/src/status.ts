import { type Disposable, LanguageStatusSeverity, languages } from "vscode";
import type { Server, State } from "./lifecycle";

/** The item in the status menu of a Markdown document: whether Whylint runs, and where to look if it does not. */
export function statusItem(server: Server): Disposable[] {
	const item = languages.createLanguageStatusItem("whylint.server", { language: "markdown" });
	item.name = "Whylint";
	const show = (state: State) => {
		item.busy = state.kind === "starting";
		item.text = "Whylint";
		item.detail = DETAILS[state.kind];
		item.accessibilityInformation = { label: `Whylint ${item.detail}` };
		item.severity =
			state.kind === "failed" ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
		item.command =
			state.kind === "failed"
				? { title: "Show Logs", command: "whylint.showLogs", tooltip: state.reason }
				: { title: "Open Questions", command: "whylint.showQuestions" };
	};
	show(server.state);
	return [item, server.onDidChangeState(show)];
}

const DETAILS: Record<State["kind"], string> = {
	starting: "starts",
	running: "reads your specs",
	stopped: "does not run",
	failed: "does not start",
};
