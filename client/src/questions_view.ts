import { resolve } from "node:path";
import {
	commands,
	type Disposable,
	EventEmitter,
	env,
	languages,
	MarkdownString,
	Position,
	Range,
	Selection,
	ThemeIcon,
	type TreeDataProvider,
	TreeItem,
	TreeItemCollapsibleState,
	Uri,
	window,
	workspace,
} from "vscode";
import type { Server } from "./lifecycle";
import {
	asMarkdown,
	count,
	countOf,
	type DocumentQuestions,
	type Filter,
	filtered,
	type OpenQuestions,
	type Question,
	readWritten,
	type StoryQuestions,
} from "./questions";
import type { Run } from "./server";

const VIEW = "whylint.questions";

/** Editors tell of new findings several times while somebody types; the view follows when they pause. */
const FOLLOW_AFTER_MS = 300;

type Node =
	| { kind: "document"; document: DocumentQuestions }
	| { kind: "story"; document: DocumentQuestions; story: StoryQuestions }
	| { kind: "question"; document: DocumentQuestions; question: Question };

/** The view in the side bar with all open questions and gaps, by document and story. */
export function questionsView(server: Server, run: Run): Disposable[] {
	const view = new QuestionsView(server, run);
	return [
		view,
		commands.registerCommand("whylint.showQuestions", () => commands.executeCommand(`${VIEW}.focus`)),
		commands.registerCommand(`${VIEW}.refresh`, () => view.readSaved()),
		commands.registerCommand(`${VIEW}.copy`, () => view.copy()),
		commands.registerCommand(`${VIEW}.filter`, () => view.chooseFilter()),
		commands.registerCommand(`${VIEW}.open`, goTo),
	];
}

class QuestionsView implements TreeDataProvider<Node>, Disposable {
	/** What is known of each document, by its address: as it is on the screen, or was last on it, or is saved. */
	private readonly known = new Map<string, DocumentQuestions>();
	private readSavedOnce = false;
	private filter: Filter = "all";
	private onlyActive = false;
	private timer: NodeJS.Timeout | undefined;
	private readonly changed = new EventEmitter<void>();
	/** Stands before the view, which looks for it when it is made. */
	readonly onDidChangeTreeData = this.changed.event;
	private readonly view = window.createTreeView<Node>(VIEW, {
		treeDataProvider: this,
		showCollapseAll: true,
	});
	private readonly subscriptions: Disposable[];

	constructor(
		private readonly server: Server,
		private readonly run: Run,
	) {
		this.subscriptions = [
			this.changed,
			this.view,
			this.view.onDidChangeVisibility(({ visible }) => visible && this.readSavedAtFirst()),
			workspace.onDidChangeWorkspaceFolders(() => this.readSavedOnce && this.readSaved()),
			workspace.onDidDeleteFiles(({ files }) => this.forget(files)),
			workspace.onDidRenameFiles(({ files }) => this.forget(files.map(({ oldUri }) => oldUri))),
			languages.onDidChangeDiagnostics(() => this.follow()),
			server.onDidChangeState(() => this.follow()),
			window.onDidChangeActiveTextEditor(() => this.onlyActive && this.show()),
		];
	}

	dispose(): void {
		clearTimeout(this.timer);
		for (const subscription of this.subscriptions) {
			subscription.dispose();
		}
	}

	getChildren(node?: Node): Node[] {
		switch (node?.kind) {
			case undefined:
				return this.shown().documents.map((document) => ({ kind: "document", document }));
			case "document":
				return node.document.stories.flatMap((story): Node[] =>
					story.title
						? [{ kind: "story", document: node.document, story }]
						: questionsOf(node.document, story),
				);
			case "story":
				return questionsOf(node.document, node.story);
			case "question":
				return [];
		}
	}

	getTreeItem(node: Node): TreeItem {
		switch (node.kind) {
			case "document":
				return documentItem(node.document);
			case "story":
				return storyItem(node.story);
			case "question":
				return questionItem(node.document, node.question);
		}
	}

	/** Reads all documents of the workspace as they are saved, and what is on the screen. */
	async readSaved(): Promise<void> {
		this.readSavedOnce = true;
		const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
		const [first] = folders;
		if (first !== undefined) {
			const arguments_ = ["questions", "--gaps", "--format", "json", "--", ...folders];
			const written = await this.run(
				{ viewId: VIEW },
				"Whylint reads the specs of this workspace",
				...arguments_,
			);
			this.known.clear();
			this.learn(readWritten(written, (path) => Uri.file(resolve(first, path)).toString()));
		}
		await this.readScreen();
	}

	private async readSavedAtFirst(): Promise<void> {
		if (!this.readSavedOnce) {
			await this.readSaved();
		}
	}

	/** Asks the server about the documents on the screen. */
	private async readScreen(): Promise<void> {
		if (this.server.state.kind === "running") {
			this.learn((await this.server.execute<OpenQuestions>("whylint.openQuestions")).documents);
		}
		this.show();
	}

	private learn(documents: readonly DocumentQuestions[]): void {
		for (const document of documents) {
			this.known.set(document.uri, document);
		}
	}

	/** Leaves out documents that are gone; what else their going has changed is read when the list was read before. */
	private forget(gone: readonly Uri[]): void {
		for (const uri of gone) {
			this.known.delete(uri.toString());
		}
		void (this.readSavedOnce ? this.readSaved() : this.show());
	}

	private all(): OpenQuestions {
		return { documents: [...this.known.values()].sort((one, other) => one.uri.localeCompare(other.uri)) };
	}

	/** Puts what is shown on the clipboard, as Markdown. */
	async copy(): Promise<void> {
		const shown = this.shown();
		await env.clipboard.writeText(asMarkdown(shown, pathOf));
		window.setStatusBarMessage(`Copied ${count(shown)} questions as Markdown`, 3_000);
	}

	async chooseFilter(): Promise<void> {
		const choices = [
			{ label: "Everything", filter: "all", onlyActive: false },
			{ label: "Questions without an answer", filter: "question", onlyActive: false },
			{ label: "Gaps nobody has asked about", filter: "gap", onlyActive: false },
			{ label: "The document in front", filter: "all", onlyActive: true },
		] as const;
		const chosen = await window.showQuickPick(choices, { placeHolder: "What to show of the open questions" });
		if (chosen) {
			this.filter = chosen.filter;
			this.onlyActive = chosen.onlyActive;
			const everything = chosen.filter === "all" && !chosen.onlyActive;
			this.view.description = everything ? "" : chosen.label;
			await commands.executeCommand("setContext", "whylint.questionsAreFiltered", !everything);
			this.show();
		}
	}

	private follow(): void {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => void this.readScreen(), FOLLOW_AFTER_MS);
	}

	private shown(): OpenQuestions {
		const uri = this.onlyActive ? (window.activeTextEditor?.document.uri.toString() ?? "") : undefined;
		return filtered(this.all(), this.filter, uri);
	}

	private show(): void {
		const value = count(this.all());
		this.view.badge = value > 0 ? { value, tooltip: `${value} open questions` } : undefined;
		this.changed.fire();
	}
}

function questionsOf(document: DocumentQuestions, story: StoryQuestions): Node[] {
	return story.items.map((question) => ({ kind: "question", document, question }));
}

function documentItem(document: DocumentQuestions): TreeItem {
	const path = pathOf(document.uri);
	const item = new TreeItem(document.title || path, TreeItemCollapsibleState.Expanded);
	item.description = document.title ? `${path} · ${countOf(document)}` : String(countOf(document));
	item.accessibilityInformation = { label: `${document.title || path}, ${path}, ${countOf(document)} open` };
	item.iconPath = ThemeIcon.File;
	item.resourceUri = Uri.parse(document.uri);
	return item;
}

function storyItem(story: StoryQuestions): TreeItem {
	const item = new TreeItem(story.title, TreeItemCollapsibleState.Expanded);
	item.description = String(story.items.length);
	item.accessibilityInformation = { label: `${story.title}, ${story.items.length} open` };
	return item;
}

function questionItem(document: DocumentQuestions, question: Question): TreeItem {
	const item = new TreeItem(question.text, TreeItemCollapsibleState.None);
	const what = question.kind === "question" ? "Asked, no answer yet" : "Not asked yet";
	item.iconPath = new ThemeIcon(question.kind === "question" ? "question" : "circle-large-outline");
	item.description = `line ${question.line + 1}`;
	const about = question.about ? `\n\n> ${question.about}` : "";
	const rule = question.rule ? ` · \`${question.rule}\`` : "";
	item.tooltip = new MarkdownString(`${question.text}${about}\n\n${what}${rule}`);
	item.accessibilityInformation = { label: `${question.text} ${what}. Line ${question.line + 1}` };
	item.command = {
		title: "Go to the question",
		command: `${VIEW}.open`,
		arguments: [document.uri, question.line, question.character],
	};
	return item;
}

function pathOf(uri: string): string {
	return workspace.asRelativePath(Uri.parse(uri));
}

async function goTo(uri: string, line: number, character: number): Promise<void> {
	const place = new Position(line, character);
	const editor = await window.showTextDocument(Uri.parse(uri));
	editor.selection = new Selection(place, place);
	editor.revealRange(new Range(place, place));
}
