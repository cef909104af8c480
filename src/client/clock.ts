import type { State } from '../model/commit.ts';
import { nextChangeAt } from '../model/view.ts';
import type { Environment } from './environment.ts';
import { createListeners } from './listeners.ts';

/** The server's time, and a tick whenever time alone may have changed what is to be shown. */
export interface Clock {
	/** Server time, epoch milliseconds; the visitor's own clock until the server was heard. */
	now(): number;
	/** Told at least every ten seconds while the page is visible, and at the instant at which any view changes. */
	subscribe(listener: () => void): () => void;
}

export interface ServerClock extends Clock {
	/** `at` is when the server wrote something; `fresh` when it wrote it just now, rather than some time ago. */
	hear(at: number, fresh: boolean): void;
	/** The state has changed, and with it the next instant that matters. */
	reschedule(): void;
}

const tickMs = 10_000;
/** Steps back of up to a minute are waited out, so that no reader sees time run backwards; a clock that was put right is not. */
const holdMs = 60_000;

export function createClock(environment: Environment, state: () => State): ServerClock {
	const { monotonic, page, isVisible } = environment;
	const listeners = createListeners();
	/** Server time minus monotonic time: as it is known, and the least that it can be. */
	let offset: number | null = null;
	let least = Number.NEGATIVE_INFINITY;
	let shown = Number.NEGATIVE_INFINITY;
	let timer: number | undefined;
	let tickedAt = 0;

	const measured = (): number =>
		Math.floor(Math.max(offset === null ? environment.now() : monotonic() + offset, monotonic() + least));
	const now = (): number => {
		const time = measured();
		shown = time < shown && shown - time < holdMs ? shown : time;
		return shown;
	};
	const reschedule = (): void => {
		environment.clearTimeout(timer);
		if (listeners.count() === 0 || !isVisible()) return;
		const untilTick = tickedAt + tickMs - monotonic();
		// Measured, not shown: a time that is held would come round again and again.
		const untilChange = (nextChangeAt(state(), now()) ?? Number.POSITIVE_INFINITY) - measured();
		timer = environment.setTimeout(tick, Math.max(0, Math.min(untilTick, untilChange)));
	};
	const tick = (): void => {
		tickedAt = monotonic();
		reschedule();
		listeners.tell();
	};
	const turn = (): void => (isVisible() ? tick() : reschedule());

	return {
		now,
		hear: (at, fresh) => {
			// What was written some time ago can only show that the server is further on than we thought.
			least = fresh ? Number.NEGATIVE_INFINITY : Math.max(least, at - monotonic());
			if (fresh) offset = at - monotonic();
			reschedule();
		},
		reschedule,
		subscribe: (listener) => {
			const leave = listeners.subscribe(listener);
			if (listeners.count() === 1) {
				tickedAt = monotonic();
				page.addEventListener('visibilitychange', turn);
				reschedule();
			}
			return () => {
				leave();
				if (listeners.count() > 0) return;
				page.removeEventListener('visibilitychange', turn);
				reschedule();
			};
		},
	};
}
