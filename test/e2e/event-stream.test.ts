/**
 * Our reader of event streams in a real browser, over real sockets, beside the browser's own EventSource: what one makes
 * of some bytes, or of an answer, the other makes of it too.
 */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { browser } from '../../scripts/browser.mjs';
import { type Case, cases } from '../client/event-stream.cases.ts';
import type { Reading } from './event-stream.page.ts';

const stream = { 'content-type': 'text/event-stream' };
const short = 'data: a\n\n';
type Answer = (response: ServerResponse, request: IncomingMessage) => void;
const answers =
	(status: number, headers: Record<string, string>, body = short): Answer =>
	(response) =>
		void response.writeHead(status, headers).end(body);

/** Each piece leaves on its own. */
async function write(response: ServerResponse, pieces: readonly Uint8Array[]): Promise<void> {
	response.writeHead(200, stream).flushHeaders();
	response.socket?.setNoDelay(true);
	for (const piece of pieces) {
		await new Promise((resolve) => response.write(piece, resolve));
		await new Promise((resolve) => setImmediate(resolve));
	}
	response.end();
}

const methods: string[] = [];
/** What is answered at a path, other than by a case's bytes. */
const paths = new Map<string, Answer>();
function listener(request: IncomingMessage, response: ServerResponse): void {
	methods.push(request.method ?? '');
	const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
	const found = cases[Number(searchParams.get('case') ?? -1)];
	const answer = paths.get(pathname);
	if (found && pathname === '/whole') void write(response, [found.bytes]);
	else if (found)
		void write(
			response,
			Array.from(found.bytes, (byte) => Uint8Array.of(byte)),
		);
	else if (answer) answer(response, request);
	else response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
}
const [own, other]: readonly [Server, Server] = [createServer(listener), createServer(listener)];
const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

let chrome: Browser;
let page: Page;
before(async () => {
	for (const server of [own, other])
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { outputFiles } = await build({
		entryPoints: ['test/e2e/event-stream.page.ts'],
		globalName: 'readers',
		bundle: true,
		write: false,
	});
	chrome = await chromium.launch(await browser());
	page = await chrome.newPage();
	await page.goto(originOf(own));
	await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
});
after(async () => {
	await chrome.close();
	for (const server of [own, other]) {
		server.closeAllConnections();
		server.close();
	}
});

const types = [...new Set(['message', ...cases.flatMap(({ events }) => events.map(({ type }) => type))])];
/** What both make of it: ours, then the browser's. */
const both = async (address: string, heard = ''): Promise<readonly Reading[]> => {
	const [one, two] = [JSON.stringify([address, heard]), JSON.stringify([address, heard, types])];
	return [
		await page.evaluate<Reading>(`readers.ours(...${one})`),
		await page.evaluate<Reading>(`readers.native(...${two})`),
	];
};

test('of every case, whole and byte by byte, we hear what the specification says, and what the browser hears', {
	timeout: 100_000,
}, async () => {
	const read = async ({ what, events, retries }: Case, index: number) => {
		for (const how of ['whole', 'bytes']) {
			const [mine, its] = await both(`${originOf(own)}/${how}?case=${index}`);
			assert.deepEqual([mine?.events, mine?.retries], [events, retries], `${what}, ${how}`);
			assert.deepEqual(its?.events, events, `${what}, ${how}, as the browser reads it`);
		}
	};
	assert.ok(cases.length > 70);
	// A browser keeps six connections to a server open at a time.
	for (let from = 0; from < cases.length; from += 3)
		await Promise.all(cases.slice(from, from + 3).map((each, index) => read(each, from + index)));
});

const opens: readonly (readonly [what: string, answer: Answer])[] = [
	['a type with parameters', answers(200, { 'content-type': 'text/event-stream; charset=utf-8' })],
	['a type in capitals', answers(200, { 'content-type': 'Text/Event-Stream' })],
	['a type and a semicolon', answers(200, { 'content-type': 'text/event-stream;' })],
	...[301, 302, 303, 307, 308].map(
		(status) => [`a redirect with ${status}`, answers(status, { location: '/stream' })] as const,
	),
];
const closes: readonly (readonly [what: string, answer: Answer])[] = [
	...[204, 205, 210, 400, 401, 403, 404, 410, 429, 500, 502, 503].map(
		(status) => [`status ${status}`, answers(status, stream)] as const,
	),
	...[
		'',
		'text/html',
		'text/plain',
		'application/json',
		'bogus',
		'x bogus',
		'text/event-streams',
		'text/event-stream-x',
		'text/x-event-stream',
	].map((type) => [`content of the type "${type}"`, answers(200, { 'content-type': type })] as const),
	['no type of content', (response) => void response.writeHead(200).end(short)],
	['a redirect to nowhere', answers(302, { location: '/none' })],
	['a redirect without a place', answers(302, stream)],
	['a redirect in a circle', answers(302, { location: '/closes' })],
	['a socket that is closed', (response) => void response.destroy()],
];

test('what the browser takes for a stream, we take for one', async () => {
	paths.set('/stream', answers(200, stream));
	for (const [what, answer] of opens) {
		paths.set('/opens', answer);
		for (const reading of await both(`${originOf(own)}/opens`)) {
			assert.equal(reading.opened, true, what);
			assert.deepEqual(reading.events, [{ type: 'message', data: 'a', id: '' }], what);
		}
	}
});

test('an encoding that is named changes nothing: a stream is UTF-8', async () => {
	// Chromium itself refuses all but UTF-8 here, which the specification does not ask for.
	const type = 'text/event-stream;charset=windows-1252';
	paths.set('/opens', answers(200, { 'content-type': type }, 'data: é 支\n\n'));
	const { events } = await page.evaluate<Reading>(`readers.ours('${originOf(own)}/opens')`);
	assert.deepEqual(events, [{ type: 'message', data: 'é 支', id: '' }]);
});

test('what the browser does not take for a stream, we do not either', async () => {
	paths.set('/none', answers(404, stream));
	for (const [what, answer] of closes) {
		paths.set('/closes', answer);
		for (const reading of await both(`${originOf(own)}/closes`))
			assert.deepEqual([reading.opened, reading.events], [false, []], what);
	}
});

test('another origin’s stream is read when it lets us, with no preflight', async () => {
	methods.length = 0;
	const allowing = (origin: string): Answer =>
		answers(200, { ...stream, 'access-control-allow-origin': origin });
	const refused: Answer = answers(200, stream);
	for (const [answer, opened] of [
		[allowing('*'), true],
		[allowing(originOf(own)), true],
		[allowing('https://example.com'), false],
		[allowing('null'), false],
		[refused, false],
	] as const) {
		paths.set('/cross', answer).set('/away', answers(302, { location: `${originOf(other)}/cross` }));
		for (const address of [`${originOf(other)}/cross`, `${originOf(own)}/away`])
			for (const reading of await both(address)) assert.equal(reading.opened, opened);
	}
	assert.deepEqual(new Set(methods), new Set(['GET']));
});

test('of a stream that breaks off, what has ended is heard, and what has not is not', async () => {
	let open: ServerResponse | undefined;
	paths.set('/breaks', (response) => {
		open = response.writeHead(200, stream);
		open.write('id: 1\ndata: a\n\nid: 2\ndata: b\n');
	});
	paths.set('/heard', (response) => {
		response.writeHead(204).end();
		open?.destroy();
	});
	for (const { events } of await both(`${originOf(own)}/breaks`, '/heard'))
		assert.deepEqual(events, [{ type: 'message', data: 'a', id: '1' }]);
});
