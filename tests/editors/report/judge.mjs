// Opens a readiness report in Chromium, light and dark, with and without scripts, and lets axe judge it.
// Arguments: the file, axe's script, and a folder for pictures.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = await import(process.env.PLAYWRIGHT);
const [file, axe, pictures] = process.argv.slice(2);
const address = pathToFileURL(file).href;

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM,
	args: ["--no-sandbox", "--disable-gpu"],
});

/** Opens the report as somebody may see it, and checks that it asks for nothing but itself. */
async function open(options, hash = "") {
	const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
	const page = await context.newPage();
	const asked = [];
	const errors = [];
	page.on("request", (request) => asked.push(request.url().split("#")[0]));
	page.on("pageerror", (error) => errors.push(String(error)));
	page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
	await page.goto(address + hash);
	assert.deepEqual(asked, [address]);
	assert.deepEqual(errors, []);
	return page;
}

/** Lets axe judge a page with everything on it unfolded. */
async function judge(page) {
	await page.evaluate(() => {
		for (const each of document.querySelectorAll("details")) each.open = true;
	});
	// The page forbids every script but its own: axe comes in by the debugger, which asks nobody.
	await page.evaluate(readFileSync(axe, "utf-8"));
	const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
	const told = found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join("\n  ")}`);
	assert.deepEqual(told, []);
	assert.ok(found.passes.length > 10);
}

const shown = (page) => page.locator("details.document:visible h3").allTextContents();

try {
	for (const colorScheme of ["light", "dark"]) {
		const page = await open({ colorScheme });
		await page.screenshot({ path: join(pictures, `report-${colorScheme}.png`), fullPage: true });
		await judge(page);
	}

	// On paper it is light, whatever the screen is.
	const printed = await open({ colorScheme: "dark" });
	await printed.emulateMedia({ media: "print" });
	assert.equal(await printed.evaluate(() => getComputedStyle(document.body).color), "rgb(29, 33, 37)");

	// On a telephone nothing has to be scrolled sideways.
	const small = await open({ viewport: { width: 360, height: 800 } });
	await judge(small);
	const wide = await small.evaluate(() =>
		[...document.body.querySelectorAll("*")]
			.filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
			.map((each) => each.outerHTML.slice(0, 80)),
	);
	assert.deepEqual(wide, []);

	// Without scripts everything is there to read, and no tool that would do nothing.
	const plain = await open({ javaScriptEnabled: false });
	assert.ok(!(await plain.locator(".tools").isVisible()));
	assert.equal((await shown(plain)).length, 5);
	await plain.locator("details.document summary").first().click();
	assert.ok(await plain.locator("details.document").first().getByText("For whom").isVisible());

	// By keyboard alone: find, filter, sort, open.
	const page = await open({});
	assert.deepEqual((await shown(page))[0], "Mileage");
	await page.locator("#words").focus();
	await page.keyboard.type("salary run");
	assert.deepEqual(await shown(page), ["Payout"]);
	assert.equal(await page.locator("#shown").textContent(), "1 of 5 shown");
	await page.locator("#words").fill("");
	await page.keyboard.press("Tab");
	await page.keyboard.type("by path");
	assert.deepEqual(await shown(page), ["Approval of claims", "Mileage", "Notifications", "Payout", "Receipt upload"]);
	await page.keyboard.press("Tab");
	await page.keyboard.press("Space");
	assert.ok(!(await shown(page)).includes("Payout"));
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	assert.ok(await page.getByText("When an approval cannot be saved").first().isVisible());

	// A document's row in the chart leads to it.
	await page.getByRole("link", { name: "Receipt upload" }).click();
	assert.ok(await page.getByRole("heading", { name: "Story 2: Import old receipts" }).isVisible());
} finally {
	await browser.close();
}
