/** Crashes that lie further apart than this have nothing to do with each other. */
const FORGET_AFTER_MS = 60_000;

const LONGEST_WAIT_MS = 5_000;

/** How long to wait before a server that crashed is started again: at once at first, then longer each time. */
export class Backoff {
	private crashes = 0;
	private last = Number.NEGATIVE_INFINITY;

	/**
	 * Counts a crash.
	 *
	 * @param now The time of the crash in milliseconds.
	 * @returns How many crashes there were in a row, and how many milliseconds to wait.
	 */
	crashed(now: number): { count: number; wait: number } {
		this.crashes = now - this.last > FORGET_AFTER_MS ? 1 : this.crashes + 1;
		this.last = now;
		const wait = this.crashes === 1 ? 0 : Math.min(250 * 2 ** (this.crashes - 2), LONGEST_WAIT_MS);
		return { count: this.crashes, wait };
	}
}
