// What a person sees who opens a folder they do not trust, and then do.
//
// Usage: node trust.mjs URL WITNESS, a file that the interpreter of the folder's settings writes when it runs

import { existsSync } from "node:fs";
import { openDocument, run, withPage } from "./browser.mjs";

const [url, witness] = process.argv.slice(2);

await withPage(async (page) => {
	await page.goto(url);
	await page.locator(".monaco-workbench", { hasText: "Restricted Mode" }).waitFor();
	await openDocument(page, "receipts.md");
	await page.locator(".squiggly-warning").first().waitFor();
	if (existsSync(witness)) {
		throw new Error("the folder's interpreter ran, and nobody trusts the folder");
	}
	console.log("ok: a spec is read in a folder that is not trusted, by the Python of the user");

	await run(page, "Workspaces: Manage Workspace Trust");
	await page
		.getByRole("button", { name: /^Trust/ })
		.first()
		.click();
	await openDocument(page, "receipts.md");
	while (!existsSync(witness)) {
		await page.waitForTimeout(100);
	}
	await page.locator(".squiggly-warning").first().waitFor();
	console.log("ok: once it is trusted, its settings hold");
});
