/**
 * The time for what is sent to readers. While a server cannot read its log, another server may have
 * published: what it sends then has the time of before, so that pages show its age.
 */
import type { Clock } from './clock.ts';
import type { LiveState } from './live-state.ts';

/** The given clock, which stands still while the log cannot be read. */
export const knownUntil = (clock: Clock, liveState: Pick<LiveState, 'unreadableSince'>): Clock => ({
	now: () => liveState.unreadableSince ?? clock.now(),
	after: (delayMs, callback) => clock.after(delayMs, callback),
});
