import { createEventStreamDecoder, type StreamEvent } from '../../model/wire/event-stream.ts';
import type { Environment } from '../environment.ts';
import { request, servedAt } from '../http/request.ts';

/** UTF-16 units of one event: more than a status page needs, and less than a phone's memory. */
const maxEventLength = 8_000_000;

export interface StreamListener {
	/** Called with the time of the answer, epoch milliseconds; see {@link servedAt}. */
	onServed(time: number): void;
	/** Called with each `retry:` field, in milliseconds, as it was sent. */
	onRetry(ms: number): void;
	/** Called for one event after the other. A rejection ends the stream. */
	onEvent(event: StreamEvent): Promise<void>;
}

/**
 * Reads a stream until the server ends it. Rejects when the request fails, the connection breaks,
 * or an event cannot be read.
 */
export async function readStream(
	environment: Environment,
	address: string,
	signal: AbortSignal,
	{ onServed, onRetry, onEvent }: StreamListener,
): Promise<void> {
	const options = { cache: 'no-store', contentType: /^text\/event-stream *(;|$)/i } as const;
	const { headers, body } = await request(environment, address, options, signal);
	onServed(servedAt(headers));
	const events = createEventStreamDecoder(onRetry, maxEventLength);
	const decoder = new TextDecoder();
	const chunks = (body as NonNullable<typeof body>).getReader();
	for (;;) {
		const { done, value } = await chunks.read();
		if (done) return;
		for (const event of events.read(decoder.decode(value, { stream: true }))) {
			// Events that came in the same chunk before the abort are dropped.
			if (!signal.aborted) await onEvent(event);
		}
	}
}
