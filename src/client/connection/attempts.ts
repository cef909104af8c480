/** One request to one source, and what its result means for the next requests to that source. */
import type { RequestBudget } from '../../model/backoff.ts';
import { withDeadline } from '../http/deadline.ts';
import { type RequestFailure, stale } from '../http/failure.ts';
import type { Dependencies } from './dependencies.ts';
import { followStream, type StreamResult } from './follow-stream.ts';
import { primaryCheck } from './primary-check.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import { requestSnapshot } from './snapshot.ts';
import { pauseSilentStreams, type Source, streamPauseMs } from './source.ts';

/** Statuses after which another request for the stream would fail again: it is paused. */
const streamRefusals = [204, 401, 403, 404, 410];
const unreadable = 'bad-frame';

export interface Attempts {
	/**
	 * Follows the stream of a source until it ends. `timeoutMs`: until its first frame. Never
	 * rejects.
	 */
	openStream(source: Source, timeoutMs: number): Promise<StreamResult>;
	/** Requests the snapshot of a source and applies it. Never rejects. */
	pollSnapshot(source: Source, timeoutMs: number): Promise<PollResult>;
}

/** `old`: it was applied, and a cache or a static copy sent it that may be out of date. */
export type PollResult = 'current' | 'old' | 'failed';

/**
 * @param primary - The most trusted source. While another one serves, its health is checked.
 * @param connection - Aborted when the connection ends.
 */
export function createAttempts(
	dependencies: Dependencies,
	primary: Source,
	budget: RequestBudget,
	connection: AbortSignal,
): Attempts {
	const { environment, store, onRefused } = dependencies;
	const now = (): number => environment.performance.now();
	const random = (): number => environment.Math.random();
	function spend(source: Source): void {
		budget.spend(now());
		source.budget.spend(now());
	}

	function recordFailure({ status, retryAfterMs, reason, code }: RequestFailure, source: Source): void {
		if (reason) onRefused(reason, source.snapshot);
		// 400: the server could not read the cursor.
		if (status === 400 || code === unreadable) store.dropCursor();
		if (retryAfterMs !== undefined)
			source.notBefore = now() + reconnectDelayMs({ failures: 0, retryAfterMs }, random);
	}

	async function pollSnapshot(source: Source, timeoutMs: number, signal = connection): Promise<PollResult> {
		spend(source);
		try {
			const snapshot = await withDeadline(environment, signal, timeoutMs, (deadline) =>
				requestSnapshot(dependencies, source, deadline.signal),
			);
			return !signal.aborted && store.applyPolled(snapshot) ? 'current' : 'old';
		} catch (failure) {
			if (!signal.aborted) recordFailure(failure as RequestFailure, source);
			return 'failed';
		}
	}
	const checkHealth = async (timeoutMs: number, signal: AbortSignal): Promise<boolean> =>
		(await pollSnapshot(primary, timeoutMs, signal)) === 'current';

	return {
		pollSnapshot,
		async openStream(source, timeoutMs) {
			spend(source);
			const result = await withDeadline(environment, connection, timeoutMs, (deadline) => {
				if (source !== primary)
					void primaryCheck.then((check) => check(environment, primary, checkHealth, deadline));
				return followStream(dependencies, source.stream as string, deadline);
			});
			const { failure } = result;
			if (failure && !connection.aborted) {
				recordFailure(failure, source);
				const isReplayed = failure.code === stale && result.liveSince === null;
				if (isReplayed || streamRefusals.includes(failure.status ?? 0))
					source.streamNotBefore = now() + streamPauseMs;
				// A stream that ended with unusable content does not count as a working one.
				if (failure.code === unreadable || failure.reason) result.liveSince = null;
			}
			source.silentStreams = result.isSilent ? source.silentStreams + 1 : 0;
			if (result.liveSince !== null) pauseSilentStreams(source, now());
			return result;
		},
	};
}
