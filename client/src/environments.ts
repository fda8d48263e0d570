import { extensions, type Uri } from "vscode";

/** What is used of the API of the extension Python Environments. */
interface PythonEnvironments {
	getEnvironment(
		scope: Uri | undefined,
	): Promise<{ execInfo?: { run?: { executable?: string } } } | undefined>;
}

/** What is used of the API of the extension Python. */
interface Python {
	environments?: {
		getActiveEnvironmentPath(resource?: Uri): { path: string };
		resolveEnvironment(environment: {
			path: string;
		}): Promise<{ executable?: { uri?: { fsPath: string } } } | undefined>;
	};
}

/**
 * The interpreter that the user chose in one of the extensions for Python, where one of them is installed.
 *
 * Neither is required, and one that fails is as good as none.
 */
export async function chosenInterpreter(scope: Uri | undefined): Promise<string | undefined> {
	for (const ask of [askPythonEnvironments, askPython]) {
		try {
			const interpreter = await ask(scope);
			if (interpreter) {
				return interpreter;
			}
		} catch {
			// The next one may know.
		}
	}
	return undefined;
}

async function askPythonEnvironments(scope: Uri | undefined): Promise<string | undefined> {
	const extension = extensions.getExtension<PythonEnvironments>("ms-python.vscode-python-envs");
	const environment = await (await extension?.activate())?.getEnvironment(scope);
	return environment?.execInfo?.run?.executable;
}

async function askPython(scope: Uri | undefined): Promise<string | undefined> {
	const extension = extensions.getExtension<Python>("ms-python.python");
	const environments = (await extension?.activate())?.environments;
	const active = environments?.getActiveEnvironmentPath(scope);
	const resolved = active && (await environments?.resolveEnvironment(active));
	return resolved?.executable?.uri?.fsPath;
}
