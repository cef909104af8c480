/**
 * What an event stream decodes to (WHATWG HTML, "Server-sent events", 9.2.5 and 9.2.6), case by
 * case. Our decoder reads each case split at every byte, and in every browser engine over real
 * sockets beside the browser's own EventSource.
 */

export interface DecodedEvent {
	readonly type: string;
	readonly data: string;
}
export interface Case {
	readonly what: string;
	readonly bytes: Uint8Array;
	readonly events: readonly DecodedEvent[];
	/** The values of the `retry:` fields, in order. */
	readonly retries: readonly number[];
}

const event = (data: string, type = 'message'): DecodedEvent => ({ type, data });
const encoder = new TextEncoder();
/** Strings are encoded as UTF-8; numbers are single bytes. */
const bytesOf = (parts: string | readonly (string | number)[]): Uint8Array =>
	Uint8Array.from(
		[parts].flat().flatMap((part) => (typeof part === 'string' ? [...encoder.encode(part)] : part)),
	);
const a = event('a');
const b = event('b');

const table: readonly (readonly [
	what: string,
	stream: string | readonly (string | number)[],
	events: readonly DecodedEvent[],
	retries?: readonly number[],
])[] = [
	['an empty stream', '', []],
	['only empty lines', '\n\n\n', []],
	['one line of data', 'data: a\n\n', [a]],
	['no space after the colon', 'data:a\n\n', [a]],
	['one space after the colon is removed, a second one is data', 'data:  a\n\n', [event(' a')]],
	['a tab is data', 'data:\ta\n\n', [event('\ta')]],
	['a space at the end is data', 'data: a \n\n', [event('a ')]],
	['colons in a value are data', 'data:: a:b\n\n', [event(': a:b')]],
	['a field name without a colon has an empty value', 'data\n\n', [event('')]],
	['a field name with a colon and nothing after it has an empty value', 'data:\n\n', [event('')]],
	['two empty data lines are one line feed', 'data\ndata\n\n', [event('\n')]],
	['an empty data line before another', 'data:\ndata: a\n\n', [event('\na')]],
	['an empty data line after another', 'data: a\ndata:\n\n', [event('a\n')]],
	['data lines are joined by a line feed', 'data: a\ndata: b\n\n', [event('a\nb')]],
	['several empty lines dispatch one event', 'data: a\n\n\n\ndata: b\n\n', [a, b]],
	['a NUL in data is data', 'data: a\0b\n\n', [event('a\0b')]],

	['a line without an end dispatches no event', 'data: a', []],
	['data without an empty line dispatches no event', 'data: a\n', []],
	['an incomplete event after a complete one', 'data: a\n\ndata: b\nid: 1\n', [a]],
	['an incomplete line after a complete event', 'data: a\n\ndata: b', [a]],

	['an unknown field', 'colour: red\ndata: a\n\n', [a]],
	['an unknown field without a colon', 'colour\ndata: a\n\n', [a]],
	['field names are case-sensitive', 'Data: x\nDATA: y\ndata: a\n\n', [a]],
	['a space before a field name makes another name', ' data: x\ndata: a\n\n', [a]],
	['a space after a field name makes another name', 'data : x\ndata: a\n\n', [a]],
	['a NUL in a field name makes another name', 'data\0: x\ndata: a\n\n', [a]],
	['names that are shorter or longer than a field name', 'dat: x\ndatas: y\ndata: a\n\n', [a]],

	['a comment dispatches no event', ': candor\n\n', []],
	['an empty comment dispatches no event', ':\n\n: \n\n', []],
	['a comment that looks like data', ':data: x\ndata: a\n\n', [a]],
	['a comment between data lines', 'data: a\n: between\ndata: b\n\n', [event('a\nb')]],
	['a long comment', `:${'x'.repeat(500)}\ndata: a\n\n`, [a]],
	['a NUL in a comment', ': \0\ndata: a\n\n', [a]],

	['lines end with carriage returns', 'data: a\r\rdata: b\r\r', [a, b]],
	['lines end with pairs of carriage return and line feed', 'data: a\r\n\r\ndata: b\r\n\r\n', [a, b]],
	['lines end with all three line ends', 'data: a\rdata: b\r\ndata: c\n\r', [event('a\nb\nc')]],
	['a line feed, then a carriage return', 'data: a\n\rdata: b\n\r', [a, b]],
	['a pair of carriage return and line feed, then a carriage return', 'data: a\r\n\rdata: b\r\r\n', [a, b]],
	[
		'no other character ends a line',
		'data: a\u2028b\u2029c\u0085d\ve\ff\n\n',
		[event('a\u2028b\u2029c\u0085d\ve\ff')],
	],
	[
		'several empty lines that end with pairs dispatch one event',
		'data: a\r\n\r\n\r\ndata: b\r\n\r\n',
		[a, b],
	],

	['one byte order mark is removed', '\uFEFFdata: a\n\n', [a]],
	['the second of two byte order marks is part of a field name', '\uFEFF\uFEFFdata: x\n\ndata: a\n\n', [a]],
	['a byte order mark in the middle is part of a field name', 'data: a\n\n\uFEFFdata: x\n\n', [a]],
	['a byte order mark in a value is data', 'data:\uFEFFa\n\n', [event('\uFEFFa')]],
	['half a byte order mark is part of a field name', [0xef, 0xbb, 'data: x\n\ndata: a\n\n'], [a]],
	['only a byte order mark', '\uFEFF', []],
	[
		'the bytes of a byte order mark, encoded again, are part of a field name',
		'ï»¿data: x\n\ndata: a\n\n',
		[a],
	],

	['an id', 'id: 1\ndata: a\n\n', [event('a')]],
	['an id stays for later events', 'id: 1\ndata: a\n\ndata: b\n\n', [event('a'), event('b')]],
	['an id after its data', 'data: a\nid: 1\n\n', [event('a')]],
	['the last of two ids counts', 'id: 1\nid: 2\ndata: a\n\n', [event('a')]],
	['an id of an event without data', 'id: 1\n\ndata: a\n\n', [event('a')]],
	['an empty id resets the last one', 'id: 1\ndata: a\n\nid:\ndata: b\n\n', [event('a'), b]],
	['an id without a colon resets the last one', 'id: 1\ndata: a\n\nid\ndata: b\n\n', [event('a'), b]],
	['an id with a NUL is ignored', 'id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n', [event('a'), event('b')]],
	['an id that is a NUL is ignored', 'id: \0\ndata: a\n\n', [a]],
	['an id may be any text', 'id:  … 支 \ndata: a\n\n', [event('a')]],

	['an event name', 'event: news\ndata: a\n\n', [event('a', 'news')]],
	['an event name after its data', 'data: a\nevent: news\n\n', [event('a', 'news')]],
	['an event name applies to one event', 'event: news\ndata: a\n\ndata: b\n\n', [event('a', 'news'), b]],
	['the last of two event names counts', 'event: other\nevent: news\ndata: a\n\n', [event('a', 'news')]],
	['an empty event name is no name', 'event: news\nevent:\ndata: a\n\n', [a]],
	['an event name without a colon is no name', 'event: news\nevent\ndata: a\n\n', [a]],
	['the name of an event without data is dropped', 'event: news\n\ndata: a\n\n', [a]],
	['the default event name', 'event: message\ndata: a\n\n', [a]],
	['one space before an event name is removed', 'event:  news\ndata: a\n\n', [event('a', ' news')]],

	['a retry', 'retry: 1500\n\ndata: a\n\n', [a], [1500]],
	['a retry within an event', 'data: a\nretry: 7\ndata: b\n\n', [event('a\nb')], [7]],
	['a retry at the end, without an empty line', 'data: a\n\nretry: 3000\n', [a], [3000]],
	['a retry with leading zeros', 'retry: 001\n\ndata: a\n\n', [a], [1]],
	['a retry without a number', 'retry\nretry:\nretry: \ndata: a\n\n', [a]],
	[
		'a retry with other characters than digits is ignored',
		'retry: 10a\nretry: -1\nretry: +1\nretry: 1.5\nretry: 1e3\nretry:  1\nretry: 1 \ndata: a\n\n',
		[a],
	],
	['a retry in digits of another script is ignored', 'retry: ３\nretry: ٣\ndata: a\n\n', [a]],

	['characters of two, three and four bytes', 'data: é 支 💳\n\n', [event('é 支 💳')]],
	['a byte that is not UTF-8', ['data: a', 0xff, 'b\n\n'], [event('a\uFFFDb')]],
	['an incomplete character at the end of a line', ['data: a', 0xe2, 0x82, '\n\n'], [event('a\uFFFD')]],
	['an overlong encoding of a character', ['data: ', 0xc0, 0x80, '\n\n'], [event('\uFFFD\uFFFD')]],
	['half a surrogate pair', ['data: ', 0xed, 0xa0, 0x80, '\n\n'], [event('\uFFFD\uFFFD\uFFFD')]],
	['an incomplete character at the end of the stream', ['data: a\n\ndata: ', 0xf0, 0x9f], [a]],

	[
		'a frame of Candor’s protocol',
		'retry: 3000\n: candor\n\nid: 7\nevent: change\ndata: {"v":1}\ndata: e30..c2ln\n\n: \n\n',
		[event('{"v":1}\ne30..c2ln', 'change')],
		[3000],
	],
];

export const cases: readonly Case[] = table.map(([what, stream, events, retries = []]) => ({
	what,
	bytes: bytesOf(stream),
	events,
	retries,
}));
