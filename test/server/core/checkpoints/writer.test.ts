/** When checkpoints are written, by which server, and what they never hide. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import pino from 'pino';
import { readHead } from '../../../../server/core/checkpoints/checkpoint.ts';
import type { CheckpointStore } from '../../../../server/core/checkpoints/checkpoint-store.ts';
import { CheckpointWriter } from '../../../../server/core/checkpoints/checkpoint-writer.ts';
import { type Lease, ownLease } from '../../../../server/core/leases/lease.ts';
import type { Log } from '../../../../server/core/log/log.ts';
import { memoryLog } from '../../../../server/core/log/memory-log.ts';
import { openCore } from '../../../../server/core/open-core.ts';
import { openMemory } from '../../../../server/core/storage.ts';
import { CandorError } from '../../../../src/model/errors.ts';
import type { Commit } from '../../../../src/model/state/commit.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { aCommit } from '../log.contract.ts';
import { aCheckpoint } from './given.ts';

const logger = pino({ level: 'silent' });

async function append(log: Log, count: number): Promise<void> {
	for (let index = 0, last = await lastSeq(log); index < count; index++, last++)
		await log.append(aCommit(last + 1), last);
}
async function lastSeq(log: Log): Promise<number> {
	let last = 0;
	for (let page = await log.read(last); page.length > 0; page = await log.read(last)) last += page.length;
	return last;
}
const checkpointSeq = async ({ checkpoints }: Log): Promise<number> => {
	const text = (await checkpoints?.head())?.text ?? null;
	return text === null ? 0 : (readHead(text)?.seq ?? -1);
};
async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
	while (!(await holds())) await setImmediate();
}

/** A server that writes a checkpoint every 10 commits. */
async function aServer(context: TestContext, log: Log, lease: Lease = ownLease) {
	const clock = aManualClock();
	const core = await openCore({
		...{ storage: { ...openMemory(), log }, clock, newId: () => 'id', environmentToken: null },
	});
	const errors: unknown[] = [];
	const store = log.checkpoints as CheckpointStore;
	const onError = (error: unknown): void => void errors.push(error);
	const writer = new CheckpointWriter({ ...core, store, lease, logger, onError, commitsBetween: 10 });
	context.after(async () => {
		await writer.close();
		await core.stop();
	});
	return { core, writer, errors };
}

/** A lease that another server holds until it is given. */
function aLease() {
	const subscribers: (() => void)[] = [];
	let isHeld = false;
	return {
		lease: {
			get isHeld() {
				return isHeld;
			},
			fence: 1,
			subscribe: (onHeld: () => void) => void subscribers.push(onHeld),
		},
		give() {
			isHeld = true;
			for (const onHeld of subscribers) onHeld();
		},
	};
}

test('a checkpoint follows a number of commits, and the next one those after it', async (context) => {
	const log = memoryLog('site');
	const { errors } = await aServer(context, log);
	await append(log, 9);
	await append(log, 1);
	await until(async () => (await checkpointSeq(log)) >= 10);
	await append(log, 10);
	await until(async () => (await checkpointSeq(log)) >= 20);
	assert.deepEqual(errors, []);
});

test('a log that grew without checkpoints gets one at the start', async (context) => {
	const log = memoryLog('site');
	await append(log, 25);
	await aServer(context, log);
	await until(async () => (await checkpointSeq(log)) === 25);
});

test('of several servers, the one that holds the lease writes', async (context) => {
	const log = memoryLog('site');
	const { lease, give } = aLease();
	const other = await aServer(context, log, lease);
	await append(log, 30);
	await other.core.liveState.reached(30);
	await other.writer.close();
	assert.equal(await checkpointSeq(log), 0);
	await aServer(context, log, lease);
	give();
	await until(async () => (await checkpointSeq(log)) === 30);
});

test('an orderly stop writes a checkpoint, unless few commits came since the last one', async (context) => {
	const log = memoryLog('site');
	const first = await aServer(context, log, { ...ownLease, subscribe: () => undefined });
	await append(log, 9);
	await first.core.liveState.reached(9);
	await first.writer.close();
	assert.equal(await checkpointSeq(log), 0);
	const { lease, give } = aLease();
	const second = await aServer(context, log, lease);
	await append(log, 300);
	await second.core.liveState.reached(309);
	const closed = second.writer.close();
	give();
	await closed;
	assert.equal(await checkpointSeq(log), 309);
});

test('after a redaction the log is read again for the next checkpoint', async (context) => {
	const log = memoryLog('site');
	await aServer(context, log);
	await append(log, 12);
	await until(async () => (await checkpointSeq(log)) === 12);
	const cause = { command: 'redact-notice' };
	await log.redact({ ...aCommit(13), cause }, 12, [aCommit(3)]);
	assert.equal(await checkpointSeq(log), 0);
	await until(async () => (await checkpointSeq(log)) === 13);
});

test('a redaction while a checkpoint is written leaves none of what was read before', async () => {
	const log = memoryLog('site');
	await append(log, 300);
	const clock = aManualClock();
	let pauses = 0;
	const seq = await aCheckpoint(log, clock, async () => {
		if (++pauses === 3) await log.redact(aCommit(301), 300, [aCommit(3)]);
	});
	assert.deepEqual([seq, await checkpointSeq(log)], [null, 0]);
	assert.equal(await log.checkpoints?.removeOthers(new Set()), false);
});

test('two servers that write the same checkpoint at once leave one that is whole', async () => {
	const log = memoryLog('site');
	await append(log, 300);
	const clock = aManualClock();
	const results = await Promise.all([aCheckpoint(log, clock), aCheckpoint(log, clock)]);
	assert.deepEqual(
		results.filter((seq) => seq === 300),
		[300],
	);
	const text = (await log.checkpoints?.head())?.text ?? '';
	const hashes = readHead(text)?.records ?? [];
	assert.equal((await log.checkpoints?.parts(hashes))?.length, hashes.length);
});

/** A log one of whose commits cannot be read. */
const damagedAt = (log: Log, seq: number): Log => ({
	...log,
	async read(afterSeq, limit) {
		const page: readonly Commit[] = await log.read(afterSeq, limit);
		if (page.some((commit) => commit.seq === seq))
			throw new CandorError('damaged', `Commit ${seq} of the log is damaged.`);
		return page;
	},
});

test('damage behind a checkpoint is reported, and the next start stops there', async (context) => {
	const log = memoryLog('site');
	await append(log, 300);
	await aCheckpoint(log, aManualClock());
	const damaged = damagedAt(log, 5);
	const { core, errors } = await aServer(context, damaged);
	assert.equal(core.startedFrom, 300);
	await until(() => errors.length > 0);
	assert.match(String(errors[0]), /Commit 5 of the log is damaged/);
	assert.equal(await checkpointSeq(log), 0);
	await assert.rejects(aServer(context, damaged), { code: 'damaged' });
});

test('commits that are fine behind a checkpoint are read once, and the next checkpoint follows', async (context) => {
	const log = memoryLog('site');
	await append(log, 300);
	await aCheckpoint(log, aManualClock());
	const read = new Set<number>();
	const watched: Log = {
		...log,
		async read(afterSeq, limit) {
			const page = await log.read(afterSeq, limit);
			for (const { seq } of page) read.add(seq);
			return page;
		},
	};
	await aServer(context, watched);
	await append(log, 10);
	await until(async () => (await checkpointSeq(log)) === 310);
	assert.equal(read.size, 310);
});

test('other work runs while a long log is read', async (context) => {
	const log = memoryLog('site');
	await append(log, 3_000);
	let turns = 0;
	let isOver = false;
	const others = (async () => {
		for (; !isOver; turns++) await setImmediate();
	})();
	await aServer(context, withoutStore(log));
	isOver = true;
	await others;
	assert.ok(turns >= 6, `${turns} turns`);
});
const withoutStore = (log: Log): Log => ({ ...log, checkpoints: memoryLog('other').checkpoints });

test('records that were replaced leave the parts once they are the most', async () => {
	const log = memoryLog('site');
	const clock = aManualClock();
	const names = Array.from({ length: 500 }, (_, index) => `c${index}`);
	let last = 0;
	for (let round = 0; round < 20; round++) {
		const changes = names.map((id) => ({
			...{ kind: 'template', id, previous: last, value: { round } },
		}));
		await log.append({ ...aCommit(last + 1), changes }, last++);
		await aCheckpoint(log, clock);
		const head = readHead((await log.checkpoints?.head())?.text ?? '');
		assert.ok(head && head.stored <= 2 * 500 + 5_000, `${head?.stored} records`);
	}
});
