// What the tests in VS Code's extension host have in common.

const assert = require("node:assert/strict");
const vscode = require("vscode");

/** Runs tests one after the other, and throws where one failed. */
async function run(tests) {
	const failed = [];
	for (const [name, test] of Object.entries(tests)) {
		try {
			await test();
			console.log(`ok: ${name}`);
		} catch (error) {
			failed.push(name);
			console.error(`FAILED: ${name}\n${error.stack}`);
		}
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
	}
	if (failed.length > 0) {
		throw new Error(`failed: ${failed.join("; ")}`);
	}
}

/** A spec that no other test has touched. */
async function spec() {
	const [folder] = vscode.workspace.workspaceFolders;
	const copy = vscode.Uri.joinPath(folder.uri, `spec-${Math.random().toString(36).slice(2)}.md`);
	await vscode.workspace.fs.copy(vscode.Uri.joinPath(folder.uri, "receipts.md"), copy);
	return copy;
}

async function open(uri) {
	const document = await vscode.workspace.openTextDocument(uri);
	await vscode.window.showTextDocument(document);
	return document;
}

async function replace(document, old, text) {
	const start = document.getText().indexOf(old);
	assert.notEqual(start, -1, `${old} is not in the document`);
	const edit = new vscode.WorkspaceEdit();
	const range = new vscode.Range(document.positionAt(start), document.positionAt(start + old.length));
	edit.replace(document.uri, range, text);
	assert.ok(await vscode.workspace.applyEdit(edit));
}

async function findingAt(document, words) {
	return until(`a finding at "${words}"`, () => findings(document, words)[0]);
}

async function noFindingAt(document, words) {
	await until(`no finding at "${words}"`, () => findings(document, words).length === 0);
}

function findings(document, words) {
	return vscode.languages
		.getDiagnostics(document.uri)
		.filter(({ code, range }) => code?.value === "missing-error-state" && document.getText(range) === words);
}

async function until(what, condition) {
	for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) {
		const value = condition();
		if (value) {
			return value;
		}
	}
	throw new Error(`waited in vain for ${what}`);
}

module.exports = { findingAt, findings, noFindingAt, open, replace, run, spec, until };
