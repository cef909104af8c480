import { silenceLimitMs } from '../../model/wire/delivery.ts';
import { readFrame } from '../../model/wire/essentials.ts';
import { splitData } from '../../model/wire/wire.ts';
import type { Environment } from '../environment.ts';
import type { Store } from '../store/store.ts';
import type { Verify } from '../trust/verify.ts';
import { type Attempt, late } from './attempt.ts';
import { returns } from './sleep.ts';
import { readStream } from './stream.ts';

/** How a stream went, and why it ended. */
export interface Course {
	/** When its first frame came, monotonic milliseconds; 0 while there was none that made sense. */
	goodSince: number;
	/** It ended because nothing was heard. */
	silent: boolean;
	/** The server closes, and asks its readers to come back spread over so many milliseconds. */
	retireMs?: number;
	/** The server's `retry:`, milliseconds. */
	retryMs?: number;
}

/** Follows one stream from where the store stands. `course` tells how it went, also when this rejects. */
export async function follow(
	environment: Environment,
	stream: string,
	store: Store,
	verify: Verify | null,
	{ signal, limit, end }: Attempt,
	course: Course,
): Promise<void> {
	const since = store.cursor();
	let bytesAt = 0;
	const silenceMs = (): number => silenceLimitMs(store.server().heartbeatMs);
	// After a computer slept, the socket may be dead, and the visitor's clock alone tells how long it has been silent.
	const check = (): void => {
		if (course.goodSince && environment.Date.now() - bytesAt > silenceMs()) end();
	};
	signal.addEventListener('abort', () => {
		course.silent = signal.reason === late;
	});
	for (const name of returns) environment.addEventListener(name, check, { signal });

	await readStream(environment, since ? `${stream}?since=${since}` : stream, signal, {
		onBytes: () => {
			bytesAt = environment.Date.now();
			if (!course.goodSince) return;
			store.touch();
			limit(silenceMs());
		},
		onRetry: (ms) => {
			course.retryMs = ms;
		},
		onEvent: async ({ name, data }) => {
			const [text, signature] = splitData(data);
			await verify?.(name, text, signature);
			const frame = readFrame(name, text);
			if (!frame || signal.aborted) return;
			if (frame.name === 'retire') {
				course.retireMs = frame.data.afterMs;
				return end();
			}
			store.take(frame, course.goodSince ? null : since);
			course.goodSince ||= environment.performance.now();
			limit(silenceMs());
			if (store.server().policy.mode === 'poll') end();
			else store.show('live');
		},
	});
}
