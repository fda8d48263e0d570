// What a person sees whose Python is the one they chose in the extension Python Environments.
//
// Usage: node chosen_python.mjs URL

import { openDocument, withPage } from "./browser.mjs";

await withPage(async (page) => {
	await page.goto(process.argv[2]);
	await openDocument(page, "receipts.md");
	await page.locator(".squiggly-warning").first().waitFor();
	console.log("ok: the server runs");
});
