/** Which backups are kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expired, type Retention } from '../../../../server/core/backup/retention.ts';

const hourMs = 3_600_000;
const start = Date.parse('2026-01-01T00:30:00Z');
const backups = (count: number, everyMs: number) =>
	Array.from({ length: count }, (_, index) => ({
		name: `b${index}`,
		seq: index,
		at: start + index * everyMs,
	}));
const keptOf = (all: ReturnType<typeof backups>, retention: Retention) => {
	const gone = new Set(expired(all, retention));
	return all.filter((each) => !gone.has(each)).map(({ at }) => new Date(at).toISOString().slice(0, 16));
};

test('the newest of each of the last hours, days and months is kept', () => {
	// A backup every 20 minutes for 100 days, as the server removes them: after each one.
	let stored: ReturnType<typeof backups> = [];
	const retention = { hourly: 3, daily: 4, monthly: 2 };
	for (const backup of backups(100 * 72, 20 * 60_000)) {
		stored = [...stored, backup];
		const gone = new Set(expired(stored, retention));
		stored = stored.filter((each) => !gone.has(each));
	}
	assert.deepEqual(
		stored.map(({ at }) => new Date(at).toISOString().slice(0, 16)),
		[
			// The last day of the month before, and the last four days.
			...['2026-03-31T23:50', '2026-04-08T23:50', '2026-04-09T23:50', '2026-04-10T22:50'],
			...['2026-04-10T23:50', '2026-04-11T00:10'],
		],
	);
});

test('periods without a backup do not count, and the newest one is always kept', () => {
	const old = backups(3, 40 * 24 * hourMs);
	assert.deepEqual(keptOf(old, { hourly: 0, daily: 3, monthly: 0 }), [
		...['2026-01-01T00:30', '2026-02-10T00:30', '2026-03-22T00:30'],
	]);
	assert.deepEqual(keptOf(old, { hourly: 0, daily: 0, monthly: 0 }), ['2026-03-22T00:30']);
	assert.deepEqual(expired([], { hourly: 1, daily: 1, monthly: 1 }), []);
});
