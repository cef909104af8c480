import type { Attempt } from './attempt.ts';
import type { Environment } from './environment.ts';
import { returns } from './pause.ts';
import type { Store } from './store.ts';
import { readStream } from './stream.ts';

/** How a stream went, and why it ended. */
export interface Course {
	/** When its first frame came, monotonic milliseconds; 0 while there was none that made sense. */
	goodSince: number;
	/** The server closes, and asks its readers to come back after so many milliseconds. */
	retireMs?: number;
	/** The server's `retry:`, milliseconds. */
	retryMs?: number;
}

/** Follows one stream from where the store stands. `course` tells how it went, also when this rejects. */
export async function follow(
	environment: Environment,
	source: string,
	store: Store,
	{ signal, limit, end }: Attempt,
	course: Course,
): Promise<void> {
	const since = store.cursor();
	let bytesAt = 0;
	const silenceMs = (): number => 2.5 * Math.min(Math.max(store.server().heartbeatMs, 1_000), 120_000);
	// After a computer slept, the socket may be dead, and the visitor's clock alone tells how long it has been silent.
	const check = (): void => {
		if (course.goodSince && environment.Date.now() - bytesAt > silenceMs()) end();
	};
	for (const name of returns) environment.addEventListener(name, check, { signal });

	const address = `${source}/v1/stream${since ? `?since=${since}` : ''}`;
	await readStream(environment, address, signal, {
		onBytes: () => {
			bytesAt = environment.Date.now();
			if (!course.goodSince) return;
			store.touch();
			limit(silenceMs());
		},
		onRetry: (ms) => {
			course.retryMs = ms;
		},
		onFrame: (frame) => {
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
