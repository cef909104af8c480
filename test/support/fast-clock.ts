import type { Clock } from '../../server/core/clock.ts';

/** A clock that begins at `startMs` and runs `factor` times faster than real time. */
export function fastClock(factor: number, startMs = Date.parse('2030-01-01T12:00:00Z')): Clock {
	const begin = performance.now();
	return {
		now: () => Math.round(startMs + (performance.now() - begin) * factor),
		after(delayMs, callback) {
			const timer = setTimeout(callback, delayMs / factor);
			timer.unref();
			return () => clearTimeout(timer);
		},
	};
}
