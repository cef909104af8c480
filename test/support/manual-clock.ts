import type { Clock } from '../../server/core/clock.ts';

export interface ManualClock extends Clock {
	/** Advances the clock by so many milliseconds and runs the timers that fall due, in order. */
	advance(ms: number): void;
}

/** A clock that a test advances. */
export function aManualClock(): ManualClock {
	let now = Date.UTC(2030, 0, 31);
	const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
	return {
		now: () => now,
		after(delayMs, callback) {
			const timer = { at: now + delayMs, callback };
			timers.add(timer);
			return () => void timers.delete(timer);
		},
		advance(ms) {
			const until = now + ms;
			for (;;) {
				const [next] = [...timers].sort((a, b) => a.at - b.at);
				if (!next || next.at > until) break;
				timers.delete(next);
				now = next.at;
				next.callback();
			}
			now = until;
		},
	};
}
