// What a person does with a spec in VS Code: reads what is underlined and why, lets the question be asked, saves.
//
// Usage: node ui_scenario.mjs URL

import { openDocument, step, takePicture, untilItSucceeds, withPage } from "./browser.mjs";

const GAP = "uploads a photo of the receipt";
const SOUND = "The receipt appears at the top";
const OPEN = "is still open";
const ANSWERS = ["which page is not legible", "all entries", "another photo"];
const QUESTION = "When the upload fails, what does the employee see";

await withPage(async (page) => {
	await page.goto(process.argv[2]);
	await openDocument(page, "expense-claims.md");
	await page.keyboard.press("Control+B"); // hides the side bar

	await step("the gaps are underlined and listed as problems", async () => {
		await page.locator(".squiggly-warning").first().waitFor();
		// VS Code does not ask for lenses while the caret is elsewhere.
		await page.locator(".codelens-decoration", { hasText: "why" }).first().waitFor();
		await page.keyboard.press("Control+Shift+M");
		await problem(page).waitFor();
		await takePicture(page, "vscode-problems");
		await page.keyboard.press("Control+1");
	});

	await step("the hover on a gap explains why it is asked", async () => {
		await hoverOver(page, GAP, QUESTION);
		await takePicture(page, "vscode");
		await page.keyboard.press("Escape");
	});

	await step("the hover on a criterion says what it serves and rests on", async () => {
		await hoverOver(page, SOUND, "For whom");
		await takePicture(page, "vscode-criterion");
		await page.keyboard.press("Escape");
	});

	await step("the quick fix is offered", async () => {
		await untilItSucceeds(async () => {
			await page.keyboard.press("Escape");
			await putCaret(page, GAP);
			await page.keyboard.press("Control+.");
			await page.locator(".action-widget", { hasText: QUESTION }).waitFor({ timeout: 5_000 });
		});
	});

	await step("the quick fix asks", async () => {
		await takePicture(page, "vscode-quick-fix");
		await page.locator(".action-widget .action", { hasText: QUESTION }).first().click();
		await page.locator(".view-line", { hasText: displayed(QUESTION) }).waitFor();
		await problem(page).waitFor({ state: "detached" });
		await takePicture(page, "vscode-asked");
	});

	await step("the blanks are gone through, and the question is answered", async () => {
		await problem(page, OPEN).waitFor();
		for (const answer of ANSWERS) {
			await page.keyboard.type(answer);
			await page.keyboard.press("Tab");
		}
		await page.locator(".view-line", { hasText: displayed(ANSWERS[2]) }).waitFor();
		await problem(page, OPEN).waitFor({ state: "detached" });
		await takePicture(page, "vscode-answered");
	});

	await step("the question is saved", async () => {
		await page.locator(".tab.active.dirty").waitFor();
		await page.keyboard.press("Control+1");
		await page.keyboard.press("Control+S");
		await page.locator(".tab.active:not(.dirty)").waitFor();
	});
});

/** Text as the editor's lines hold it: with no-break spaces. */
function displayed(text) {
	return text.replaceAll(" ", "\u00a0");
}

/** The row of the Problems panel that asks about the gap, or tells something else. */
function problem(page, text = GAP) {
	return page.locator(".markers-panel .monaco-list-row", { hasText: text });
}

/** Hovers over words, until something that holds `expected` shows. */
async function hoverOver(page, words, expected) {
	const place = await page.locator(".view-line", { hasText: displayed(words) }).evaluate((line, text) => {
		const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const start = node.data.indexOf(text);
			if (start >= 0) {
				const range = document.createRange();
				range.setStart(node, start);
				range.setEnd(node, start + text.length);
				const { left, top, height } = range.getBoundingClientRect();
				return { x: left + 60, y: top + height / 2 };
			}
		}
		throw new Error(`${text} is not in one piece`);
	}, displayed(words));
	await page.mouse.move(place.x - 20, place.y);
	await page.mouse.move(place.x, place.y, { steps: 5 });
	await page.locator(".monaco-hover:visible", { hasText: expected }).waitFor();
}

/** Puts the caret into the line of the words, by Go to Line. */
async function putCaret(page, words) {
	const line = await page.locator(".view-line", { hasText: displayed(words) }).evaluate((element) => {
		const top = Number.parseFloat(element.style.top);
		const numbers = [...document.querySelectorAll(".margin-view-overlays > div")];
		const same = numbers.find((number) => Number.parseFloat(number.style.top) === top);
		return same.querySelector(".line-numbers").textContent;
	});
	await page.keyboard.press("Control+1");
	await page.keyboard.press("Control+G");
	await page.locator(".quick-input-widget input[type=text]").fill(`:${line}:20`);
	await page.keyboard.press("Enter");
	await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}
