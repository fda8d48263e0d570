import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The oldest Python that Whylint runs on, as [major, minor]. */
const OLDEST: readonly [number, number] = [3, 11];

const ON_PATH: readonly Command[] = [["python3"], ["python"], ["py", "-3"]];

/** A program and the arguments that always come first. */
export type Command = readonly [program: string, ...args: string[]];

/** No Python that is new enough; `tried` says for each command what is wrong with it. */
export class NoPythonError extends Error {
	constructor(readonly tried: readonly string[]) {
		super(`Whylint needs Python ${OLDEST.join(".")} or later to run (${tried.join("; ")}).`);
	}
}

/**
 * The Python to run the server with: the configured one, else the first that is new enough of the one chosen
 * in an extension for Python and those on the PATH.
 *
 * A configured one that does not do is an error, never silently replaced by another.
 *
 * @param configured Path of an interpreter, or "" to search.
 * @param chosen Path of the interpreter that the user chose for their own code, where there is one.
 * @param directory Where to run the candidates: never the workspace, whose files Python or Windows might
 * take for the programs and modules they look for.
 */
export async function findPython(
	configured: string,
	chosen: string | undefined,
	directory: string,
): Promise<Command> {
	const searched: readonly Command[] = chosen ? [[chosen], ...ON_PATH] : ON_PATH;
	const tried: string[] = [];
	for (const command of configured ? [[configured] satisfies Command] : searched) {
		const answer = await ask(command, directory);
		if (typeof answer === "object") {
			// Windows looks for a program that is but a name in the folder it starts in first, which may be the workspace.
			return process.platform === "win32" ? [answer.executable] : command;
		}
		tried.push(`${command.join(" ")} ${answer}`);
	}
	throw new NoPythonError(tried);
}

/** Whether the interpreter has a Whylint of its own. */
export async function hasWhylint([program, ...args]: Command, directory: string): Promise<boolean> {
	return run(program, [...args, "-P", "-c", "import whylint"], { cwd: directory }).then(
		() => true,
		() => false,
	);
}

/** What an interpreter says of itself, or what is wrong with it. */
async function ask([program, ...args]: Command, directory: string): Promise<{ executable: string } | string> {
	const question = "import sys; print('%d.%d' % sys.version_info[:2]); print(sys.executable)";
	try {
		const { stdout } = await run(program, [...args, "-c", question], { cwd: directory, timeout: 20_000 });
		const [version = "", executable = ""] = stdout.split(/\r?\n/);
		const [major = 0, minor = 0] = version.split(".").map(Number);
		const newEnough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
		return newEnough ? { executable } : `is Python ${version}`;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "ENOENT" ? "is not there" : "does not run";
	}
}
