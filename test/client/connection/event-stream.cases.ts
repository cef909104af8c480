/**
 * What a reader of event streams makes of which bytes (WHATWG HTML, "Server-sent events", 9.2.5 and 9.2.6), case by case.
 * Read by our parser cut at every byte, and in every engine over real sockets beside the browser's own EventSource.
 */

export interface Heard {
	readonly type: string;
	readonly data: string;
	readonly id: string;
}
export interface Case {
	readonly what: string;
	readonly bytes: Uint8Array;
	readonly events: readonly Heard[];
	/** What `retry:` said, in order. */
	readonly retries: readonly number[];
}

const event = (data: string, type = 'message', id = ''): Heard => ({ type, data, id });
const encoder = new TextEncoder();
/** Text, and numbers for bytes that are no text. */
const bytesOf = (parts: string | readonly (string | number)[]): Uint8Array =>
	Uint8Array.from(
		[parts].flat().flatMap((part) => (typeof part === 'string' ? [...encoder.encode(part)] : part)),
	);
const a = event('a');
const b = event('b');

const table: readonly (readonly [
	what: string,
	stream: string | readonly (string | number)[],
	events: readonly Heard[],
	retries?: readonly number[],
])[] = [
	['nothing', '', []],
	['empty lines alone', '\n\n\n', []],
	['one line of data', 'data: a\n\n', [a]],
	['no space after the colon', 'data:a\n\n', [a]],
	['one space is taken away, a second is data', 'data:  a\n\n', [event(' a')]],
	['a tab is data', 'data:\ta\n\n', [event('\ta')]],
	['a space at the end is data', 'data: a \n\n', [event('a ')]],
	['colons in the value are data', 'data:: a:b\n\n', [event(': a:b')]],
	['a line that is a field name alone has an empty value', 'data\n\n', [event('')]],
	['a colon and nothing is an empty value', 'data:\n\n', [event('')]],
	['two empty values are one line feed', 'data\ndata\n\n', [event('\n')]],
	['an empty line of data before another', 'data:\ndata: a\n\n', [event('\na')]],
	['an empty line of data after another', 'data: a\ndata:\n\n', [event('a\n')]],
	['lines of data are joined', 'data: a\ndata: b\n\n', [event('a\nb')]],
	['several empty lines end one event once', 'data: a\n\n\n\ndata: b\n\n', [a, b]],
	['a NUL in data is data', 'data: a\0b\n\n', [event('a\0b')]],

	['what has not ended is nothing', 'data: a', []],
	['what has not ended with an empty line is nothing', 'data: a\n', []],
	['what has not ended after what has', 'data: a\n\ndata: b\nid: 1\n', [a]],
	['an empty line that is cut off', 'data: a\n\ndata: b', [a]],

	['a field that nobody knows', 'colour: red\ndata: a\n\n', [a]],
	['a name that nobody knows, without a colon', 'colour\ndata: a\n\n', [a]],
	['names are told apart by case', 'Data: x\nDATA: y\ndata: a\n\n', [a]],
	['a space before the name makes another name', ' data: x\ndata: a\n\n', [a]],
	['a space after the name makes another name', 'data : x\ndata: a\n\n', [a]],
	['a NUL makes another name', 'data\0: x\ndata: a\n\n', [a]],
	['names that begin or end alike', 'dat: x\ndatas: y\ndata: a\n\n', [a]],

	['a comment is no event', ': candor\n\n', []],
	['an empty comment is no event', ':\n\n: \n\n', []],
	['a comment that looks like data', ':data: x\ndata: a\n\n', [a]],
	['a comment between lines of data', 'data: a\n: between\ndata: b\n\n', [event('a\nb')]],
	['a long comment', `:${'x'.repeat(500)}\ndata: a\n\n`, [a]],
	['a NUL in a comment', ': \0\ndata: a\n\n', [a]],

	['carriage returns', 'data: a\r\rdata: b\r\r', [a, b]],
	['carriage returns and line feeds', 'data: a\r\n\r\ndata: b\r\n\r\n', [a, b]],
	['all three', 'data: a\rdata: b\r\ndata: c\n\r', [event('a\nb\nc')]],
	['a line feed, then a carriage return', 'data: a\n\rdata: b\n\r', [a, b]],
	['a pair, then a carriage return', 'data: a\r\n\rdata: b\r\r\n', [a, b]],
	[
		'no other character ends a line',
		'data: a\u2028b\u2029c\u0085d\ve\ff\n\n',
		[event('a\u2028b\u2029c\u0085d\ve\ff')],
	],
	['an empty pair ends an event once', 'data: a\r\n\r\n\r\ndata: b\r\n\r\n', [a, b]],

	['one byte order mark is none', '\uFEFFdata: a\n\n', [a]],
	['of two byte order marks the second is part of a name', '\uFEFF\uFEFFdata: x\n\ndata: a\n\n', [a]],
	['a byte order mark later on is part of a name', 'data: a\n\n\uFEFFdata: x\n\n', [a]],
	['a byte order mark in a value is data', 'data:\uFEFFa\n\n', [event('\uFEFFa')]],
	['half a byte order mark is part of a name', [0xef, 0xbb, 'data: x\n\ndata: a\n\n'], [a]],
	['a byte order mark and nothing', '\uFEFF', []],

	['an id', 'id: 1\ndata: a\n\n', [event('a', 'message', '1')]],
	[
		'an id outlives its event',
		'id: 1\ndata: a\n\ndata: b\n\n',
		[event('a', 'message', '1'), event('b', 'message', '1')],
	],
	['an id after its data', 'data: a\nid: 1\n\n', [event('a', 'message', '1')]],
	['the last id counts', 'id: 1\nid: 2\ndata: a\n\n', [event('a', 'message', '2')]],
	['an id of an event without data', 'id: 1\n\ndata: a\n\n', [event('a', 'message', '1')]],
	[
		'an empty id takes the last one back',
		'id: 1\ndata: a\n\nid:\ndata: b\n\n',
		[event('a', 'message', '1'), b],
	],
	[
		'an id without a colon takes the last one back',
		'id: 1\ndata: a\n\nid\ndata: b\n\n',
		[event('a', 'message', '1'), b],
	],
	[
		'an id with a NUL is none',
		'id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n',
		[event('a', 'message', '1'), event('b', 'message', '1')],
	],
	['a NUL as an id is none', 'id: \0\ndata: a\n\n', [a]],
	['an id may be any text', 'id:  … 支 \ndata: a\n\n', [event('a', 'message', ' … 支 ')]],

	['a name', 'event: news\ndata: a\n\n', [event('a', 'news')]],
	['a name after its data', 'data: a\nevent: news\n\n', [event('a', 'news')]],
	['a name is its event’s alone', 'event: news\ndata: a\n\ndata: b\n\n', [event('a', 'news'), b]],
	['the last name counts', 'event: other\nevent: news\ndata: a\n\n', [event('a', 'news')]],
	['an empty name is no name', 'event: news\nevent:\ndata: a\n\n', [a]],
	['a name without a colon is no name', 'event: news\nevent\ndata: a\n\n', [a]],
	['a name of an event without data is forgotten', 'event: news\n\ndata: a\n\n', [a]],
	['the name that stands for none', 'event: message\ndata: a\n\n', [a]],
	['one space of a name is taken away', 'event:  news\ndata: a\n\n', [event('a', ' news')]],

	['a retry', 'retry: 1500\n\ndata: a\n\n', [a], [1500]],
	['a retry within an event', 'data: a\nretry: 7\ndata: b\n\n', [event('a\nb')], [7]],
	['a retry at the end, without an empty line', 'data: a\n\nretry: 3000\n', [a], [3000]],
	['a retry with zeros in front', 'retry: 001\n\ndata: a\n\n', [a], [1]],
	['a retry without a number', 'retry\nretry:\nretry: \ndata: a\n\n', [a]],
	[
		'a retry that is more than digits',
		'retry: 10a\nretry: -1\nretry: +1\nretry: 1.5\nretry: 1e3\nretry:  1\nretry: 1 \ndata: a\n\n',
		[a],
	],
	['a retry in digits of another script', 'retry: ３\nretry: ٣\ndata: a\n\n', [a]],

	['characters of two, three and four bytes', 'data: é 支 💳\n\n', [event('é 支 💳')]],
	['a byte that is no UTF-8', ['data: a', 0xff, 'b\n\n'], [event('a\uFFFDb')]],
	['a character that is cut off by a line’s end', ['data: a', 0xe2, 0x82, '\n\n'], [event('a\uFFFD')]],
	['a character in more bytes than it needs', ['data: ', 0xc0, 0x80, '\n\n'], [event('\uFFFD\uFFFD')]],
	['half a surrogate pair', ['data: ', 0xed, 0xa0, 0x80, '\n\n'], [event('\uFFFD\uFFFD\uFFFD')]],
	['a character that is cut off by the end', ['data: a\n\ndata: ', 0xf0, 0x9f], [a]],

	[
		'a frame of the wire',
		'retry: 3000\n: candor\n\nid: 7\nevent: change\ndata: {"v":1}\ndata: e30..c2ln\n\n: \n\n',
		[event('{"v":1}\ne30..c2ln', 'change', '7')],
		[3000],
	],
];

export const cases: readonly Case[] = table.map(([what, stream, events, retries = []]) => ({
	what,
	bytes: bytesOf(stream),
	events,
	retries,
}));
