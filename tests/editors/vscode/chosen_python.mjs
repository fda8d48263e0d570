// What a person sees whose Python is the one they chose in an extension for Python.
//
// Usage: node chosen_python.mjs URL CHOSEN WITNESS, the interpreter of Python Environments, and a file that the one
// of the extension Python writes when it runs

import { existsSync, rmSync } from "node:fs";
import { openDocument, run, step, withPage } from "./browser.mjs";

const [url, chosen, witness] = process.argv.slice(2);

await withPage(async (page) => {
	await page.goto(url);

	await step("the server is run by the interpreter that Python Environments names", async () => {
		await openDocument(page, "receipts.md");
		await page.locator(".squiggly-warning").first().waitFor();
		if (existsSync(witness)) {
			throw new Error("the extension Python was asked, and Python Environments knows better");
		}
	});

	await step("where it names none, by the one that is active in the extension Python", async () => {
		rmSync(chosen);
		await run(page, "Whylint: Restart Server");
		while (!existsSync(witness)) {
			await page.waitForTimeout(100);
		}
		await page.locator(".squiggly-warning").first().waitFor();
	});
});
