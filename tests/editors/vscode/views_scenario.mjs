// What a person sees of a workspace's specs in VS Code: how stories stand, what is open, how to begin.
//
// Usage: node views_scenario.mjs URL

import { openDocument, run, step, takePicture, webview, withPage } from "./browser.mjs";

await withPage(async (page) => {
	await page.goto(process.argv[2]);
	await openDocument(page, "expense-claims.md");

	await step("lenses say how each story stands", async () => {
		await page.locator(".codelens-decoration", { hasText: "why" }).first().waitFor();
		await takePicture(page, "vscode-lenses");
	});

	await step("the side bar lists what is open", async () => {
		await run(page, "Whylint: Focus on Open Questions View");
		await page.locator(".pane-body .monaco-list-row", { hasText: "uploads a photo" }).first().waitFor();
	});

	await step("documents that are not open are listed as they are saved", async () => {
		await page.locator(".pane-body .monaco-list-row", { hasText: "receipts.md" }).waitFor();
		await takePicture(page, "vscode-questions");
	});

	await step("a question in the list leads to its line", async () => {
		await page.locator(".pane-body .monaco-list-row", { hasText: "uploads a photo" }).first().click();
		await page.locator(".view-lines .view-line", { hasText: "uploads\u00a0a\u00a0photo" }).waitFor();
	});

	await step("a lens asks the question of its story, and the list follows the text", async () => {
		await page.locator(".codelens-decoration a", { hasText: "Ask 1 question" }).first().click();
		await page.locator('.pane-body .monaco-list-row[aria-label*="Asked, no answer yet"]').waitFor();
		await page.keyboard.press("Control+1");
		await page.keyboard.press("Control+S");
		await page.locator(".tab.active:not(.dirty)", { hasText: "expense-claims.md" }).waitFor();
	});

	await step("the report says how far the specs are", async () => {
		await run(page, "Whylint: Show Readiness Report");
		await webview(page).getByRole("heading", { name: "By document and story" }).waitFor();
		await takePicture(page, "vscode-report");
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
		await page.keyboard.press("Control+B"); // hides the side bar, so that the picture of the step has room
		await webview(page).locator("svg").waitFor();
		await takePicture(page, "vscode-walkthrough");
	});

	await step("its sample spec has gaps", async () => {
		await page.getByRole("button", { name: "Open a Sample Spec" }).first().click();
		await page.locator(".view-line", { hasText: "Parcel" }).first().waitFor();
		await page.locator(".squiggly-warning").first().waitFor();
	});
});
