/** Follows the event stream over lost connections and restarts of the server, without a gap. */
import { type BackoffLimits, backoffMs, RequestBudget } from '../../../src/model/backoff.ts';
import { CandorError } from '../../../src/model/errors.ts';
import type { ChangeFrame, SnapshotFrame } from '../../../src/model/wire/frames.ts';
import { explainedReason, unreachableError } from '../api/response.ts';
import { maxAttempts } from '../api/retry.ts';
import { CliError } from '../cli-error.ts';
import type { Session } from '../session.ts';
import { connect } from './connection.ts';

export type FollowEvent =
	| { readonly name: 'snapshot'; readonly data: SnapshotFrame }
	| { readonly name: 'change'; readonly data: ChangeFrame }
	/** `reason`: without a full stop. */
	| { readonly name: 'lost'; readonly reason: string; readonly delayMs: number };

/** A position in a log. `site` identifies the log, because a `seq` is valid in one log only. */
interface Cursor {
	readonly site: string;
	readonly seq: number;
}

export const limits: BackoffLimits = { minMs: 1_000, firstMs: 3_000, maxMs: 30_000 };

/**
 * A connection is a success if its frames arrive over at least this time. Anything shorter is a
 * failure.
 */
export const stableAfterMs = 10_000;

/** Limits connections that each last long enough to reset the back-off. */
export const newBudget = (): RequestBudget => new RequestBudget(20, 300_000);

/**
 * Ends when `signal` aborts. Until the first frame, it gives up with a CliError after a few
 * attempts, because the address is probably wrong; after that, never. `neverGiveUp` also covers
 * the time before the first frame.
 */
export async function* follow(
	{ io, client, settings: { url } }: Session,
	signal: AbortSignal,
	{ neverGiveUp = false } = {},
): AsyncGenerator<FollowEvent> {
	const budget = newBudget();
	let cursor = null as Cursor | null;
	let hasReceived = false;
	/** Failed connections in a row. */
	let failures = 0;
	while (!signal.aborted) {
		let error: unknown = new Error('the server closed the connection');
		let firstFrameAt: number | null = null;
		let requestedMs: number | undefined;
		budget.spend(io.monotonicNow());
		try {
			const onRetryAfter = (ms: number): void => {
				requestedMs = ms;
			};
			for await (const frame of connect({ io, client, since: cursor?.seq ?? null, signal, onRetryAfter })) {
				hasReceived = true;
				firstFrameAt ??= io.monotonicNow();
				if (frame.name === 'retire') {
					error = new Error('the server is about to stop');
					requestedMs = frame.data.afterMs;
					break;
				}
				const gap = frame.name === 'change' ? findGap(frame.data, cursor) : null;
				if (gap !== null) {
					// The change does not apply to the state that the caller has, so start with a
					// snapshot.
					error = new Error(gap);
					cursor = null;
					break;
				}
				const { site, seq } = frame.data;
				cursor = { site, seq };
				yield frame;
			}
		} catch (caught) {
			if (signal.aborted) return;
			if (caught instanceof CliError && caught.exit !== 'unreachable' && !hasReceived) throw caught;
			const isCursorUnusable =
				caught instanceof CandorError || (caught instanceof CliError && caught.code === 'bad-cursor');
			if (isCursorUnusable) cursor = null;
			error = caught;
		}
		if (signal.aborted) return;
		const now = io.monotonicNow();
		const wasStable = firstFrameAt !== null && now - firstFrameAt >= stableAfterMs;
		failures = wasStable ? 1 : failures + 1;
		if (!hasReceived && !neverGiveUp && failures >= maxAttempts)
			throw error instanceof CliError ? error : unreachableError(url, [error], null);
		const delayMs = Math.max(
			backoffMs(failures, io.random, { limits, retryAfterMs: requestedMs }),
			budget.availableInMs(1, now),
		);
		yield { name: 'lost', reason: explainedReason(error).replace(/\.$/, ''), delayMs };
		await io.sleep(delayMs, signal);
	}
}

/** Why a change does not continue the state at the cursor; `null` if it does. */
function findGap({ site, since }: ChangeFrame, cursor: Cursor | null): string | null {
	if (cursor?.site !== site) return 'the server has started a new log';
	return since > cursor.seq ? 'a change was missed' : null;
}
