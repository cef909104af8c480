import type { Clock } from '../../server/core/clock.ts';

export interface HandClock extends Clock {
	/** Lets so many milliseconds pass, one timer after another. */
	pass(ms: number): void;
}

/** A clock that is set by hand, and calls back when its time has come. */
export function aHandClock(): HandClock {
	let now = Date.UTC(2030, 0, 31);
	const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
	return {
		now: () => now,
		after(delayMs, callback) {
			const timer = { at: now + delayMs, callback };
			timers.add(timer);
			return () => void timers.delete(timer);
		},
		pass(ms) {
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
