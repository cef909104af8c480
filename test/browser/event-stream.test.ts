/**
 * Our reader of event streams in each engine, over real sockets, beside the browser's own EventSource: what one makes
 * of some bytes, or of an answer, the other makes of it too.
 */
import { expect } from '@open-wc/testing';
import { cases, type Heard } from '../client/connection/event-stream.cases.ts';
import { type Answer, addressOf, native, other, ours, own, type Reading } from './readings.ts';

const stream = { 'content-type': 'text/event-stream' };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const body = bytesOf('data: a\n\n');
const heard = { type: 'message', data: 'a', id: '' };
const types = [...new Set(['message', ...cases.flatMap(({ events }) => events.map(({ type }) => type))])];
/** What both make of it: ours, then the browser's. */
const both = async (address: string): Promise<readonly Reading[]> => [
	await ours(address),
	await native(address, types),
];

/** Where a browser's own reader may not do as the specification says, and what it hears then. Ours does so in every engine. */
const deviations: Readonly<Record<string, readonly Heard[]>> = {
	// Firefox leaves it out.
	'a NUL in data is data': [{ ...heard, data: 'ab' }],
	// Firefox takes the id of an event that has data, and loses the event that such an id belongs to.
	'an id of an event without data': [heard],
	'an id with a NUL is none': [{ ...heard, id: '1' }],
	'a NUL as an id is none': [],
	// WebKit does not know the mark when it comes byte by byte, and takes it for part of a name.
	'one byte order mark is none': [],
};

describe('an event stream', () => {
	it('is read case by case', () => expect(cases.length).to.be.above(70));

	for (const { what, bytes, events, retries } of cases)
		it(`is heard as the specification says, and as the browser hears it: ${what}`, async () => {
			for (const bytewise of [false, true]) {
				const [mine, its] = await both(addressOf({ headers: stream, body: bytes, bytewise }));
				expect([mine?.events, mine?.retries], `byte by byte: ${bytewise}`).to.deep.equal([events, retries]);
				expect(
					[events, deviations[what]],
					`byte by byte: ${bytewise}, as the browser reads it`,
				).to.deep.include(its?.events);
			}
		});

	const typed = (type: string): Answer => ({ headers: { 'content-type': type }, body });
	const moved = (status: number, location: string): Answer => ({ status, headers: { location } });
	const opens: Readonly<Record<string, Answer>> = {
		'a type with parameters': typed('text/event-stream; charset=utf-8'),
		'a type in capitals': typed('Text/Event-Stream'),
		'a type and a semicolon': typed('text/event-stream;'),
		...Object.fromEntries(
			[301, 302, 303, 307, 308].map((status) => [
				`a redirect with ${status}`,
				moved(status, addressOf({ headers: stream, body })),
			]),
		),
	};
	for (const [what, answer] of Object.entries(opens))
		it(`is what the browser takes for one: ${what}`, async () => {
			for (const { opened, events } of await both(addressOf(answer)))
				expect([opened, events]).to.deep.equal([true, [heard]]);
		});

	it('is UTF-8, whatever encoding is named', async () => {
		// Chromium itself refuses all but UTF-8 here, which the specification does not ask for.
		const answer = typed('text/event-stream;charset=windows-1252');
		const { events } = await ours(addressOf({ ...answer, body: bytesOf('data: é 支\n\n') }));
		expect(events).to.deep.equal([{ ...heard, data: 'é 支' }]);
	});

	const closes: Readonly<Record<string, Answer>> = {
		...Object.fromEntries(
			[204, 205, 210, 400, 401, 403, 404, 410, 429, 500, 502, 503].map((status) => [
				`status ${status}`,
				// These two have no content.
				{ status, headers: stream, ...(status === 204 || status === 205 ? {} : { body }) },
			]),
		),
		...Object.fromEntries(
			[
				'',
				'text/html',
				'text/plain',
				'application/json',
				'bogus',
				'x bogus',
				'text/event-streams',
				'text/event-stream-x',
				'text/x-event-stream',
			].map((type) => [`content of the type "${type}"`, typed(type)]),
		),
		'no type of content': { body },
		'a redirect to nowhere': moved(302, addressOf({ status: 404, headers: stream })),
		'a redirect without a place': { status: 302, headers: stream },
		'a redirect in a circle': moved(302, '{here}'),
		'a socket that is closed': { end: 'cut' },
	};
	for (const [what, answer] of Object.entries(closes))
		it(`is not what the browser takes for none: ${what}`, async () => {
			for (const { opened, events } of await both(addressOf(answer)))
				expect([opened, events]).to.deep.equal([false, []]);
		});

	for (const [allowed, opened] of [
		['*', true],
		[own, true],
		['https://example.com', false],
		['null', false],
		[undefined, false],
	] as const)
		it(`of another origin that lets ${allowed} read it is ${opened ? '' : 'not '}read, and nobody is asked beforehand`, async () => {
			const headers = { ...stream, ...(allowed ? { 'access-control-allow-origin': allowed } : {}) };
			const there = addressOf({ headers, body }, other);
			for (const address of [there, addressOf(moved(302, there))])
				for (const reading of await both(address)) expect(reading.opened).to.equal(opened);
		});

	it('that breaks off is heard as far as its events have ended', async () => {
		const answer: Answer = {
			headers: stream,
			body: bytesOf('id: 1\ndata: a\n\nid: 2\ndata: b\n'),
			end: 'never',
		};
		for (const { events } of await both(addressOf(answer)))
			expect(events).to.deep.equal([{ ...heard, id: '1' }]);
	});
});
