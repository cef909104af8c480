import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createEventStreamDecoder } from '../../../src/model/wire/event-stream.ts';
import { cases, type Heard } from './event-stream.cases.ts';

/** What the parser makes of a stream that arrives in these pieces. */
function parse(pieces: readonly Uint8Array[]) {
	const events: Heard[] = [];
	const retries: number[] = [];
	const parser = createEventStreamDecoder((ms) => retries.push(ms), 1_000_000);
	const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
	for (const piece of pieces)
		for (const { name, data, id } of parser.read(decoder.decode(piece, { stream: true })))
			events.push({ type: name || 'message', data, id });
	return { events, retries };
}

for (const { what, bytes, events, retries } of cases)
	test(`${what}, wherever the bytes are cut`, () => {
		const expected = { events, retries };
		for (let cut = 0; cut <= bytes.length; cut += 1)
			assert.deepEqual(parse([bytes.subarray(0, cut), bytes.subarray(cut)]), expected, `cut at ${cut}`);
		assert.deepEqual(parse(Array.from(bytes, (byte) => Uint8Array.of(byte))), expected, 'byte by byte');
	});

test('any stream reads alike whole, byte by byte, and cut anywhere', () => {
	const word = fc.constantFrom(
		'data',
		'id',
		'event',
		'retry',
		':',
		': ',
		'\n',
		'\r',
		'\r\n',
		'\n\n',
		'a',
		'1',
		'\0',
		'\uFEFF',
		'💳',
		'é',
	);
	const text = fc.array(word, { maxLength: 40 }).map((words) => Buffer.from(words.join('')));
	fc.assert(
		fc.property(text, fc.nat(200), fc.nat(200), (bytes, one, two) => {
			const [from, to] = [Math.min(one, two), Math.max(one, two)];
			const whole = parse([bytes]);
			assert.deepEqual(parse(Array.from(bytes, (byte) => Uint8Array.of(byte))), whole);
			assert.deepEqual(parse([bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)]), whole);
		}),
		{ numRuns: 1_000 },
	);
});

test('an event may be as long as is allowed, and no longer, in however many lines and pieces', () => {
	const read = (text: string) => [...createEventStreamDecoder(() => undefined, 100).read(text)].length;
	assert.equal(read(`data: ${'x'.repeat(90)}\n\n`.repeat(3)), 3);
	assert.throws(() => read(`data: ${'x'.repeat(200)}`), RangeError);
	assert.throws(() => read('data: xxxxxxxxx\n'.repeat(11)), RangeError);
	assert.equal(read(`:${'x'.repeat(200)}\n\ndata: x\n\n`), 1, 'a comment is skipped, however long it is');
});
