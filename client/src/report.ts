import { type Disposable, ViewColumn, type WebviewPanel, window } from "vscode";

/** The readiness report beside the text: the page that `whylint report --html` writes. */
export class ReportPanel implements Disposable {
	private panel: WebviewPanel | undefined;

	dispose(): void {
		this.panel?.dispose();
	}

	/** Shows a report, in the place of the one before. */
	show(html: string): void {
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
