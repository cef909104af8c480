import { createEventStreamDecoder, type StreamEvent } from '../../model/wire/event-stream.ts';
import type { Environment } from '../environment.ts';
import { request } from './request.ts';

/** Characters of one frame: more than any status page needs, and less than hurts a phone. */
const longest = 8_000_000;

export interface StreamListener {
	/** Bytes came: the stream lives. */
	onBytes(): void;
	/** The server's `retry:`, milliseconds, as it was sent. */
	onRetry(ms: number): void;
	/** One event after the other. When it rejects, that ends the stream. */
	onEvent(event: StreamEvent): Promise<void>;
}

/** Reads one stream until the server ends it. Rejects when it is refused, is not a stream, breaks or makes no sense. */
export async function readStream(
	environment: Environment,
	address: string,
	signal: AbortSignal,
	{ onBytes, onRetry, onEvent }: StreamListener,
): Promise<void> {
	const { body } = await request(environment, address, 'no-store', signal, /^text\/event-stream *(;|$)/i);
	const events = createEventStreamDecoder(onRetry, longest);
	const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
	const reader = (body as NonNullable<typeof body>).getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return;
		onBytes();
		for (const event of events.read(decoder.decode(value, { stream: true }))) {
			// What was read of a chunk before it was aborted is not news any more.
			if (!signal.aborted) await onEvent(event);
		}
	}
}
