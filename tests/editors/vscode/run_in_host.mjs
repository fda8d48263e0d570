// Opens VS Code at a URL that makes it run tests in its extension host, and exits as they do.
//
// Usage: node run_in_host.mjs URL

import { withPage } from "./browser.mjs";

process.exitCode = await withPage(async (page) => {
	const exited = new Promise((resolve, reject) => {
		page.exposeFunction("codeAutomationLog", (_kind, words) => {
			// VS Code itself says much more than the tests.
			if (/^(ok|FAILED|Error): /.test(words[0])) {
				console.log(...words);
			}
		});
		page.exposeFunction("codeAutomationExit", (code) => resolve(code));
		setTimeout(() => reject(new Error("the tests in VS Code did not end")), 240_000).unref();
	});
	await page.goto(process.argv[2]);
	return exited;
});
