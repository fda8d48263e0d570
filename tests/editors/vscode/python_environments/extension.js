// The part of Python Environments' interface that Whylint asks: which interpreter did the user choose?

exports.activate = () => ({
	getEnvironment: async () => ({ execInfo: { run: { executable: process.env.CHOSEN_PYTHON } } }),
});
