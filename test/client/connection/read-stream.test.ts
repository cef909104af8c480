import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStream } from '../../../src/client/connection/read-stream.ts';
import { readFrame } from '../../../src/model/wire/values.ts';
import { encodeFrame, type Frame, heartbeat, preamble, splitData } from '../../../src/model/wire/wire.ts';
import { fakeEnvironment } from '../fake-environment.ts';
import { change, record, snapshot } from '../records.ts';

const frames: Frame[] = [
	snapshot(1, [record('n1', 1, { title: 'Zahlungen schlagen fehl – 支払い 💳' })]),
	change(2, [record('n1', 2, { latestUpdate: 2 })]),
	{ name: 'retire', data: { v: 1, afterMs: 2_000 } },
];
const text = preamble(3_000) + frames.map((frame) => heartbeat + encodeFrame(frame)).join('');
const encode = (words: string): Uint8Array => new TextEncoder().encode(words);

interface Heard {
	readonly frames: (Frame | null)[];
	readonly retries: number[];
	readonly requests: RequestInit[];
}

/** Reads a stream that arrives in these pieces. */
async function read(pieces: readonly Uint8Array[], answer: ResponseInit = {}): Promise<Heard> {
	const heard: Heard = { frames: [], retries: [], requests: [] };
	const body = new ReadableStream<Uint8Array>({
		start: (controller) => {
			for (const piece of pieces) controller.enqueue(piece);
			controller.close();
		},
	});
	const environment = fakeEnvironment({
		fetch: async (_address, options) => {
			heard.requests.push(options);
			return new Response(body, { headers: { 'content-type': 'text/event-stream' }, ...answer });
		},
	});
	await readStream(environment, 'https://status.example.com/v1/stream', new AbortController().signal, {
		onBytes: () => undefined,
		onRetry: (ms) => void heard.retries.push(ms),
		onEvent: async ({ name, data }) => {
			heard.frames.push(readFrame(name, splitData(data)[0]));
		},
	});
	return heard;
}

test('a stream is read alike wherever its bytes are cut', async () => {
	const bytes = encode(text);
	for (let cut = 0; cut <= bytes.length; cut += 1)
		assert.deepEqual((await read([bytes.slice(0, cut), bytes.slice(cut)])).frames, frames, `cut at ${cut}`);
});

test('a stream is read alike byte by byte, with every line ending, with and without a byte order mark', async () => {
	for (const mark of ['', '\uFEFF'])
		for (const ending of ['\n', '\r', '\r\n']) {
			const bytes = encode(mark + text.replaceAll('\n', ending));
			const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
			const heard = await read(pieces);
			assert.deepEqual(heard.frames, frames, JSON.stringify({ mark, ending }));
			assert.deepEqual(heard.retries, [3_000]);
		}
});

test('a frame whose end has not come is not read', async () => {
	assert.deepEqual((await read([encode(text.slice(0, -1))])).frames, frames.slice(0, -1));
});

test('fields from after this version are passed over, and the data of a signed frame is two lines', async () => {
	const signed = encodeFrame(frames[0] as Frame).replace(/\n\n$/, '\ndata: eyJhbGciOiJFUzI1NiJ9..c2ln\n\n');
	const heard = await read([encode(`colour: red\nevent: confetti\ndata: 1\n\ndata: no name\n\n${signed}`)]);
	assert.deepEqual(heard.frames, [null, null, frames[0]]);
});

test('the request asks for no preflight, no cookie and no cache', async () => {
	const { requests } = await read([encode(text)]);
	const [{ signal, ...options } = {}] = requests;
	assert.ok(signal);
	assert.deepEqual(options, { cache: 'no-store', credentials: 'omit' });
});

test('what is not a stream is refused', async () => {
	const page = { headers: { 'content-type': 'text/html; charset=utf-8' } };
	await assert.rejects(read([encode('<h1>Welcome to our hotel</h1>')], page), { status: 200 });
	await assert.rejects(read([encode(text)], { status: 503, headers: { 'retry-after': '7' } }), {
		status: 503,
		retryAfterMs: 7_000,
	});
	await assert.rejects(
		read([], { status: 429, headers: { 'retry-after': 'Tue, 24 Nov 2026 14:00:30 GMT' } }),
		{ status: 429, retryAfterMs: 30_000 },
	);
	await assert.rejects(read([], { status: 503, headers: { 'retry-after': 'later' } }), {
		retryAfterMs: undefined,
	});
});

test('types of content are compared as a browser does it', async () => {
	const typed = (type: string) => read([encode(text)], { headers: { 'content-type': type } });
	for (const type of [
		'text/event-stream',
		'Text/Event-Stream',
		'text/event-stream;charset=utf-8',
		'text/event-stream ; q',
	])
		assert.equal((await typed(type)).frames.length, 3, type);
	for (const type of [
		'',
		'text/event-streams',
		'text/event-stream-x',
		'application/text/event-stream',
		'text/plain',
	])
		await assert.rejects(typed(type), { status: 200 }, type);
});

test('each event is done with before the next, and the first that fails ends the stream', async () => {
	const seen: string[] = [];
	const fetch = async () => new Response(text, { headers: { 'content-type': 'text/event-stream' } });
	const reading = readStream(
		fakeEnvironment({ fetch }),
		'https://status.example.com',
		new AbortController().signal,
		{
			onBytes: () => undefined,
			onRetry: () => undefined,
			onEvent: async ({ name }) => {
				seen.push(`${name} comes`);
				await new Promise((resolve) => setImmediate(resolve));
				seen.push(`${name} is done`);
				if (name === 'change') throw new Error('A signature that is none.');
			},
		},
	);
	await assert.rejects(reading, /A signature that is none/);
	assert.deepEqual(seen, ['snapshot comes', 'snapshot is done', 'change comes', 'change is done']);
});

test('what was read of a stream before it was aborted is not news any more', async () => {
	const controller = new AbortController();
	const seen: string[] = [];
	const fetch = async () => new Response(text, { headers: { 'content-type': 'text/event-stream' } });
	await readStream(fakeEnvironment({ fetch }), 'https://status.example.com', controller.signal, {
		onBytes: () => undefined,
		onRetry: () => undefined,
		onEvent: async ({ name }) => {
			seen.push(name);
			controller.abort();
		},
	});
	assert.deepEqual(seen, ['snapshot']);
});

test('an event that never ends ends the stream', async () => {
	const endless = encode(`data: ${'x'.repeat(1_000_000)}`);
	const pieces = Array.from({ length: 9 }, (_, index) => (index ? endless.slice(6) : endless));
	await assert.rejects(read(pieces), RangeError);
	const lines = Array.from({ length: 9 }, () => encode(`data: ${'x'.repeat(1_000_000)}\n`));
	await assert.rejects(read(lines), RangeError);
});
