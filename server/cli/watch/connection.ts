/** One connection to the stream: the frames it brings until it ends, by itself or because nothing is heard. */
import { defaultHeartbeatMs, silenceLimitMs } from '../../../src/model/wire/delivery.ts';
import { createEventStreamDecoder } from '../../../src/model/wire/event-stream.ts';
import { readFrame } from '../../../src/model/wire/values.ts';
import { type Frame, splitData } from '../../../src/model/wire/wire.ts';
import { notCandor, problemOf } from '../answer.ts';
import { readText } from '../body.ts';
import { type Client, timeoutMs } from '../client.ts';
import type { Io } from '../io.ts';

/** In UTF-16 units: far above any snapshot, far below what would exhaust memory. */
const longestFrame = 64 * 1024 * 1024;

/** Ends when the server closes; throws a Failure for an answer that is no stream, and any error for one that breaks. */
export async function* connect(
	io: Io,
	client: Client,
	since: number | null,
	outer: AbortSignal,
): AsyncGenerator<Frame> {
	const ending = new AbortController();
	const signal = AbortSignal.any([outer, ending.signal]);
	const path = since === null ? 'v1/stream' : `v1/stream?since=${since}`;
	let patienceMs = silenceLimitMs(defaultHeartbeatMs);
	try {
		const response = await within(io, patienceMs, client.stream(path, signal));
		if (!response.ok) throw problemOf(response, await within(io, timeoutMs, readText(response, null)));
		if (!response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body)
			throw notCandor('it sent no event stream');
		// How long to wait before coming back is settled by whoever follows: `retry:` is for browsers.
		const events = createEventStreamDecoder(() => undefined, longestFrame);
		const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
		const reader = response.body.getReader();
		for (;;) {
			const chunk = await within(io, patienceMs, reader.read());
			if (chunk.done) return;
			for (const { name, data } of events.read(decoder.decode(chunk.value, { stream: true }))) {
				const frame = readFrame(name, splitData(data)[0]);
				if (frame?.name === 'snapshot') patienceMs = silenceLimitMs(frame.data.heartbeatMs);
				if (frame) yield frame;
			}
		}
	} finally {
		ending.abort();
	}
}

/** The promise's value, or an error once nothing has been heard for too long: a connection can die without a word. */
async function within<Value>(io: Io, milliseconds: number, promise: Promise<Value>): Promise<Value> {
	const deadline = io.timeout(milliseconds);
	return Promise.race([
		promise,
		new Promise<never>((_resolve, reject) => {
			deadline.addEventListener('abort', () =>
				reject(new Error(`nothing was heard for ${Math.round(milliseconds / 1000)} s`)),
			);
		}),
	]);
}
