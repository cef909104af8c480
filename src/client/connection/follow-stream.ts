import { silenceLimitMs } from '../../model/wire/delivery.ts';
import { readFrame } from '../../model/wire/essentials.ts';
import { splitData } from '../../model/wire/frame-text.ts';
import { type Deadline, timedOut } from '../http/deadline.ts';
import type { RequestFailure } from '../http/failure.ts';
import { returnEvents } from '../http/sleep.ts';
import type { Dependencies } from './dependencies.ts';
import { readStream } from './read-stream.ts';

/** What a stream brought, and why it ended. */
export interface StreamResult {
	/** When the first accepted frame came, monotonic milliseconds; `null` when none came. */
	liveSince: number | null;
	/** It ended because no data came in time. */
	isSilent: boolean;
	/**
	 * From a `retire` frame, milliseconds: the server is about to close, and asks its clients to
	 * return spread over this time.
	 */
	retireMs?: number;
	/** The `retry:` field, milliseconds. */
	retryMs?: number;
	/** Set unless the server or this client ended the stream without an error. */
	failure?: RequestFailure;
}

/** Applies the frames of one stream to the store until the stream ends. Never rejects. */
export async function followStream(
	{ environment, store, verify }: Dependencies,
	address: string,
	{ signal, extend, end }: Deadline,
): Promise<StreamResult> {
	const result: StreamResult = { liveSince: null, isSilent: false };
	const cursor = store.cursor();
	let heardAt = 0;
	const limitMs = (): number => silenceLimitMs(store.server().heartbeatMs);
	// While a computer sleeps the monotonic clock may stand still and the socket may die. The
	// visitor's clock shows how long that was.
	const endIfStale = (): void => {
		if (result.liveSince !== null && environment.Date.now() - heardAt > limitMs()) end();
	};
	for (const name of returnEvents) environment.addEventListener(name, endIfStale, { signal });

	await readStream(environment, cursor ? `${address}?since=${cursor}` : address, signal, {
		onServed: store.recordServed,
		onRetry: (ms) => {
			result.retryMs = ms;
		},
		onEvent: async ({ name, data }) => {
			const [json, signature] = splitData(data);
			await verify?.(name, json, signature);
			const frame = readFrame(name, json);
			if (!frame || signal.aborted) return;
			if (frame.name === 'retire') {
				result.retireMs = frame.data.afterMs;
				return end();
			}
			store.applyFrame(frame, result.liveSince === null ? cursor : null);
			result.liveSince ??= environment.performance.now();
			// Only the server's own time shows that the stream is current: a proxy can send bytes too.
			heardAt = environment.Date.now();
			extend(limitMs());
			if (store.server().policy.mode === 'poll') end();
			// A heartbeat changes nothing that is shown.
			else if (frame.name !== 'time') store.publish('live');
		},
	}).catch((failure: RequestFailure) => {
		result.failure = failure;
	});
	result.isSilent = signal.reason === timedOut;
	return result;
}
