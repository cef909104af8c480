/** An `Idempotency-Key` is honoured for 24 hours by every server on the log, and then forgotten. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IdempotencyKeys } from '../../../server/core/idempotency-keys.ts';
import { memoryLog } from '../../../server/core/log/memory-log.ts';
import { say } from '../../model/given.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { aWriteSide } from '../../support/write-side.ts';
import { aCommit } from './log.contract.ts';

const hour = 3_600_000;
const open = {
	command: { type: 'open-notice', id: 'n', kind: 'incident', title: 'Down' },
	actor: 'ops',
} as const;
const update = {
	command: { type: 'post-update', notice: 'n', body: say('News.') },
	actor: 'ops',
	idempotency: { key: 'k', fingerprint: 'f' },
} as const;

test('a key is honoured for 24 hours; after that, the same request is a new one', async (context) => {
	const clock = aManualClock();
	const { commandHandler, idempotencyKeys, log } = await aWriteSide(context, { clock });
	await commandHandler.execute(open);
	const first = await commandHandler.execute(update);
	clock.advance(24 * hour - 1);
	const repeated = await commandHandler.execute(update);
	assert.equal(repeated?.replayed, true);
	assert.deepEqual(repeated?.commit, first?.commit);
	assert.equal(idempotencyKeys.size, 1);

	clock.advance(1);
	const other = { ...update, idempotency: { key: 'k', fingerprint: 'another request' } };
	const next = await commandHandler.execute(other);
	assert.deepEqual([next?.replayed, next?.commit.seq], [false, 3]);
	assert.equal((await commandHandler.execute(other))?.replayed, true, 'the key counts from its last commit');
	await assert.rejects(commandHandler.execute(update), { code: 'idempotency-key-reused' });
	assert.equal((await log.read(0)).length, 3);
});

test('a server that starts loads the keys of the last 24 hours only', async (context) => {
	const log = memoryLog('site');
	const clock = aManualClock();
	const before = await aWriteSide(context, { log, clock, prefix: 'a' });
	await before.commandHandler.execute(open);
	const old = { ...update, idempotency: { key: 'old', fingerprint: 'f' } };
	await before.commandHandler.execute(old);
	clock.advance(2 * hour);
	await before.commandHandler.execute(update);
	clock.advance(23 * hour);

	const after = await aWriteSide(context, { log, clock, prefix: 'b' });
	assert.equal(after.idempotencyKeys.size, 1);
	assert.equal((await after.commandHandler.execute(update))?.replayed, true);
	assert.equal((await after.commandHandler.execute(old))?.replayed, false);
});

test('memory holds the keys of 24 hours, however many there were before', () => {
	const clock = aManualClock();
	const keys = new IdempotencyKeys(clock);
	let seq = 0;
	const commit = () => keys.record({ ...aCommit(++seq), at: new Date(clock.now()).toISOString() });
	for (let round = 0; round < 100; round++) {
		for (let count = 0; count < 1_000; count++) commit();
		assert.ok(keys.size <= 24_000);
		clock.advance(hour);
	}
	assert.equal(keys.size, 24_000);
	clock.advance(24 * hour);
	assert.equal(keys.find('test', 'key-1'), undefined);
	assert.equal(keys.size, 0);
});

test('a commit of a server whose clock is ahead does not keep older keys in memory', () => {
	const clock = aManualClock();
	const keys = new IdempotencyKeys(clock);
	const at = (ms: number): string => new Date(ms).toISOString();
	keys.record({ ...aCommit(1), at: at(clock.now() + 48 * hour) });
	keys.record({ ...aCommit(2), at: at(clock.now()) });
	clock.advance(23 * hour);
	assert.ok(keys.find('test', 'key-1'));
	clock.advance(hour);
	assert.equal(keys.find('test', 'key-2'), undefined);
	assert.equal(keys.size, 0);
});

test('the same key of two actors is two keys', () => {
	const clock = aManualClock();
	const keys = new IdempotencyKeys(clock);
	keys.record({ ...aCommit(1), at: new Date(clock.now()).toISOString() });
	assert.deepEqual(keys.find('test', 'key-1')?.seq, 1);
	assert.equal(keys.find('other', 'key-1'), undefined);
});
