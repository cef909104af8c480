import { type Environment, isVisible } from './environment.ts';
import { createListeners } from './listeners.ts';

/** The server's time, and a tick when time alone may have changed what the page shows. */
export interface Clock {
	/** Server time, epoch milliseconds. Until the server has answered: the visitor's clock. */
	now(): number;
	/**
	 * `listener` is called every five seconds while the page is visible and shows something that
	 * ages: a notice, or a state whose server cannot be reached. No timer runs otherwise. Returns the
	 * function that ends the subscription.
	 */
	subscribe(listener: () => void): () => void;
}

/**
 * What a time from the server is worth.
 * - `live`: the server wrote it just now, and no cache can have stored it. The clock is set to it.
 * - `cached`: the server's time when it answered, but a cache may have stored the answer. It can
 *   only move the clock forward.
 * - `past`: the server wrote it some time ago. It can only move the clock forward, and the
 *   visitor's clock still counts when it is ahead.
 */
export type TimeSource = 'live' | 'cached' | 'past';

export interface ServerClock extends Clock {
	/**
	 * Adjusts the clock to a time from the server, epoch milliseconds. Impossible dates are ignored.
	 */
	adjust(time: number, source: TimeSource): void;
	/**
	 * Whether a time from the server can be that of now: neither the visitor's clock nor what servers
	 * said before is much ahead of it. Without this a cache could pass a stream of yesterday off as
	 * one of today. What a server said whose clock was a month ahead does not count.
	 */
	isFresh(time: number): boolean;
	/** Starts or stops the timer, after the page's state or its connection has changed. */
	reschedule(): void;
}

/**
 * How much a time of now may lie behind the visitor's clock, and behind what servers said before,
 * milliseconds. `wrongServerMs`: a server that was further ahead had a wrong clock.
 */
const tolerance = { visitorMs: 120_000, serverMs: 60_000, wrongServerMs: 30 * 86_400_000 };
const tickMs = 5_000;
/** The last instant of a JavaScript date. */
const maxDateMs = 8.64e15;
/**
 * When the clock is set back by less than this, it stands still instead, so that no displayed time
 * runs backwards.
 */
const holdMs = 60_000;

/**
 * @param hasAgeingContent - Whether the page shows something that ages.
 * @param signal - Aborted when the feed is closed.
 */
export function createClock(
	environment: Environment,
	hasAgeingContent: () => boolean,
	signal: AbortSignal,
): ServerClock {
	const listeners = createListeners();
	const monotonic = (): number => environment.performance.now();
	/**
	 * Server time minus monotonic time: a lower bound, and the exact value once the server has
	 * answered.
	 */
	let offset = 0;
	let hasServerTime = false;
	let lastTime = 0;
	let timer: number | undefined;
	let tickedAt = monotonic();

	const now = (): number => {
		const time = Math.floor(Math.max(monotonic() + offset, hasServerTime ? 0 : environment.Date.now()));
		lastTime = time < lastTime && lastTime - time < holdMs ? lastTime : time;
		return lastTime;
	};
	const reschedule = (): void => {
		environment.clearTimeout(timer);
		if (!listeners.count() || !isVisible(environment) || !hasAgeingContent()) return;
		timer = environment.setTimeout(tick, tickedAt + tickMs - monotonic());
	};
	const tick = (): void => {
		tickedAt = monotonic();
		reschedule();
		listeners.notify();
	};
	environment.addEventListener('visibilitychange', () => (isVisible(environment) ? tick() : reschedule()), {
		signal,
	});

	return {
		now,
		adjust: (time, source) => {
			if (!(Math.abs(time) < maxDateMs)) return;
			offset = Math.max(time - monotonic(), source === 'live' ? 0 : offset);
			hasServerTime ||= source !== 'past';
		},
		isFresh: (time) =>
			environment.Date.now() - time < tolerance.visitorMs &&
			(monotonic() + offset - time < tolerance.serverMs ||
				monotonic() + offset - time > tolerance.wrongServerMs),
		reschedule,
		subscribe: (listener) => {
			const unsubscribe = listeners.subscribe(listener);
			reschedule();
			return () => {
				unsubscribe();
				reschedule();
			};
		},
	};
}
