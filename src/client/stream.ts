import { createParser } from 'eventsource-parser';
import { type Frame, readFrame } from '../model/wire.ts';
import type { Environment } from './environment.ts';
import { AnswerError, request } from './request.ts';

/** Characters of one frame: more than any status page needs, and less than hurts a phone. */
const maxBufferSize = 8_000_000;

export interface StreamListener {
	/** Bytes came: the stream lives. */
	onBytes(): void;
	/** The server's `retry:`, milliseconds, as it was sent. */
	onRetry(ms: number): void;
	/** What it throws ends the stream. */
	onFrame(frame: Frame): void;
}

/** Reads one stream until the server ends it. Rejects when it is refused, is not a stream, breaks or makes no sense. */
export async function readStream(
	environment: Environment,
	address: string,
	signal: AbortSignal,
	{ onBytes, onRetry, onFrame }: StreamListener,
): Promise<void> {
	const { body, headers, status } = await request(environment, address, 'no-store', signal);
	// A captive portal or a misconfigured proxy answers 200 with a page of its own.
	if (!body || !/^text\/event-stream/i.test(headers.get('content-type') ?? '')) throw new AnswerError(status);
	const parser = createParser({
		maxBufferSize,
		onRetry,
		onError: (error) => {
			// The specification has readers pass over fields that they do not know.
			if (error.type === 'max-buffer-size-exceeded') throw error;
		},
		onEvent: ({ event = '', data }) => {
			// What was read of a chunk before it was aborted is not news any more.
			if (signal.aborted) return;
			// A second line of data is a signature over the first.
			const frame = readFrame(event, data.split('\n')[0] as string);
			if (frame) onFrame(frame);
		},
	});
	// The parser takes the byte order mark away: a decoder that did so too would take away a second one.
	const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
	const reader = body.getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return;
		onBytes();
		parser.feed(decoder.decode(value, { stream: true }));
	}
}
