// What a person sees of the extension where the Python set is too old, until they set another.
//
// Usage: node no_python.mjs URL PYTHON

import { openDocument, takePicture, withPage } from "./browser.mjs";

const [url, python] = process.argv.slice(2);

await withPage(async (page) => {
	await page.goto(url);
	await openDocument(page, "receipts.md");

	const message = page.locator(".notification-toast", { hasText: "Whylint needs Python 3.11 or later" });
	await message.filter({ hasText: "is Python 3.9" }).waitFor();
	await takePicture(page, "vscode-no-python");
	await page.locator("#status\\.languageStatus").hover();
	await page
		.locator(".hover-language-status", { hasText: "does not start" })
		.getByText("Show Logs")
		.waitFor();
	await page.mouse.move(500, 300);
	await page.locator(".hover-language-status").first().waitFor({ state: "hidden" });
	await message.getByRole("button", { name: "Choose Interpreter" }).click();
	const setting = page.locator(".settings-editor .setting-item", { hasText: "Path of the Python" });
	console.log("ok: a message says what is wrong and leads to the setting, and the status that nothing runs");

	await setting.getByRole("textbox").fill(python);
	await page.locator(".squiggly-warning").first().waitFor();
	console.log("ok: the server starts as soon as the setting is right");
});
