import { type Disposable, ViewColumn, type WebviewPanel, window } from "vscode";
import type { Server } from "./lifecycle";

/** The readiness report beside the text: the same page that `whylint report --html` writes. */
export class ReportPanel implements Disposable {
	private panel: WebviewPanel | undefined;

	constructor(private readonly server: Server) {}

	dispose(): void {
		this.panel?.dispose();
	}

	/** Shows the report as of now. */
	async show(): Promise<void> {
		const html = await this.server.execute<string>("whylint.report");
		this.panel ??= this.open();
		this.panel.webview.html = html;
		this.panel.reveal(undefined, true);
	}

	private open(): WebviewPanel {
		const panel = window.createWebviewPanel("whylint.report", "Whylint: Readiness", ViewColumn.Beside, {
			enableScripts: true,
			enableFindWidget: true,
		});
		panel.onDidDispose(() => {
			this.panel = undefined;
		});
		return panel;
	}
}
