/** What an attempt means for the cursor of its channel. Pure. */

import type { ChannelEvent } from './channel-events.ts';
import type { SendResult } from './channel-kind.ts';
import type { Cursor } from './stored-cursors.ts';

/** A message that the receiver refuses is given up after so many attempts. */
const mostRefusals = 5;
/** A receiver that has failed for so long gets one attempt for each message. */
const longestFailureMs = 24 * 3_600_000;
/** The longest `Retry-After` of a receiver that is followed. */
export const longestAskedMs = 6 * 3_600_000;

export interface AttemptTimes {
	/** Epoch milliseconds. */
	readonly now: number;
	/** When a further attempt may be made. */
	readonly retryAt: number;
	/** Until when the server keeps the cursor for the next message. */
	readonly heldUntil: number;
}

export interface AfterAttempt {
	readonly cursor: Cursor;
	/** The number of attempts, if the message was given up; otherwise `null`. */
	readonly givenUpAfter: number | null;
}

const isWell = { tries: 0, failures: 0, failingSince: null, retryAt: null };

export function afterAttempt(
	before: Cursor,
	{ seq, part }: Pick<ChannelEvent, 'seq' | 'part'>,
	result: SendResult,
	{ now, retryAt, heldUntil }: AttemptTimes,
): AfterAttempt {
	const next = { seq, part: part + 1 };
	if (result.type === 'delivered')
		return {
			cursor: { ...before, ...next, ...isWell, reason: null, deliveredAt: now, heldUntil },
			givenUpAfter: null,
		};
	const released = { ...before, reason: result.reason, holder: null, heldUntil: 0 };
	// The message stays the next one: it is sent once an operator has enabled the channel.
	if (result.type === 'gone') return { cursor: { ...released, ...isWell }, givenUpAfter: null };
	const tries = before.tries + 1;
	const failures = before.failures + 1;
	const failingSince = before.failingSince ?? now;
	const failing = { ...released, tries, failures, failingSince, retryAt };
	if (result.type === 'refused')
		return tries < mostRefusals
			? { cursor: failing, givenUpAfter: null }
			: // The receiver works, so the next message need not wait.
				{ cursor: { ...released, ...next, ...isWell }, givenUpAfter: tries };
	return now - failingSince < longestFailureMs
		? { cursor: failing, givenUpAfter: null }
		: { cursor: { ...failing, ...next, tries: 0 }, givenUpAfter: tries };
}
