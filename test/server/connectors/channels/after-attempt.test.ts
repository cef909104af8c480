/** When a message is tried again, given up, or kept for later. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterAttempt } from '../../../../server/connectors/channels/after-attempt.ts';
import type { ChannelEvent } from '../../../../server/connectors/channels/channel-events.ts';
import type { SendResult } from '../../../../server/connectors/channels/channel-kind.ts';
import { cursorAt } from '../../../../server/connectors/channels/stored-cursors.ts';

const hour = 3_600_000;
const event = (part: number): ChannelEvent => ({
	...{
		seq: 7,
		part,
		at: '2030-01-31T00:00:00.000Z',
		what: 'opened',
		notice: 'n',
		update: 'u',
		remedy: null,
		stage: null,
	},
});
const attempt = (before: ReturnType<typeof cursorAt>, result: SendResult, now = 0) =>
	afterAttempt(before, event(before.part), result, { now, retryAt: now + 3_000, heldUntil: now + 20_000 });
const failed: SendResult = { type: 'failed', reason: 'The receiver answered 503.' };
const refused: SendResult = { type: 'refused', reason: 'The receiver answered 422.' };

test('a delivered message makes way for the next one of the same commit', () => {
	const before = { ...attempt(cursorAt(7), failed).cursor };
	const { cursor, givenUpAfter } = attempt(before, { type: 'delivered' }, 5);
	assert.deepEqual([cursor.seq, cursor.part, cursor.tries, cursor.failures], [7, 1, 0, 0]);
	assert.deepEqual(
		[cursor.failingSince, cursor.retryAt, cursor.reason, cursor.deliveredAt],
		[null, null, null, 5],
	);
	assert.equal(givenUpAfter, null);
});

test('a receiver that fails for less than a day keeps its place', () => {
	let cursor = cursorAt(7);
	for (let now = 0; now < 24 * hour; now += hour) {
		const after = attempt(cursor, failed, now);
		assert.equal(after.givenUpAfter, null);
		cursor = after.cursor;
	}
	assert.deepEqual([cursor.seq, cursor.part, cursor.tries, cursor.failingSince], [7, 0, 24, 0]);
});

test('after a day each message is tried once, with the same wait between', () => {
	const first = attempt(attempt(cursorAt(7), failed).cursor, failed, 24 * hour);
	assert.equal(first.givenUpAfter, 2);
	assert.deepEqual([first.cursor.part, first.cursor.tries, first.cursor.failures], [1, 0, 2]);
	assert.equal(first.cursor.retryAt, 24 * hour + 3_000);
	const second = attempt(first.cursor, failed, 25 * hour);
	assert.equal(second.givenUpAfter, 1);
	assert.equal(second.cursor.part, 2);
});

test('a message that is refused five times is given up, and the next one need not wait', () => {
	let cursor = cursorAt(7);
	for (let tries = 1; tries < 5; tries++) {
		const after = attempt(cursor, refused);
		assert.deepEqual([after.givenUpAfter, after.cursor.tries], [null, tries]);
		cursor = after.cursor;
	}
	const last = attempt(cursor, refused);
	assert.equal(last.givenUpAfter, 5);
	assert.deepEqual([last.cursor.part, last.cursor.retryAt, last.cursor.failures], [1, null, 0]);
});

test('a receiver that is gone loses nothing', () => {
	const { cursor, givenUpAfter } = attempt(cursorAt(7), { type: 'gone', reason: 'Gone.' });
	assert.deepEqual([cursor.seq, cursor.part, cursor.retryAt, givenUpAfter], [7, 0, null, null]);
});
