/** The events of one connection to an event stream. */
import { readRetryAfter } from '../../../src/model/backoff.ts';
import { createEventStreamDecoder, type StreamEvent } from '../../../src/model/wire/event-stream.ts';
import { type ApiClient, timeoutMs } from '../api/client.ts';
import { readText } from '../api/limited-body.ts';
import { responseError, unexpectedResponse } from '../api/response.ts';
import type { Io } from '../io.ts';

/** In UTF-16 units: far above any snapshot, and small enough for this process's memory. */
const maxFrameLength = 64 * 1024 * 1024;

export interface EventStreamOptions {
	readonly io: Io;
	readonly client: ApiClient;
	readonly path: string;
	/** Default: without a token. */
	readonly asOperator?: boolean;
	readonly signal: AbortSignal;
	/** Called when the server has accepted the request. */
	readonly onOpen?: () => void;
	/** How long the stream may be silent now, in milliseconds. */
	readonly silenceMs: () => number;
	/** Called with the `Retry-After` of a response that refuses the stream, milliseconds. */
	readonly onRetryAfter: (ms: number) => void;
}

/**
 * Ends when the server closes the connection. Throws a CliError for a response that is not a
 * stream, and other errors when the connection breaks or stays silent for too long.
 */
export async function* readEvents(options: EventStreamOptions): AsyncGenerator<StreamEvent> {
	const { io, client, path, asOperator = false, silenceMs, onRetryAfter } = options;
	const closing = new AbortController();
	const signal = AbortSignal.any([options.signal, closing.signal]);
	try {
		const response = await withTimeout(io, silenceMs(), client.openStream(path, signal, { asOperator }));
		if (!response.ok) {
			const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), io.now());
			if (retryAfterMs !== undefined) onRetryAfter(retryAfterMs);
			throw responseError(response, await withTimeout(io, timeoutMs, readText(response, null)));
		}
		if (!response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body)
			throw unexpectedResponse('it is not an event stream');
		options.onOpen?.();
		// The stream's `retry:` is for EventSource; here the caller's back-off decides.
		const events = createEventStreamDecoder(() => undefined, maxFrameLength);
		const decoder = new TextDecoder();
		const chunks = response.body[Symbol.asyncIterator]();
		for (;;) {
			const chunk = await withTimeout(io, silenceMs(), chunks.next());
			if (chunk.done) return;
			yield* events.read(decoder.decode(chunk.value, { stream: true }));
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
