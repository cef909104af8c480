/** What is decided about workers without any process: see test/e2e/workers.test.ts for those. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../../server/config.ts';
import { Follower } from '../../server/follower.ts';
import { publicPart, settingsFrom } from '../../server/workers/messages.ts';
import { pauseBefore } from '../../server/workers/restarts.ts';
import { sentLog } from '../../server/workers/sent-log.ts';
import { partOf, shareOf } from '../../server/workers/share.ts';
import { type Commit, emptyState } from '../../src/model/index.ts';

const commit = (seq: number): Commit => ({
	seq,
	at: '2026-01-01T00:00:00.000Z',
	actor: 'system',
	cause: { command: 'edit-page' },
	changes: [],
});

test('a worker follows from the state that it was given, commit by commit', async () => {
	const log = sentLog('site');
	const follower = await Follower.start(log, { ...emptyState, seq: 7 });
	const heard: number[] = [];
	follower.subscribe(({ seq }) => heard.push(seq));
	log.receive(commit(8));
	log.receive(commit(9));
	await follower.reached(9);
	log.receive(commit(10));
	await follower.reached(10);
	assert.deepEqual(heard, [8, 9, 10]);
	await follower.stop();
});

test('a worker that misses a commit knows it', async () => {
	const log = sentLog('site');
	const follower = await Follower.start(log, { ...emptyState, seq: 7 });
	const waiting = follower.reached(Number.POSITIVE_INFINITY);
	log.receive(commit(9));
	await assert.rejects(waiting, /Commit 8 of the log is missing/);
});

test('a worker cannot write', async () => {
	await assert.rejects(sentLog('site').append(commit(1), 0), { code: 'internal' });
});

test('workers are told no operator token, and their part of the limit', () => {
	const config = readConfig({ CANDOR_TOKEN: 'secret-secret', CANDOR_WORKERS: '3', CANDOR_READERS: '1001' });
	const settings = settingsFrom(config);
	assert.doesNotMatch(JSON.stringify(settings), /secret/);
	assert.equal(settings.readerLimit, 251);
	assert.equal(partOf(null, 4), null);
});

test('workers are told what is public of a commit, and its number in any case', () => {
	const title = { kind: 'page', id: 'page', value: { title: 'Shop' } } as const;
	const draft = { kind: 'draft', id: 'd', value: null } as const;
	const cause = { command: 'publish-draft', idempotencyKey: 'key', fingerprint: 'print' };
	const sent = publicPart({ ...commit(8), cause, changes: [draft, title] as unknown as Commit['changes'] });
	assert.deepEqual(sent, { ...commit(8), actor: '', cause: { command: 'publish-draft' }, changes: [title] });
});

test('a process gives readers away once it has a tenth more than the others, and some', () => {
	assert.equal(shareOf(0, 4), 64);
	assert.equal(shareOf(40_000, 4), 11_064);
});

test('the first worker that ends is replaced at once; those that keep ending, after longer and longer pauses', () => {
	const pauses = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(pauseBefore);
	assert.deepEqual(pauses, [0, 0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});
