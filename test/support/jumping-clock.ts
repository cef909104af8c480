import type { Clock } from '../../server/core/clock.ts';

export interface JumpingClock extends Clock {
	/** Sets the clock forward. Timers run in real time, so a jump of months costs nothing. */
	jump(ms: number): void;
}

/** Real time from `startMs` on, which a test sets forward. Default: now. */
export function aJumpingClock(startMs = Date.now()): JumpingClock {
	const begin = performance.now();
	let aheadMs = 0;
	return {
		now: () => Math.round(startMs + performance.now() - begin + aheadMs),
		after(delayMs, callback) {
			const timer = setTimeout(callback, Math.min(delayMs, 2 ** 31 - 1));
			timer.unref();
			return () => clearTimeout(timer);
		},
		jump(ms) {
			aheadMs += ms;
		},
	};
}
