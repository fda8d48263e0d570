import assert from "node:assert/strict";
import { test } from "node:test";
import { Backoff } from "../src/backoff";

test("a server that crashes once is started at once, one that goes on crashing less and less often", () => {
	const backoff = new Backoff();
	const waits = [0, 1, 2, 3, 4, 5, 6, 7].map((second) => backoff.crashed(second * 1_000).wait);
	assert.deepEqual(waits, [0, 250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
});

test("a crash after a quiet minute is the first one again", () => {
	const backoff = new Backoff();
	backoff.crashed(0);
	assert.deepEqual(backoff.crashed(60_000), { count: 2, wait: 250 });
	assert.deepEqual(backoff.crashed(120_001), { count: 1, wait: 0 });
});
