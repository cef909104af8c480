/**
 * The system's clock, without the jumps of a clock that is set wrong for a moment. A commit a year
 * ahead would be in the log for good, and pages would refuse everything after it.
 */
import type { Logger } from 'pino';
import { type Clock, systemClock } from './clock.ts';

/** A jump below this is believed at once: a machine that slept, or a clock that was set. */
const suspiciousMs = 86_400_000;
/** A longer jump is believed once it has lasted so long. */
const convincingMs = 600_000;

interface Dependencies {
	readonly clock: Clock;
	/** Milliseconds on a clock that is never set. */
	readonly monotonicNow: () => number;
	/** Called once for each jump that is not believed. `byMs`: negative if the clock was set back. */
	readonly onJump: (byMs: number) => void;
}

/** A clock that continues evenly while the system's clock is a day or more away from that. */
export function steadyClock({ clock, monotonicNow, onJump }: Dependencies): Clock {
	/** The last reading that was believed. */
	let believed = { at: clock.now(), monotonic: monotonicNow() };
	/** When a jump was first seen that still lasts. */
	let jumpedAt: number | null = null;
	return {
		now() {
			const [at, monotonic] = [clock.now(), monotonicNow()];
			const expected = believed.at + (monotonic - believed.monotonic);
			const jump = at - expected;
			if (Math.abs(jump) >= suspiciousMs) {
				if (jumpedAt === null) {
					jumpedAt = monotonic;
					onJump(jump);
				}
				if (monotonic - jumpedAt < convincingMs) return Math.round(expected);
			}
			jumpedAt = null;
			believed = { at, monotonic };
			return at;
		},
		after: (delayMs, callback) => clock.after(delayMs, callback),
	};
}

const hourMs = 3_600_000;

/** The clock of a server. It logs jumps that it does not believe yet. */
export const systemSteadyClock = (logger: Logger): Clock =>
	steadyClock({
		clock: systemClock,
		monotonicNow: () => performance.now(),
		onJump: (byMs) =>
			logger.warn(
				{ byHours: Math.round(byMs / hourMs) },
				'the system clock jumped; its new time is used if it is still there in ten minutes',
			),
	});
