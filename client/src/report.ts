import { ColorThemeKind, type Disposable, ViewColumn, type WebviewPanel, window } from "vscode";

/** The readiness report beside the text: the page that `whylint report --html` writes. */
export class ReportPanel implements Disposable {
	private panel: WebviewPanel | undefined;
	private page = "";
	private readonly themes = window.onDidChangeActiveColorTheme(() => this.draw());

	dispose(): void {
		this.themes.dispose();
		this.panel?.dispose();
	}

	/** Shows a report, in the place of the one before. */
	show(html: string): void {
		this.page = html;
		this.panel ??= this.open();
		this.draw();
		this.panel.reveal(undefined, true);
	}

	private draw(): void {
		if (this.panel !== undefined) {
			this.panel.webview.html = inTheme(this.page, window.activeColorTheme.kind);
		}
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

/** In VS Code its theme says whether a page is dark; what a page can ask of is the system. */
function inTheme(page: string, theme: ColorThemeKind): string {
	const dark = theme === ColorThemeKind.Dark || theme === ColorThemeKind.HighContrast;
	return page
		.replace("color-scheme: light dark", () => `color-scheme: ${dark ? "dark" : "light"}`)
		.replace("screen and (prefers-color-scheme: dark)", () => (dark ? "all" : "not all"));
}
