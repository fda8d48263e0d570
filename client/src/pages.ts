import { commands, type Disposable, type TextDocumentContentProvider, Uri, workspace } from "vscode";

const SCHEME = "whylint";

/** Pages that Whylint writes for a person to read, each a document that is nobody's file. */
export class Pages implements TextDocumentContentProvider, Disposable {
	private readonly texts = new Map<string, string>();
	private readonly registration = workspace.registerTextDocumentContentProvider(SCHEME, this);

	dispose(): void {
		this.registration.dispose();
	}

	provideTextDocumentContent(uri: Uri): string {
		return this.texts.get(uri.path) ?? "";
	}

	/** Shows Markdown as VS Code renders it. */
	async show(name: string, markdown: string): Promise<void> {
		const uri = Uri.from({ scheme: SCHEME, path: `/${name}.md`, query: String(Date.now()) });
		this.texts.set(uri.path, markdown);
		await commands.executeCommand("markdown.showPreview", uri);
	}
}
