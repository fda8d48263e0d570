// A Chromium that shows one page of VS Code.

import { join } from "node:path";

const { chromium } = await import(process.env.PLAYWRIGHT);

const FLAGS = [
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-gpu",
	"--disable-sync",
	"--no-first-run",
	"--no-sandbox",
];

/** Calls `visit` with the page, and closes it whatever happens. A failure leaves a picture behind. */
export async function withPage(visit) {
	const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
	const page = await browser.newPage({
		viewport: { width: 1100, height: 750 },
		deviceScaleFactor: 1.5,
		permissions: ["clipboard-read", "clipboard-write"],
	});
	page.setDefaultTimeout(60_000);
	try {
		return await visit(page);
	} catch (error) {
		await takePicture(page, "failed");
		throw error;
	} finally {
		await browser.close();
	}
}

/** Opens a document of the workspace by its name, and waits until it is shown. */
export async function openDocument(page, name) {
	await page.locator(".monaco-workbench .part.editor").first().waitFor();
	await untilItSucceeds(async () => {
		await page.keyboard.press("Escape");
		await page.keyboard.press("Control+P");
		await page.locator(".quick-input-widget input[type=text]").fill(name, { timeout: 5_000 });
		await page.getByRole("option", { name }).first().waitFor({ timeout: 10_000 });
	});
	await page.keyboard.press("Enter");
	await page.locator(".tab.active", { hasText: name }).waitFor();
	await page.locator(".view-line").first().waitFor();
}

/** Does one thing that a person does, and says so where it works. */
export async function step(name, act) {
	await act();
	console.log(`ok: ${name}`);
}

/** Does something again where it fails, as a person does: a key that is pressed while VS Code is busy may be lost. */
export async function untilItSucceeds(act) {
	for (let attempt = 1; ; attempt++) {
		try {
			return await act();
		} catch (error) {
			if (attempt === 5) throw error;
		}
	}
}

/** Runs a command of the palette. */
export async function run(page, command) {
	const found = page.locator(".quick-input-list .monaco-list-row", { hasText: command }).first();
	await untilItSucceeds(async () => {
		await page.keyboard.press("Control+1"); // out of a webview, which has keys of its own
		await page.keyboard.press("F1");
		await page.locator(".quick-input-widget input[type=text]").fill(`>${command}`, { timeout: 5_000 });
		await found.waitFor({ timeout: 5_000 });
	});
	await page.keyboard.press("Enter");
}

/** The page that the last webview to open shows, two frames deep. */
export function webview(page) {
	return page.frameLocator("iframe.webview.ready").last().frameLocator("iframe#active-frame");
}

/** Takes a screenshot of the page. */
export async function takePicture(page, name) {
	await page.screenshot({ path: join(process.env.PICTURES, `${name}.png`), animations: "disabled" });
}
