import { notices } from '../model/views/notices.ts';
import { type Environment, isVisible } from './environment.ts';
import { createListeners } from './store/listeners.ts';
import type { FeedSnapshot } from './store/store.ts';

/** The server's time, and a tick whenever time alone may have changed what is to be shown. */
export interface Clock {
	/** Server time, epoch milliseconds; the visitor's own clock until the server was heard. */
	now(): number;
	/**
	 * Told every five seconds while the page is visible and there is something that ages: a notice, or what is known while
	 * the server is not heard. While all is well, no timer runs.
	 */
	subscribe(listener: () => void): () => void;
}

export interface ServerClock extends Clock {
	/**
	 * `at` is when the server wrote something; `fresh` when it wrote it just now, rather than some time ago; `live` when no cache can have
	 * kept it (default: as `fresh`). Ticks are reckoned anew by `reschedule`.
	 */
	hear(at: number, fresh: boolean, live?: boolean): void;
	/** What is known has changed, and with it whether anything ages. */
	reschedule(): void;
}

const tickMs = 5_000;
/** The last instant that a date can hold. */
const lastMs = 8.64e15;
/** Steps back of up to a minute are waited out, so that no reader sees time run backwards; a clock that was put right is not. */
const holdMs = 60_000;

/** `life` ends when the feed does. */
export function createClock(
	environment: Environment,
	snapshot: () => FeedSnapshot,
	life: AbortSignal,
): ServerClock {
	const listeners = createListeners();
	const monotonic = (): number => environment.performance.now();
	/** The least that server time minus monotonic time can be; exactly that, once the server was heard. */
	let offset = 0;
	let heard = false;
	let shown = 0;
	let timer: number | undefined;
	let tickedAt = monotonic();

	const now = (): number => {
		const time = Math.floor(Math.max(monotonic() + offset, heard ? 0 : environment.Date.now()));
		shown = time < shown && shown - time < holdMs ? shown : time;
		return shown;
	};
	const reschedule = (): void => {
		environment.clearTimeout(timer);
		const { state, connection } = snapshot();
		if (!listeners.count() || !isVisible(environment)) return;
		if (connection === 'live' && !notices(state).length) return;
		timer = environment.setTimeout(tick, tickedAt + tickMs - monotonic());
	};
	const tick = (): void => {
		tickedAt = monotonic();
		reschedule();
		listeners.tell();
	};
	environment.addEventListener('visibilitychange', () => (isVisible(environment) ? tick() : reschedule()), {
		signal: life,
	});

	return {
		now,
		hear: (at, fresh, live = fresh) => {
			// Another page may have told anything.
			if (!(Math.abs(at) < lastMs)) return;
			// What was written some time ago, or what a cache says, can only show that the server is further on than we thought.
			offset = Math.max(at - monotonic(), live ? 0 : offset);
			heard ||= fresh;
		},
		reschedule,
		subscribe: (listener) => {
			const leave = listeners.subscribe(listener);
			reschedule();
			return () => {
				leave();
				reschedule();
			};
		},
	};
}
