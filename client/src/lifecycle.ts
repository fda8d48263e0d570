import {
	commands,
	type Disposable,
	EventEmitter,
	type ExtensionContext,
	env,
	type LogOutputChannel,
	Uri,
	window,
	workspace,
} from "vscode";
import { CloseAction, ErrorAction, LanguageClient } from "vscode-languageclient/node";
import { Backoff } from "./backoff";
import { NoPythonError } from "./python";
import { serverCommand } from "./server";

/** The settings that only a new server can obey. */
const NEEDS_RESTART = ["whylint.interpreter", "whylint.importStrategy"];

/** After so many crashes in a row a person is told, and a server that never ran is not started again. */
const TELL_AFTER = 5;

/** What the server is doing: `failed` carries what a person is told of it. */
export type State = { kind: "starting" | "running" | "stopped" } | { kind: "failed"; reason: string };

/** The language server of this window: started, started again after a crash, never two at a time. */
export class Server implements Disposable {
	private client: LanguageClient | undefined;
	private restarting: Promise<void> = Promise.resolve();
	private waiting: NodeJS.Timeout | undefined;
	private readonly backoff = new Backoff();
	private failures = 0;
	private readonly changed = new EventEmitter<State>();
	private readonly subscriptions: Disposable[];
	private current: State = { kind: "stopped" };

	/** Fires whenever {@link state} has changed. */
	readonly onDidChangeState = this.changed.event;

	constructor(
		private readonly context: ExtensionContext,
		private readonly log: LogOutputChannel,
		private readonly trace: LogOutputChannel,
	) {
		this.subscriptions = [
			this.changed,
			workspace.onDidChangeConfiguration((change) => {
				if (NEEDS_RESTART.some((setting) => change.affectsConfiguration(setting))) {
					void this.restart();
				}
			}),
			// Trust makes the settings of the workspace count.
			workspace.onDidGrantWorkspaceTrust(() => void this.restart()),
		];
	}

	get state(): State {
		return this.current;
	}

	/** Restarts wait for each other; several that wait are one. */
	restart(): Promise<void> {
		clearTimeout(this.waiting);
		const asked = this.restarting.then(async () => {
			if (this.restarting === asked) {
				await this.stop();
				await this.start();
			}
		});
		this.restarting = asked;
		return asked;
	}

	/** Ends the server, for good. */
	async end(): Promise<void> {
		clearTimeout(this.waiting);
		const running = this.restarting;
		this.restarting = Promise.resolve();
		await running;
		await this.stop();
	}

	dispose(): void {
		for (const subscription of this.subscriptions) {
			subscription.dispose();
		}
	}

	/**
	 * Runs one of the server's commands.
	 *
	 * @throws Error when the server does not run, or refuses.
	 */
	async execute<Answer>(command: string, ...args: unknown[]): Promise<Answer> {
		await this.restarting;
		if (this.client === undefined || this.current.kind !== "running") {
			throw new Error("The Whylint server does not run.");
		}
		return this.client.sendRequest("workspace/executeCommand", { command, arguments: args });
	}

	private async start(): Promise<void> {
		this.become({ kind: "starting" });
		try {
			const command = await serverCommand(this.context, this.log);
			const client = new LanguageClient("whylint", "Whylint", command, {
				documentSelector: [
					{ language: "markdown", scheme: "file" },
					{ language: "markdown", scheme: "untitled" },
					// Mistakes in these are shown while they are typed.
					{ scheme: "file", pattern: "**/{whylint,.whylint,pyproject}.toml" },
				],
				outputChannel: this.log,
				traceOutputChannel: this.trace,
				initializationFailedHandler: () => false,
				errorHandler: {
					error: () => ({ action: ErrorAction.Continue, handled: true }),
					closed: () => {
						this.crashed(client);
						return { action: CloseAction.DoNotRestart, handled: true };
					},
				},
			});
			this.client = client;
			await client.start();
			this.failures = 0;
			this.become({ kind: "running" });
		} catch (error) {
			this.failed(error);
		}
	}

	/** A server that never started or does not end is no reason to do without the next one. */
	private async stop(): Promise<void> {
		const running = this.client;
		this.client = undefined;
		await running?.dispose().catch((error) => this.log.warn(error));
		this.become({ kind: "stopped" });
	}

	/** Called when the connection closes; while the server starts, {@link start} hears of it itself. */
	private crashed(client: LanguageClient): void {
		if (this.client !== client || this.current.kind !== "running") {
			return;
		}
		const { count, wait } = this.backoff.crashed(Date.now());
		this.become({ kind: "stopped" });
		this.restartIn(wait);
		if (count === TELL_AFTER) {
			void this.tell(`Whylint's server ended ${count} times in a row. It is being started again.`, {
				"Show Logs": () => this.log.show(),
			});
		}
	}

	private failed(error: unknown): void {
		this.log.error(error instanceof Error ? error : String(error));
		const reason = error instanceof Error ? error.message : String(error);
		this.become({ kind: "failed", reason });
		if (error instanceof NoPythonError) {
			void this.tell(reason, { "Choose Interpreter": openInterpreterSetting, "Get Python": openDownloads });
			return;
		}
		this.failures += 1;
		if (this.failures < TELL_AFTER) {
			this.restartIn(this.backoff.crashed(Date.now()).wait);
			return;
		}
		this.failures = 0;
		void this.tell(`Whylint's server does not start: ${reason}`, {
			"Show Logs": () => this.log.show(),
			Restart: () => this.restart(),
		});
	}

	private restartIn(milliseconds: number): void {
		this.log.warn(`The server ended unexpectedly; starting it again in ${milliseconds} ms.`);
		this.waiting = setTimeout(() => void this.restart(), milliseconds);
	}

	private async tell(message: string, remedies: Record<string, () => unknown>): Promise<void> {
		const chosen = await window.showErrorMessage(message, ...Object.keys(remedies));
		await remedies[chosen ?? ""]?.();
	}

	private become(state: State): void {
		this.current = state;
		this.changed.fire(state);
	}
}

/** Opens the settings that count where the extension runs: on a remote machine, the user's own do not. */
function openInterpreterSetting(): Thenable<unknown> {
	const open = env.remoteName === undefined ? "openSettings" : "openRemoteSettings";
	return commands.executeCommand(`workbench.action.${open}`, { query: "whylint.interpreter" });
}

function openDownloads(): Thenable<unknown> {
	return env.openExternal(Uri.parse("https://www.python.org/downloads/"));
}
