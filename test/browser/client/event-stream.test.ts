/**
 * The client's event stream decoder beside the browser's own EventSource, over real sockets: both
 * decode the same bytes to the same events, and accept and refuse the same answers.
 */
import { expect } from '@open-wc/testing';
import { cases, type DecodedEvent } from '../../model/event-stream.cases.ts';
import {
	type Answer,
	addressOf,
	otherOrigin,
	ownOrigin,
	type Result,
	readWithDecoder,
	readWithEventSource,
} from '../support/event-stream-clients.ts';

const stream = { 'content-type': 'text/event-stream' };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const body = bytesOf('data: a\n\n');
const event = { type: 'message', data: 'a' };
const types = [...new Set(['message', ...cases.flatMap(({ events }) => events.map(({ type }) => type))])];

const readWithBoth = async (address: string): Promise<readonly [decoder: Result, browser: Result]> => [
	await readWithDecoder(address),
	await readWithEventSource(address, types),
];

/**
 * Cases in which a browser's EventSource deviates from the specification, and its result. Our
 * decoder conforms in every engine.
 */
const deviations: Readonly<Record<string, readonly DecodedEvent[]>> = {
	// Firefox removes the NUL.
	'a NUL in data is data': [{ ...event, data: 'ab' }],
	// Firefox drops an event whose id has a NUL.
	'an id that is a NUL is ignored': [],
	'an id with a NUL is ignored': [event],
	// WebKit takes the mark for a part of a name when it comes byte by byte.
	'one byte order mark is removed': [],
};

describe('an event stream', () => {
	it('is decoded in more than 70 cases', () => expect(cases.length).to.be.above(70));

	for (const { what, bytes, events, retries } of cases)
		it(`is decoded as the specification says, like EventSource: ${what}`, async () => {
			for (const bytewise of [false, true]) {
				const [decoder, browser] = await readWithBoth(addressOf({ headers: stream, body: bytes, bytewise }));
				const how = `byte by byte: ${bytewise}`;
				expect([decoder.events, decoder.retries], how).to.deep.equal([events, retries]);
				expect([events, deviations[what]], `${how}, EventSource`).to.deep.include(browser.events);
			}
		});

	const typed = (type: string): Answer => ({ headers: { 'content-type': type }, body });
	const redirect = (status: number, location: string): Answer => ({ status, headers: { location } });
	const accepted: Readonly<Record<string, Answer>> = {
		'a type with parameters': typed('text/event-stream; charset=utf-8'),
		'a type in capitals': typed('Text/Event-Stream'),
		'a type and a semicolon': typed('text/event-stream;'),
		...Object.fromEntries(
			[301, 302, 303, 307, 308].map((status) => [
				`a redirect with ${status}`,
				redirect(status, addressOf({ headers: stream, body })),
			]),
		),
	};
	for (const [what, answer] of Object.entries(accepted))
		it(`is accepted by the client and by EventSource: ${what}`, async () => {
			for (const { opened, events } of await readWithBoth(addressOf(answer)))
				expect([opened, events]).to.deep.equal([true, [event]]);
		});

	it('is decoded as UTF-8, whatever encoding is named', async () => {
		// Chromium's EventSource refuses all but UTF-8 here, which the specification does not ask for.
		const answer = typed('text/event-stream;charset=windows-1252');
		const { events } = await readWithDecoder(addressOf({ ...answer, body: bytesOf('data: é 支\n\n') }));
		expect(events).to.deep.equal([{ ...event, data: 'é 支' }]);
	});

	const refused: Readonly<Record<string, Answer>> = {
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
		'a redirect to an address that does not exist': redirect(
			302,
			addressOf({ status: 404, headers: stream }),
		),
		'a redirect without a location': { status: 302, headers: stream },
		'a redirect to itself': redirect(302, '{here}'),
		'a connection that is closed': { end: 'cut' },
	};
	for (const [what, answer] of Object.entries(refused))
		it(`is refused by the client and by EventSource: ${what}`, async () => {
			for (const { opened, events } of await readWithBoth(addressOf(answer)))
				expect([opened, events]).to.deep.equal([false, []]);
		});

	for (const [allowed, opened] of [
		['*', true],
		[ownOrigin, true],
		['https://example.com', false],
		['null', false],
		[undefined, false],
	] as const)
		it(`of another origin that allows ${allowed} is ${opened ? '' : 'not '}read, without a preflight`, async () => {
			const headers = { ...stream, ...(allowed ? { 'access-control-allow-origin': allowed } : {}) };
			const there = addressOf({ headers, body }, otherOrigin);
			for (const address of [there, addressOf(redirect(302, there))])
				for (const result of await readWithBoth(address)) expect(result.opened).to.equal(opened);
		});

	it('whose connection is cut brings the events that were complete', async () => {
		const answer: Answer = {
			headers: stream,
			body: bytesOf('id: 1\ndata: a\n\nid: 2\ndata: b\n'),
			end: 'never',
		};
		for (const { events } of await readWithBoth(addressOf(answer))) expect(events).to.deep.equal([event]);
	});
});
