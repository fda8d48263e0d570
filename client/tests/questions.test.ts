import assert from "node:assert/strict";
import { test } from "node:test";
import { asMarkdown, count, filtered, readWritten } from "../src/questions";

const WRITTEN = JSON.stringify({
	documents: [
		{
			path: "specs/claims.md",
			title: "",
			questions: [
				{ line: 3, story: "", kind: "written", rule: null, question: "Who pays?", about: "" },
				{ line: 9, story: "Hand in", kind: "gap", rule: "r", question: "What if?", about: "It uploads" },
			],
		},
		{ path: "specs/ready.md", title: "Ready", questions: [] },
	],
});
const all = { documents: readWritten(WRITTEN, (path) => `file:///w/${path}`) };

test("what the command line has written is read by story, with lines that count from 0", () => {
	const [claims] = all.documents;
	assert.equal(claims?.uri, "file:///w/specs/claims.md");
	assert.deepEqual(
		claims?.stories.map(({ title, items }) => [
			title,
			items.map(({ kind, line, rule }) => [kind, line, rule]),
		]),
		[
			["", [["question", 2, ""]]],
			["Hand in", [["gap", 8, "r"]]],
		],
	);
});

test("a filter leaves no story and no document that is empty", () => {
	assert.equal(count(filtered(all, "all")), 2);
	assert.deepEqual(
		filtered(all, "gap").documents.map(({ stories }) => stories.map(({ title }) => title)),
		[["Hand in"]],
	);
	assert.deepEqual(filtered(all, "all", "file:///w/specs/ready.md").documents, []);
});

test("the list for planning has a box for each question, below its document and story", () => {
	assert.equal(
		asMarkdown(filtered(all, "all"), (uri) => uri.replace("file:///w/", "")),
		`# Open questions

## specs/claims.md

- [ ] Who pays? (specs/claims.md:3)

### Hand in

- [ ] What if? (specs/claims.md:9)
`,
	);
});
