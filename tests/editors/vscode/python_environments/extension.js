// The part of Python Environments' interface that Whylint asks: which interpreter did the user choose?

const { existsSync } = require("node:fs");

const executable = process.env.CHOSEN_PYTHON;

exports.activate = () => ({
	getEnvironment: async () => (existsSync(executable) ? { execInfo: { run: { executable } } } : undefined),
});
