import { CandorError } from '../model/errors.ts';
import type { Frame } from '../model/wire.ts';
import type { Attempt } from './attempt.ts';
import type { Environment } from './environment.ts';
import type { Store } from './store.ts';
import { readStream } from './stream.ts';

/** How a stream went, and why it ended. */
export interface Course {
	/** When its first frame came, monotonic milliseconds; `null` while there was none that made sense. */
	goodSince: number | null;
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
	const silenceMs = (): number => 2.5 * Math.min(Math.max(store.heartbeatMs(), 1_000), 120_000);
	const live = (): void => {
		if (course.goodSince !== null) limit(silenceMs());
	};
	const take = (frame: Frame): void => {
		if (frame.name === 'retire') {
			course.retireMs = frame.data.afterMs;
			end();
			return;
		}
		store.take(frame, course.goodSince === null ? since : null);
		course.goodSince ??= environment.monotonic();
		live();
		if (store.policy().mode === 'poll') end();
		else store.show('live');
	};
	// After a computer slept, the socket may be dead, and the visitor's clock alone tells how long it has been silent.
	const check = (): void => {
		if (course.goodSince !== null && environment.now() - bytesAt > silenceMs()) end();
	};
	for (const name of ['visibilitychange', 'online'])
		environment.page.addEventListener(name, check, { signal });

	const query = since === null ? '' : `?since=${since}`;
	try {
		await readStream(environment, `${source}/v1/stream${query}`, signal, {
			bytes: () => {
				bytesAt = environment.now();
				if (course.goodSince !== null) store.touch();
				live();
			},
			retry: (ms) => {
				course.retryMs = ms;
			},
			frame: take,
		});
	} catch (error) {
		if (error instanceof CandorError) course.goodSince = null;
		throw error;
	}
}
