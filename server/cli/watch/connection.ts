/** One connection to the event stream of the public state. */
import { defaultHeartbeatMs, silenceLimitMs } from '../../../src/model/wire/delivery.ts';
import { splitData } from '../../../src/model/wire/frame-text.ts';
import type { Frame } from '../../../src/model/wire/frames.ts';
import { readFrame } from '../../../src/model/wire/read-frames.ts';
import { type EventStreamOptions, readEvents } from './event-stream.ts';

export interface ConnectOptions
	extends Pick<EventStreamOptions, 'io' | 'client' | 'signal' | 'onRetryAfter'> {
	/** The `seq` of the last frame that the caller has; `null`: start with a snapshot. */
	readonly since: number | null;
}

/** The frames of one connection. It ends and throws as `readEvents` does. */
export async function* connect({
	since,
	...options
}: ConnectOptions): AsyncGenerator<Exclude<Frame, { name: 'time' }>> {
	const path = since === null ? 'v1/stream' : `v1/stream?since=${since}`;
	let silenceMs = silenceLimitMs(defaultHeartbeatMs);
	for await (const { name, data } of readEvents({ ...options, path, silenceMs: () => silenceMs })) {
		const frame = readFrame(name, splitData(data)[0]);
		if (frame?.name === 'snapshot') silenceMs = silenceLimitMs(frame.data.heartbeatMs);
		// The caller waits for changes; the time has shown that the connection lives.
		if (frame && frame.name !== 'time') yield frame;
	}
}
