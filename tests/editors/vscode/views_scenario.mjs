// What a person sees of a workspace's specs in VS Code: how stories stand, what is open, how to begin.
//
// Usage: node views_scenario.mjs URL AXE, the script that judges pages

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openDocument, run, step, takePicture, untilItSucceeds, webview, withPage } from "./browser.mjs";

const [url, axe] = process.argv.slice(2);

await withPage(async (page) => {
	await page.goto(url);
	await openDocument(page, "expense-claims.md");

	await step("lenses say how each story stands", async () => {
		await page.locator(".codelens-decoration", { hasText: "why" }).first().waitFor();
		await takePicture(page, "vscode-lenses");
	});

	await step("the side bar lists what is open", async () => {
		await widenSideBar(page);
		await run(page, "Whylint: Show Open Questions");
		await page.locator(".pane-body .monaco-list-row", { hasText: "uploads a photo" }).first().waitFor();
	});

	await step("documents that are not open are listed as they are saved", async () => {
		await page.locator(".pane-body .monaco-list-row", { hasText: "receipts.md" }).waitFor();
		await takePicture(page, "vscode-questions");
	});

	await step("everything in the list has a name to be read out", async () => {
		for (const name of ["Filter", "Copy as Markdown", "Refresh", "Collapse All"]) {
			await button(page, name).waitFor();
		}
		const named = await rows(page).evaluateAll((all) => all.map((row) => row.getAttribute("aria-label")));
		assert.ok(
			named.some((label) => label.startsWith("Expense claims, expense-claims.md, 6 open")),
			named,
		);
		assert.ok(
			named.some((label) => label.startsWith("Story: hand in a receipt, 1 open")),
			named,
		);
		assert.ok(
			named.some((label) => /^“uploads a photo.*\? Not asked yet\. Line 12/.test(label)),
			named,
		);
	});

	await step("by keyboard alone, a question in the list leads to its line", async () => {
		await run(page, "Whylint: Show Open Questions");
		await untilItSucceeds(async () => {
			await page.keyboard.press("Home");
			await focusedRow(page, "Expense claims").waitFor({ timeout: 5_000 });
			for (const label of ["Story: hand in a receipt", "“uploads a photo"]) {
				await page.keyboard.press("ArrowDown");
				await focusedRow(page, label).waitFor({ timeout: 5_000 });
			}
		});
		await page.keyboard.press("Enter");
		await page.locator(".statusbar-item", { hasText: "Ln 12, Col 1" }).waitFor();
	});

	await step("a filter leaves what is not asked yet, and the list goes to the clipboard", async () => {
		await chooseFilter(page, "Questions without");
		await page.locator(".sidebar", { hasText: "No open question passes the filter" }).waitFor();
		await chooseFilter(page, "Everything");
		await rows(page).filter({ hasText: "receipts.md" }).waitFor();
		await untilItSucceeds(async () => {
			await button(page, "Copy as Markdown").press("Enter");
			await page.locator(".statusbar-item", { hasText: "Copied 8 questions" }).waitFor({ timeout: 5_000 });
		});
		const copied = await page.evaluate(() => navigator.clipboard.readText());
		assert.match(
			copied,
			/^# Open questions\n\n## Expense claims\n\n### Story: hand in a receipt\n\n- \[ \] “uploads/,
		);
	});

	await step("a lens asks the question of its story, and the list follows the text", async () => {
		await page.locator(".codelens-decoration a", { hasText: "Ask 1 question" }).first().click();
		await page.locator('.pane-body .monaco-list-row[aria-label*="Asked, no answer yet"]').waitFor();
		await page.keyboard.press("Control+1");
		await page.keyboard.press("Control+S");
		await page.locator(".tab.active:not(.dirty)", { hasText: "expense-claims.md" }).waitFor();
	});

	await step("the report says how far the specs are", async () => {
		await page.keyboard.press("Control+B"); // hides the side bar, so that the report has room
		await run(page, "Whylint: Show Readiness Report");
		await webview(page).getByRole("heading", { name: "By document and story" }).waitFor();
		await webview(page).getByText("expense-claims.md", { exact: true }).waitFor();
		await takePicture(page, "vscode-report");
	});

	await step("by keyboard alone, a document in the report's chart leads to its stories", async () => {
		await webview(page).getByRole("link", { name: "Expense claims" }).press("Enter");
		await webview(page).getByRole("heading", { name: "Story: approve a claim" }).waitFor();
	});

	await step("the report is as light or dark as VS Code, and everybody can read it", async () => {
		const paper = () =>
			webview(page)
				.locator("body")
				.evaluate((body) => getComputedStyle(body).backgroundColor);
		const light = await paper();
		await judge(page);
		await run(page, "Preferences: Toggle between Light/Dark Themes");
		await page.locator(".monaco-workbench.vs-dark").waitFor();
		await webview(page).getByRole("heading", { name: "By document and story" }).waitFor();
		assert.notEqual(await paper(), light);
		await judge(page);
		await takePicture(page, "vscode-report-dark");
		await run(page, "Preferences: Toggle between Light/Dark Themes");
	});

	await step("a rule explains itself", async () => {
		await run(page, "Whylint: Explain Rule");
		await page.locator(".quick-input-widget input[type=text]").fill("vague-criterion");
		await page.keyboard.press("Enter");
		await page.locator(".tab", { hasText: "vague-criterion" }).waitFor();
		await page.keyboard.press("Control+W");
	});

	await step("the doctor says what holds for a document", async () => {
		await run(page, "Whylint: Doctor");
		await page.locator(".tab", { hasText: "doctor" }).waitFor();
		await page.keyboard.press("Control+W");
	});

	await step("a walkthrough shows how to begin", async () => {
		await run(page, "View: Close All Editors");
		await run(page, "Welcome: Open Walkthrough");
		await page.locator(".quick-input-widget input[type=text]").fill("Ask before you build");
		await page.keyboard.press("Enter");
		await page.locator(".getting-started-step", { hasText: "See what is not said" }).first().waitFor();
		await webview(page).locator("svg").waitFor();
		await takePicture(page, "vscode-walkthrough");
	});

	await step("its sample spec has gaps", async () => {
		await page.getByRole("button", { name: "Open a Sample Spec" }).first().press("Enter");
		await page.locator(".view-line", { hasText: "Parcel" }).first().waitFor();
		await page.locator(".squiggly-warning").first().waitFor();
	});
});

/** Lets axe judge the report, with everything on it unfolded. */
async function judge(page) {
	const frame = webview(page).locator("html");
	await frame.evaluate(() => {
		for (const each of document.querySelectorAll("details")) each.open = true;
	});
	// The page forbids every script but its own: axe comes in by the debugger, which asks nobody.
	await frame.evaluate(new Function(readFileSync(axe, "utf8")));
	const found = await frame.evaluate(() => globalThis.axe.run("main", { resultTypes: ["violations"] }));
	const told = found.violations.map(
		(each) => `${each.id}: ${each.nodes.map((node) => node.html).join("\n  ")}`,
	);
	assert.deepEqual(told, []);
	assert.ok(found.passes.length > 5);
}

/** Gives the side bar more room, as a person does with the mouse. */
async function widenSideBar(page) {
	const { x, y, width } = await page.locator(".part.sidebar").boundingBox();
	await page.mouse.move(x + width, y + 300);
	await page.mouse.down();
	await page.mouse.move(x + width + 140, y + 300, { steps: 5 });
	await page.mouse.up();
	await page.mouse.move(x + width + 400, y + 600);
	await page.locator(".monaco-sash.hover").waitFor({ state: "detached" });
}

/** The row of the view of open questions where the keyboard is, if it is the one that is read out so. */
function focusedRow(page, label) {
	return page.locator(`.pane-body .monaco-list-row.focused[aria-label^="${label}"]`);
}

/** A button of the view of open questions. */
function button(page, name) {
	return page.locator(".sidebar").getByRole("button", { name, exact: true });
}

/** Chooses a filter by keyboard alone. */
async function chooseFilter(page, name) {
	const input = page.locator(".quick-input-widget input[type=text]");
	await untilItSucceeds(async () => {
		await button(page, "Filter").press("Enter");
		await input.fill(name, { timeout: 5_000 });
	});
	await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).waitFor();
	await page.keyboard.press("Enter");
}

/** The rows of the view of open questions. */
function rows(page) {
	return page.locator(".pane-body .monaco-list-row");
}
