import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStream } from '../../../src/client/connection/read-stream.ts';
import { encodeFrame, preamble, splitData } from '../../../src/model/wire/frame-text.ts';
import type { Frame } from '../../../src/model/wire/frames.ts';
import { readFrame } from '../../../src/model/wire/read-frames.ts';
import { fakeEnvironment } from '../fake-environment.ts';
import { change, record, snapshot } from '../records.ts';

const frames: Frame[] = [
	snapshot(1, [record('n1', 1, { title: 'Zahlungen schlagen fehl – 支払い 💳' })]),
	change(2, [record('n1', 2, { latestUpdate: 2 })]),
	{ name: 'retire', data: { v: 1, afterMs: 2_000 } },
];
const text = preamble(3_000) + frames.map((frame) => `: a comment\n\n${encodeFrame(frame)}`).join('');
const encode = (characters: string): Uint8Array => new TextEncoder().encode(characters);

interface Received {
	readonly frames: (Frame | null)[];
	readonly retries: number[];
	readonly requests: RequestInit[];
}

/** Reads a stream that arrives in these chunks. */
async function read(chunks: readonly Uint8Array[], answer: ResponseInit = {}): Promise<Received> {
	const received: Received = { frames: [], retries: [], requests: [] };
	const body = new ReadableStream<Uint8Array>({
		start: (controller) => {
			for (const chunk of chunks) controller.enqueue(chunk);
			controller.close();
		},
	});
	const environment = fakeEnvironment({
		fetch: async (_address, options) => {
			received.requests.push(options);
			return new Response(body, { headers: { 'content-type': 'text/event-stream' }, ...answer });
		},
	});
	await readStream(environment, 'https://status.example.com/v1/stream', new AbortController().signal, {
		onServed: () => undefined,
		onRetry: (ms) => void received.retries.push(ms),
		onEvent: async ({ name, data }) => {
			received.frames.push(readFrame(name, splitData(data)[0]));
		},
	});
	return received;
}

test('a stream brings the same frames wherever its bytes are split', async () => {
	const bytes = encode(text);
	for (let cut = 0; cut <= bytes.length; cut += 1)
		assert.deepEqual((await read([bytes.slice(0, cut), bytes.slice(cut)])).frames, frames, `split at ${cut}`);
});

test('a stream brings the same frames byte by byte, with every line end, with and without a byte order mark', async () => {
	for (const mark of ['', '\uFEFF'])
		for (const ending of ['\n', '\r', '\r\n']) {
			const bytes = encode(mark + text.replaceAll('\n', ending));
			const chunks = Array.from(bytes, (byte) => Uint8Array.of(byte));
			const received = await read(chunks);
			assert.deepEqual(received.frames, frames, JSON.stringify({ mark, ending }));
			assert.deepEqual(received.retries, [3_000]);
		}
});

test('an incomplete frame is not delivered', async () => {
	assert.deepEqual((await read([encode(text.slice(0, -1))])).frames, frames.slice(0, -1));
});

test('unknown fields and events are ignored, and a signed frame may have two data lines', async () => {
	const signed = encodeFrame(frames[0] as Frame).replace(/\n\n$/, '\ndata: eyJhbGciOiJFUzI1NiJ9..c2ln\n\n');
	const received = await read([
		encode(`colour: red\nevent: confetti\ndata: 1\n\ndata: no name\n\n${signed}`),
	]);
	assert.deepEqual(received.frames, [null, null, frames[0]]);
});

test('the request needs no preflight, sends no cookies and uses no cache', async () => {
	const { requests } = await read([encode(text)]);
	const [{ signal, ...options } = {}] = requests;
	assert.ok(signal);
	assert.deepEqual(options, { cache: 'no-store', credentials: 'omit' });
});

test('an answer that is no event stream is refused, with its status and Retry-After', async () => {
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

test('types of content are compared as browsers compare them', async () => {
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

test('each event is processed before the next one, and the first that fails ends the stream', async () => {
	const events: string[] = [];
	const fetch = async () => new Response(text, { headers: { 'content-type': 'text/event-stream' } });
	const reading = readStream(
		fakeEnvironment({ fetch }),
		'https://status.example.com',
		new AbortController().signal,
		{
			onServed: () => undefined,
			onRetry: () => undefined,
			onEvent: async ({ name }) => {
				events.push(`${name} starts`);
				await new Promise((resolve) => setImmediate(resolve));
				events.push(`${name} ends`);
				if (name === 'change') throw new Error('An invalid signature.');
			},
		},
	);
	await assert.rejects(reading, /An invalid signature/);
	assert.deepEqual(events, ['snapshot starts', 'snapshot ends', 'change starts', 'change ends']);
});

test('events of a chunk are dropped after the stream was aborted', async () => {
	const controller = new AbortController();
	const events: string[] = [];
	const fetch = async () => new Response(text, { headers: { 'content-type': 'text/event-stream' } });
	await readStream(fakeEnvironment({ fetch }), 'https://status.example.com', controller.signal, {
		onServed: () => undefined,
		onRetry: () => undefined,
		onEvent: async ({ name }) => {
			events.push(name);
			controller.abort();
		},
	});
	assert.deepEqual(events, ['snapshot']);
});

test('an event that is too long ends the stream', async () => {
	const endless = encode(`data: ${'x'.repeat(1_000_000)}`);
	const chunks = Array.from({ length: 9 }, (_, index) => (index ? endless.slice(6) : endless));
	await assert.rejects(read(chunks), RangeError);
	const lines = Array.from({ length: 9 }, () => encode(`data: ${'x'.repeat(1_000_000)}\n`));
	await assert.rejects(read(lines), RangeError);
});
