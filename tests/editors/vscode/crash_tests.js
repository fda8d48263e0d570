// Runs inside VS Code's extension host: the server is killed again and again while somebody types.

const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const { readdirSync, readFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const vscode = require("vscode");
const { findingAt, open, run, spec, until } = require("./suite");

const GAP = "uploads a receipt";
const TYPED = " for the fuel of a company car";

/** The recordings of the servers that were killed: each has the name of the process that recorded it. */
const ended = new Set();

const tests = {
	"loses nothing when the server is killed ten times while somebody types": async () => {
		const document = await open(await spec());
		await findingAt(document, GAP);
		const before = document.getText();
		let place = document.lineAt(0).range.end;
		const end = document.offsetAt(place);
		for (const [index, character] of [...TYPED].entries()) {
			if (index % 3 === 0) {
				await kill();
			}
			const edit = new vscode.WorkspaceEdit();
			edit.insert(document.uri, place, character);
			assert.ok(await vscode.workspace.applyEdit(edit));
			place = place.translate(0, 1);
		}
		assert.equal(document.getText(), before.slice(0, end) + TYPED + before.slice(end));
		await findingAt(document, GAP);
	},
};

/** Called by VS Code. */
exports.run = () => run(tests);

/** Waits until a server reads the document, and kills it as a machine that is out of memory does. */
async function kill() {
	const [folder] = vscode.workspace.workspaceFolders;
	const recordings = join(dirname(folder.uri.fsPath), "recordings");
	const recording = await until("a server that reads", () =>
		readdirSync(recordings).find(
			(name) =>
				!ended.has(name) && readFileSync(join(recordings, name), "utf8").includes("textDocument/diagnostic"),
		),
	);
	ended.add(recording);
	const wiretap = Number.parseInt(recording, 10);
	process.kill(Number(execFileSync("pgrep", ["-P", String(wiretap)], { encoding: "utf8" })), "SIGKILL");
	await until("its end", () => !isAlive(wiretap));
}

function isAlive(pid) {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
