import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { findPython, NoPythonError } from "../src/python";

const environment = process.env as NodeJS.ProcessEnv & { PATH?: string | undefined };
const { PATH } = environment;
const PLATFORM = process.platform;
const EXECUTABLE = "C:\\Python\\python.exe";
let folder: string;

beforeEach(() => {
	folder = realpathSync(mkdtempSync(join(tmpdir(), "whylint-")));
	environment.PATH = folder;
});

afterEach(() => {
	environment.PATH = PATH;
	Object.defineProperty(process, "platform", { value: PLATFORM });
	rmSync(folder, { recursive: true });
});

/** A program on the PATH that says it is a Python of a version, and writes down where it ran and with what. */
function python(name: string, version: string): string {
	const path = join(folder, name);
	const said = `printf '${version}\\n%s\\n' '${EXECUTABLE}'`;
	writeFileSync(path, `#!/bin/sh\necho "$PWD $1" >> ${path}.ran\n${said}\n`, { mode: 0o755 });
	return path;
}

test("the first on the PATH that is new enough runs Whylint", async () => {
	python("python3", "3.10");
	python("python", "3.11");
	python("py", "3.14");
	assert.deepEqual(await findPython("", undefined, folder), ["python"]);
});

test("where there is but the launcher of Windows, it is asked for a Python 3", async () => {
	const launcher = python("py", "3.14");
	assert.deepEqual(await findPython("", undefined, folder), ["py", "-3"]);
	assert.match(readFileSync(`${launcher}.ran`, "utf8"), / -3$/m);
});

test("the one chosen in an extension for Python goes before those on the PATH, if it does", async () => {
	python("python3", "3.12");
	const chosen = python("chosen", "3.13");
	assert.deepEqual(await findPython("", chosen, folder), [chosen]);
	assert.deepEqual(await findPython("", join(folder, "gone"), folder), ["python3"]);
});

test("a configured one is not replaced by another", async () => {
	python("python3", "3.12");
	const old = python("old", "3.9");
	const tried = { tried: [`${old} is Python 3.9`] };
	await assert.rejects(findPython(old, undefined, folder), new NoPythonError(tried.tried));
});

test("what is wrong with each is told where none does", async () => {
	python("python3", "2.7");
	writeFileSync(join(folder, "python"), "#!/bin/sh\nexit 9\n", { mode: 0o755 });
	await assert.rejects(findPython("", undefined, folder), {
		message:
			"Whylint needs Python 3.11 or later to run (python3 is Python 2.7; python does not run; py -3 is not there).",
	});
});

test("candidates run in the folder they are given", async () => {
	const path = python("python3", "3.11");
	await findPython("", undefined, tmpdir());
	assert.equal(readFileSync(`${path}.ran`, "utf8"), `${realpathSync(tmpdir())} -c\n`);
});

test("on Windows the program is called by its path, not looked for beside the workspace's files", async () => {
	python("py", "3.14");
	Object.defineProperty(process, "platform", { value: "win32" });
	assert.deepEqual(await findPython("", undefined, folder), [EXECUTABLE]);
});
