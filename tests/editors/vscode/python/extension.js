// The part of the extension Python's interface that Whylint asks: which interpreter is active?

const vscode = require("vscode");

exports.activate = () => ({
	environments: {
		getActiveEnvironmentPath: () => ({ path: process.env.ACTIVE_PYTHON }),
		resolveEnvironment: async ({ path }) => ({ executable: { uri: vscode.Uri.file(path) } }),
	},
});
