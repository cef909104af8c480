/**
 * The system's clock, without the jumps of a clock that is set wrong for a moment. A commit a year
 * ahead would be in the log for good, and pages would refuse everything after it. Where the clock is
 * set back, the time goes on at half its speed: pages take a time that is a minute older than what
 * they heard for a replay.
 */
import type { Logger } from 'pino';
import { type Clock, systemClock } from './clock.ts';

/** A jump below this is believed: a machine that slept, or a clock that was set. */
const suspiciousMs = 86_400_000;
/** A clock that was set back by no more than this is followed at once. */
const smallStepMs = 30_000;
/** A longer jump is believed once it has lasted so long. */
const convincingMs = 600_000;

interface Dependencies {
	readonly clock: Clock;
	/** Milliseconds on a clock that is never set. */
	readonly monotonicNow: () => number;
	/** Called once for each jump that is not believed. `byMs`: negative if the clock was set back. */
	readonly onJump: (byMs: number) => void;
}

/**
 * A clock that continues evenly while the system's clock is a day or more away from that, and slowly
 * while it is less than a day ahead of the system's clock.
 */
export function steadyClock({ clock, monotonicNow, onJump }: Dependencies): Clock {
	/** The last reading that was believed. */
	let believed = { at: clock.now(), monotonic: monotonicNow() };
	/** When a jump was first seen that still lasts. */
	let jumpedAt: number | null = null;
	return {
		now() {
			const [at, monotonic] = [clock.now(), monotonicNow()];
			const elapsed = monotonic - believed.monotonic;
			const expected = believed.at + elapsed;
			const jump = at - expected;
			if (Math.abs(jump) >= suspiciousMs) {
				if (jumpedAt === null) {
					jumpedAt = monotonic;
					onJump(jump);
				}
				if (monotonic - jumpedAt < convincingMs) return Math.round(expected);
			}
			jumpedAt = null;
			const isSetBack = jump < -smallStepMs && jump > -suspiciousMs;
			believed = { at: isSetBack ? Math.max(at, believed.at + elapsed / 2) : at, monotonic };
			return Math.round(believed.at);
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

/**
 * Logs that the last commit is a day or more ahead, when a server starts: its clock was wrong then, or
 * is wrong now. `lastAt`: ISO 8601; `null` without a commit.
 */
export function warnOfCommitAhead(logger: Logger, lastAt: string | null, now: number): void {
	const aheadMs = lastAt === null ? 0 : Date.parse(lastAt) - now;
	if (aheadMs >= suspiciousMs)
		logger.warn(
			{ byHours: Math.round(aheadMs / hourMs), lastAt },
			'the last change in the log is ahead of the system clock; check the clock of this machine. If it is right now, nothing else is to be done',
		);
}
