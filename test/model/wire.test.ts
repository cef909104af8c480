import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import fc from 'fast-check';
import { encodeFrame, preamble } from '../../src/model/wire/frame-text.ts';
import { type ChangeFrame, type Frame, protocolVersion } from '../../src/model/wire/frames.ts';
import { at } from './given.ts';

const change = (data: Partial<ChangeFrame> = {}): Frame => ({
	name: 'change',
	data: { v: protocolVersion, seq: 7, at: at(0), site: 's', since: 6, records: [], ...data },
});

/** What an event source makes of some bytes. */
function received(bytes: string, cut = bytes.length) {
	const events: EventSourceMessage[] = [];
	const comments: string[] = [];
	let retry: number | undefined;
	const parser = createParser({
		onEvent: (event) => events.push(event),
		onComment: (comment) => comments.push(comment),
		onRetry: (interval) => {
			retry = interval;
		},
	});
	parser.feed(bytes.slice(0, cut));
	parser.feed(bytes.slice(cut));
	return { events, comments, retry };
}

test('a frame is its id, its name and one line of JSON', () => {
	const data = `{"v":1,"seq":7,"at":"${at(0)}","site":"s","since":6,"records":[]}`;
	assert.equal(encodeFrame(change()), `id: 7\nevent: change\ndata: ${data}\n\n`);
	assert.equal(
		encodeFrame({ name: 'retire', data: { v: 1, afterMs: 500 } }),
		'event: retire\ndata: {"v":1,"afterMs":500}\n\n',
	);
});

test('the first bytes set the retry; a heartbeat has the time and no id', () => {
	assert.equal(preamble(2500), 'retry: 2500\n: candor\n\n');
	const data = { v: 1, seq: 7, at: at(0), site: 's' };
	const heartbeat = encodeFrame({ name: 'time', data });
	assert.equal(heartbeat, `event: time\ndata: ${JSON.stringify(data)}\n\n`);
	const { events, retry } = received(preamble(2500) + heartbeat + encodeFrame(change()) + heartbeat);
	assert.deepEqual([events.map(({ event }) => event), retry], [['time', 'change', 'time'], 2500]);
});

test('no string in any place breaks out of its frame (10,000 random strings)', () => {
	const evil = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 60 }),
		fc.string({
			unit: fc.constantFrom(
				'\n',
				'\r',
				'\0',
				'\u2028',
				'\u2029',
				'\ufeff',
				'\ud800',
				'id: 9',
				'event: x',
				'data: ',
				':',
				'"',
				'\\',
				'retry: 1',
			),
			maxLength: 20,
		}),
	);
	let strings = 0;
	fc.assert(
		fc.property(evil, evil, fc.nat(200), (one, two, cut) => {
			strings += 2;
			const value = { name: one, [two]: two };
			const frame = change({ site: two, at: one, records: [{ kind: one, id: two, seq: 1, value }] });
			const { events, comments, retry } = received(
				`${encodeFrame(frame)}${encodeFrame(change({ seq: 8 }))}`,
				cut,
			);
			assert.deepEqual(
				events.map(({ id, event }) => [id, event]),
				[
					['7', 'change'],
					['8', 'change'],
				],
			);
			assert.equal(events[0]?.data, JSON.stringify(frame.data));
			assert.deepEqual([comments, retry], [[], undefined]);
		}),
		{ numRuns: 5_000 },
	);
	assert.ok(strings >= 10_000);
});

test('a name or seq that is none is not written at all (10,000 random strings)', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const seq = text as unknown as number;
			assert.throws(() => encodeFrame(change({ seq })), { code: 'bad-frame' });
			assert.throws(() => encodeFrame({ ...change(), name: `${text}\n` } as unknown as Frame), {
				code: 'bad-frame',
			});
		}),
		{ numRuns: 5_000 },
	);
});
