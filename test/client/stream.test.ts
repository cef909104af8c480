import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnswerError } from '../../src/client/request.ts';
import { readStream } from '../../src/client/stream.ts';
import { encodeFrame, type Frame, heartbeat, preamble } from '../../src/model/wire.ts';
import { fakeEnvironment } from './fake-environment.ts';
import { change, record, snapshot } from './records.ts';

const frames: Frame[] = [
	snapshot(1, [record('n1', 1, { title: 'Zahlungen schlagen fehl – 支払い 💳' })]),
	change(2, [record('n1', 2, { latestUpdate: 2 })]),
	{ name: 'retire', data: { v: 1, afterMs: 2_000 } },
];
const text = preamble(3_000) + frames.map((frame) => heartbeat + encodeFrame(frame)).join('');
const encode = (words: string): Uint8Array => new TextEncoder().encode(words);

interface Heard {
	readonly frames: Frame[];
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
		onFrame: (frame) => void heard.frames.push(frame),
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

test('frames and fields from after this version are passed over, and so is a signature', async () => {
	const signed = encodeFrame(frames[0] as Frame).replace(/\n\n$/, '\ndata: eyJhbGciOiJFUzI1NiJ9..c2ln\n\n');
	const heard = await read([encode(`colour: red\nevent: confetti\ndata: 1\n\ndata: no name\n\n${signed}`)]);
	assert.deepEqual(heard.frames, [frames[0]]);
});

test('the request asks for no preflight, no cookie and no cache', async () => {
	const { requests } = await read([encode(text)]);
	const [{ signal, ...options } = {}] = requests;
	assert.ok(signal);
	assert.deepEqual(options, { cache: 'no-store', credentials: 'omit' });
});

test('what is not a stream is refused', async () => {
	const page = { headers: { 'content-type': 'text/html; charset=utf-8' } };
	await assert.rejects(
		read([encode('<h1>Welcome to our hotel</h1>')], page),
		(error) => error instanceof AnswerError && error.status === 200,
	);
	await assert.rejects(read([encode(text)], { status: 503, headers: { 'retry-after': '7' } }), {
		status: 503,
		notBeforeMs: 7_000,
	});
	await assert.rejects(
		read([], { status: 429, headers: { 'retry-after': 'Tue, 24 Nov 2026 14:00:30 GMT' } }),
		{ status: 429, notBeforeMs: 30_000 },
	);
	await assert.rejects(read([], { status: 503, headers: { 'retry-after': 'later' } }), {
		notBeforeMs: undefined,
	});
});

test('a frame that cannot be read, and one that never ends, end the stream', async () => {
	await assert.rejects(read([encode('event: change\ndata: {"seq":1}\n\n')]), { code: 'bad-frame' });
	await assert.rejects(read([encode('event: snapshot\ndata: not json\n\n')]), { code: 'bad-frame' });
	const endless = encode(`data: ${'x'.repeat(1_000_000)}`);
	await assert.rejects(read(Array.from({ length: 9 }, (_, index) => (index ? endless.slice(6) : endless))), {
		type: 'max-buffer-size-exceeded',
	});
});
