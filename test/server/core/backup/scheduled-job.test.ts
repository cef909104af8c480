/** Jobs at the times of a cron expression. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { ScheduledJob } from '../../../../server/core/backup/scheduled-job.ts';
import { ownLease } from '../../../../server/core/leases/lease.ts';
import { aManualClock } from '../../../support/manual-clock.ts';

const minuteMs = 60_000;
// The manual clock begins at midnight, in UTC.

function aJob({ schedule = '15 * * * *', isNew = false } = {}) {
	const clock = aManualClock();
	const start = clock.now();
	const done: number[] = [];
	const failures: string[] = [];
	let recoveries = 0;
	let lastAt: number | null = isNew ? null : start;
	const next: { failure: Error | null; wait: Promise<void> | null } = { failure: null, wait: null };
	const job = new ScheduledJob({
		...{ schedule, clock, random: () => 0.5, lease: ownLease, refresh: async () => undefined },
		lastAt: () => lastAt,
		async act() {
			done.push((clock.now() - start) / minuteMs);
			await next.wait;
			if (next.failure) throw next.failure;
			lastAt = clock.now();
		},
		onFailure: (error) => failures.push((error as Error).message),
		onRecovery: () => {
			recoveries += 1;
		},
	});
	/** Minute by minute, so that a job can end before the next one is due. */
	const pass = async (minutes: number): Promise<void> => {
		for (let minute = 0; minute < minutes; minute++) {
			clock.advance(minuteMs);
			await setImmediate();
		}
	};
	return { job, done, failures, next, pass, recoveries: () => recoveries };
}

test('a job is done at the times of its schedule', async () => {
	const { done, pass } = aJob();
	await pass(180);
	assert.deepEqual(done, [15, 75, 135]);
});

test('a job that was never done, or whose time has passed, is done at once', async () => {
	const { done, pass } = aJob({ isNew: true });
	await pass(20);
	assert.deepEqual(done, [0, 15]);
});

test('a job that fails is tried again with growing waits, and each reason is reported once', async () => {
	const { done, failures, next, pass, recoveries, job } = aJob();
	next.failure = new Error('The disk is full.');
	await pass(180);
	assert.deepEqual(failures, ['The disk is full.']);
	assert.equal(job.failure, 'The disk is full.');
	const waits = done.map((at, index) => at - (done[index - 1] ?? at));
	assert.ok(done.length >= 5 && done.length <= 25, `${done.length} attempts: ${done}`);
	assert.ok((waits.at(-1) ?? 0) > (waits[1] ?? 0), `the waits grow: ${waits}`);
	next.failure = new Error('The network is down.');
	await pass(60);
	assert.deepEqual(failures, ['The disk is full.', 'The network is down.']);
	next.failure = null;
	await pass(60);
	assert.equal(recoveries(), 1);
	assert.equal(job.failure, null);
});

test('a job is never done twice at once, and the end waits for it', async () => {
	const { done, next, pass, job } = aJob({ schedule: '* * * * *' });
	let finish = (): void => undefined;
	next.wait = new Promise((resolve) => {
		finish = resolve;
	});
	await pass(10);
	assert.deepEqual(done, [1]);
	let isStopped = false;
	const stopped = job.stop().then(() => {
		isStopped = true;
	});
	await setImmediate();
	assert.equal(isStopped, false);
	finish();
	await stopped;
	await pass(10);
	assert.deepEqual(done, [1]);
});
