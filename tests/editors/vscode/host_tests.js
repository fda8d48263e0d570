// Runs inside VS Code's extension host, beside the installed extension, and asks VS Code what it would show.

const assert = require("node:assert/strict");
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const vscode = require("vscode");
const { findingAt, noFindingAt, open, replace, run, spec } = require("./suite");

const CRITERION = "- The customer uploads a receipt";
const GAP = "uploads a receipt";

const tests = {
	"underlines the words that promise too much": async () => {
		const document = await open(await spec());
		const finding = await findingAt(document, GAP);
		assert.equal(finding.source, "whylint");
		assert.equal(finding.severity, vscode.DiagnosticSeverity.Warning);
		assert.match(finding.code.target.toString(), /missing-error-state/);
		assert.match(finding.message, /\?$/);
	},

	"explains why it asks": async () => {
		const document = await open(await spec());
		const { range } = await findingAt(document, GAP);
		const hovers = await vscode.commands.executeCommand(
			"vscode.executeHoverProvider",
			document.uri,
			range.start,
		);
		const text = hovers.flatMap((hover) => hover.contents.map((content) => content.value)).join("\n");
		assert.match(text, /covered nowhere in this document/);
	},

	"asks, when the quick fix is chosen, and then is quiet": async () => {
		const document = await open(await spec());
		const { range } = await findingAt(document, GAP);
		const actions = await vscode.commands.executeCommand(
			"vscode.executeCodeActionProvider",
			document.uri,
			range,
			vscode.CodeActionKind.QuickFix.value,
		);
		const ask = actions.find((action) => action.title.startsWith("Ask: "));
		assert.ok(ask, `no question among ${actions.map((action) => action.title).join(", ")}`);
		assert.ok(await vscode.workspace.applyEdit(ask.edit));
		assert.match(document.getText(), /- The customer uploads a receipt\n\s*> .*\?/);
		await noFindingAt(document, GAP);
	},

	"follows edits, past characters that take two UTF-16 units": async () => {
		const document = await open(await spec());
		await findingAt(document, GAP);
		await replace(document, CRITERION, "- 🧾🧾 The customer uploads a receipt");
		const moved = await findingAt(document, GAP);
		assert.equal(moved.range.start.character, "- 🧾🧾 The customer ".length);
		await replace(document, "- 🧾🧾 The customer uploads a receipt\n", "");
		await noFindingAt(document, GAP);
	},

	"reads a document that was never saved": async () => {
		const content = (await open(await spec())).getText();
		const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
		assert.equal(document.uri.scheme, "untitled");
		await findingAt(document, GAP);
	},

	"finds again after a restart of the server": async () => {
		const document = await open(await spec());
		await findingAt(document, GAP);
		const restarted = vscode.commands.executeCommand("whylint.restart");
		await noFindingAt(document, GAP);
		await restarted;
		await findingAt(document, GAP);
	},

	"starts again after a server that hangs": async () => {
		const document = await open(await spec());
		await findingAt(document, GAP);
		const settings = vscode.workspace.getConfiguration("whylint");
		const interpreter = settings.get("interpreter");
		await settings.update("interpreter", hangingPython(), vscode.ConfigurationTarget.Global);
		await noFindingAt(document, GAP);
		await settings.update("interpreter", interpreter, vscode.ConfigurationTarget.Global);
		await findingAt(document, GAP);
	},

	"traces the conversation while the setting asks for it": async () => {
		const settings = vscode.workspace.getConfiguration("whylint");
		await settings.update("trace.server", "verbose", vscode.ConfigurationTarget.Global);
		await settings.update("trace.server", undefined, vscode.ConfigurationTarget.Global);
	},

	"shows its log": async () => {
		await vscode.commands.executeCommand("whylint.showLogs");
	},
};

/** Called by VS Code. */
exports.run = () => run(tests);

/** An interpreter that says it is new enough, and runs a server that hangs after its first answer. */
function hangingPython() {
	const path = join(vscode.workspace.workspaceFolders[0].uri.fsPath, "hanging-python");
	const answer = '{"jsonrpc":"2.0","id":0,"result":{"capabilities":{}}}';
	const frame = `Content-Length: ${answer.length}\\r\\n\\r\\n${answer}`;
	const script = `#!/bin/sh\n[ "$1" = -c ] && echo 3.14 && exit\nprintf '${frame}'\nexec sleep 60\n`;
	writeFileSync(path, script, { mode: 0o755 });
	return path;
}
