import { relative } from "node:path";
import {
	type CodeAction,
	commands,
	type Disposable,
	type ExtensionContext,
	FileSystemError,
	ProgressLocation,
	Range,
	type TextDocument,
	Uri,
	type WorkspaceFolder,
	window,
	workspace,
} from "vscode";
import type { Server } from "./lifecycle";
import { Pages } from "./pages";
import { ReportPanel } from "./report";
import type { Run } from "./server";

/** The kind of the code action that writes all questions of a document into it. */
const ASK_ALL = "source.whylint.askAll";

/** A rule as the server's command `whylint.rules` lists it; `page` is Markdown. */
interface Rule {
	name: string;
	summary: string;
	page: string;
}

const CONFIGURATION = `# What Whylint asks in this folder. Every key and its default: https://github.com/whylint/whylint/blob/main/docs/configuration.md

# ignore = ["missing-user-problem"]
# exclude = ["archive/"]

# [severity]
# vague-error-handling = "information"
`;

/** The commands of the palette. */
export function registerCommands(server: Server, context: ExtensionContext, run: Run): Disposable[] {
	const pages = new Pages();
	const report = new ReportPanel();
	return [
		pages,
		report,
		commands.registerCommand("whylint.askDocument", askDocument),
		commands.registerCommand("whylint.explainRule", (name?: string) => explainRule(server, pages, name)),
		commands.registerCommand("whylint.createConfiguration", createConfiguration),
		commands.registerCommand("whylint.doctor", () => doctor(run, pages)),
		commands.registerCommand("whylint.showReport", () => showReport(run, report)),
		commands.registerCommand("whylint.openSample", () => openSample(context)),
	];
}

function activeSpec(): TextDocument | undefined {
	const document = window.activeTextEditor?.document;
	if (document?.languageId === "markdown") {
		return document;
	}
	window.showInformationMessage("Open a Markdown document first: Whylint asks about the one in front.");
	return undefined;
}

/** Writes every question of the document in front into it, as one edit that one undo takes back. */
async function askDocument(): Promise<void> {
	const document = activeSpec();
	if (document === undefined) {
		return;
	}
	const everything = new Range(0, 0, document.lineCount, 0);
	const actions = await commands.executeCommand<CodeAction[]>(
		"vscode.executeCodeActionProvider",
		document.uri,
		everything,
		ASK_ALL,
		1,
	);
	const edit = actions[0]?.edit;
	if (edit === undefined) {
		window.showInformationMessage("Whylint has nothing to ask of this document.");
		return;
	}
	await workspace.applyEdit(edit);
}

async function explainRule(server: Server, pages: Pages, name?: string): Promise<void> {
	const rules = await server.execute<Rule[]>("whylint.rules");
	const rule =
		rules.find((candidate) => candidate.name === name) ??
		(
			await window.showQuickPick(
				rules.map((candidate) => ({ label: candidate.name, detail: candidate.summary, rule: candidate })),
				{ placeHolder: "Which rule?", matchOnDetail: true },
			)
		)?.rule;
	if (rule) {
		await pages.show(rule.name, rule.page);
	}
}

/** Opens the folder's configuration, and writes one to begin with where there is none. */
async function createConfiguration(): Promise<void> {
	const folder = await chosenFolder();
	if (folder === undefined) {
		window.showInformationMessage("Open a folder first: the configuration is a file in it.");
		return;
	}
	const file = Uri.joinPath(folder.uri, "whylint.toml");
	try {
		await workspace.fs.stat(file);
	} catch (error) {
		if (!(error instanceof FileSystemError && error.code === "FileNotFound")) {
			throw error;
		}
		await workspace.fs.writeFile(file, new TextEncoder().encode(CONFIGURATION));
	}
	await window.showTextDocument(file);
}

async function chosenFolder(): Promise<WorkspaceFolder | undefined> {
	const folders = workspace.workspaceFolders ?? [];
	return folders.length > 1
		? window.showWorkspaceFolderPick({ placeHolder: "Which folder is to be configured?" })
		: folders[0];
}

/** Says what holds for the document in front, or else for the workspace. */
async function doctor(run: Run, pages: Pages): Promise<void> {
	const document = window.activeTextEditor?.document;
	const paths = document?.uri.scheme === "file" ? [document.uri.fsPath] : folders();
	const text = await run(
		ProgressLocation.Notification,
		"Whylint looks at what holds here",
		"doctor",
		"--",
		...paths,
	);
	await pages.show("doctor", `\`\`\`\`text\n${text}\n\`\`\`\``);
}

/** Reports on the workspace as it is saved, with paths as somebody tells them who stands in its first folder. */
async function showReport(run: Run, report: ReportPanel): Promise<void> {
	const [first, ...others] = folders();
	if (first === undefined) {
		window.showInformationMessage("Open a folder first: the report is about all specs in it.");
		return;
	}
	const title = "Whylint reads the specs of this workspace";
	const paths = [".", ...others.map((folder) => relative(first, folder))];
	report.show(await run(ProgressLocation.Notification, title, "report", "--html", "--", ...paths));
}

function folders(): string[] {
	return (workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
}

/** Opens a copy of the sample spec that nobody has to save. */
async function openSample(context: ExtensionContext): Promise<void> {
	const sample = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, "walkthrough", "sample.md"));
	const document = await workspace.openTextDocument({
		language: "markdown",
		content: new TextDecoder().decode(sample),
	});
	await window.showTextDocument(document);
}
