/** One connection to the event stream. */
import { readRetryAfter } from '../../../src/model/backoff.ts';
import { defaultHeartbeatMs, silenceLimitMs } from '../../../src/model/wire/delivery.ts';
import { createEventStreamDecoder } from '../../../src/model/wire/event-stream.ts';
import { splitData } from '../../../src/model/wire/frame-text.ts';
import type { Frame } from '../../../src/model/wire/frames.ts';
import { readFrame } from '../../../src/model/wire/read-frames.ts';
import { type ApiClient, timeoutMs } from '../api/client.ts';
import { readText } from '../api/limited-body.ts';
import { responseError, unexpectedResponse } from '../api/response.ts';
import type { Io } from '../io.ts';

/** In UTF-16 units: far above any snapshot, and small enough for this process's memory. */
const maxFrameLength = 64 * 1024 * 1024;

export interface ConnectOptions {
	readonly io: Io;
	readonly client: ApiClient;
	/** The `seq` of the last frame that the caller has; `null`: start with a snapshot. */
	readonly since: number | null;
	readonly signal: AbortSignal;
	/** Called with the `Retry-After` of a response that refuses the stream, milliseconds. */
	readonly onRetryAfter: (ms: number) => void;
}

/**
 * The frames of one connection; ends when the server closes it. Throws a CliError for a response
 * that is not a stream, and other errors when the connection breaks or stays silent for too long.
 */
export async function* connect(options: ConnectOptions): AsyncGenerator<Exclude<Frame, { name: 'time' }>> {
	const { io, client, since, onRetryAfter } = options;
	const closing = new AbortController();
	const signal = AbortSignal.any([options.signal, closing.signal]);
	const path = since === null ? 'v1/stream' : `v1/stream?since=${since}`;
	let silenceMs = silenceLimitMs(defaultHeartbeatMs);
	try {
		const response = await withTimeout(io, silenceMs, client.openStream(path, signal));
		if (!response.ok) {
			const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), io.now());
			if (retryAfterMs !== undefined) onRetryAfter(retryAfterMs);
			throw responseError(response, await withTimeout(io, timeoutMs, readText(response, null)));
		}
		if (!response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body)
			throw unexpectedResponse('it is not an event stream');
		// The stream's `retry:` is for EventSource; here the back-off of `follow` decides.
		const events = createEventStreamDecoder(() => undefined, maxFrameLength);
		const decoder = new TextDecoder();
		const chunks = response.body[Symbol.asyncIterator]();
		for (;;) {
			const chunk = await withTimeout(io, silenceMs, chunks.next());
			if (chunk.done) return;
			for (const { name, data } of events.read(decoder.decode(chunk.value, { stream: true }))) {
				const frame = readFrame(name, splitData(data)[0]);
				if (frame?.name === 'snapshot') silenceMs = silenceLimitMs(frame.data.heartbeatMs);
				// The caller waits for changes; the time has shown that the connection lives.
				if (frame && frame.name !== 'time') yield frame;
			}
		}
	} finally {
		closing.abort();
	}
}

/** Rejects after `ms`: a connection can break without an error. */
async function withTimeout<Value>(io: Io, ms: number, promise: Promise<Value>): Promise<Value> {
	const timeout = io.timeout(ms);
	return Promise.race([
		promise,
		new Promise<never>((_resolve, reject) => {
			timeout.addEventListener('abort', () => reject(new Error(`no data for ${Math.round(ms / 1000)} s`)));
		}),
	]);
}
