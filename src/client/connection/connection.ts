import { RequestBudget } from '../../model/backoff.ts';
import { isVisible } from '../environment.ts';
import { sleep } from '../http/sleep.ts';
import { createAttempts } from './attempts.ts';
import type { Dependencies } from './dependencies.ts';
import type { StreamResult } from './follow-stream.ts';
import { chooseRequests } from './plan.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import { pollDelayMs } from './snapshot.ts';
import { dueInMs, pauseSilentStreams, type Source, streamDueInMs } from './source.ts';

/** The longest time until the first frame of a stream, or until a snapshot is complete. */
const timeoutMs = 4_000;
/** The same while the page shows nothing yet and other requests are left in the round. */
const shortTimeoutMs = 2_000;
/** After a stream that lasted this long, earlier failures no longer count. */
const workingStreamMs = 10_000;
/** After the loss of a stream, the next source is asked within this time. */
const failoverMs = 2_000;
/** The longest sleep while no request is due. */
const maxSleepMs = 600_000;

/**
 * Keeps the store up to date until `signal` is aborted: follows a stream, shouldPoll where it must,
 * asks the next source when one fails, and returns after every kind of loss.
 *
 * @param isOnlyPage - Whether no other page of the browser depends on this connection.
 */
export async function maintainConnection(
	dependencies: Dependencies,
	sources: readonly Source[],
	isOnlyPage: boolean,
	signal: AbortSignal,
): Promise<void> {
	const { environment, store } = dependencies;
	const now = (): number => environment.performance.now();
	const random = (): number => environment.Math.random();
	// Whatever fails and however often the visitor returns: at most five requests within ten seconds.
	const budget = new RequestBudget(5, 10_000);
	const { openStream, pollSnapshot } = createAttempts(dependencies, sources[0] as Source, budget, signal);
	/** Rounds in a row that opened no stream. */
	let failures = 0;
	let lastRound: 'none' | 'unanswered' | 'answered' = 'none';

	const shouldPoll = (): boolean => store.server().policy.mode === 'poll';
	const nextPollMs = (): number => pollDelayMs(store.server().policy.intervalMs, shouldPoll(), random);
	const nextDueMs = (): number => Math.min(maxSleepMs, ...sources.map((source) => dueInMs(source, now())));

	/**
	 * Makes the requests of one round until one is answered. Resolves to the time until the next
	 * round, milliseconds.
	 */
	async function runRound(): Promise<number> {
		const isUnanswered = lastRound === 'unanswered';
		const plan = chooseRequests(sources, { now: now(), shouldPoll: shouldPoll(), isUnanswered, failures });
		const requests = plan.streams.length + plan.snapshots.length;
		if (!requests && sources.length) return nextDueMs();
		const blockedMs = budget.availableInMs(requests, now());
		if (blockedMs > 0) return blockedMs;

		let left = requests;
		const nextTimeoutMs = (): number => (lastRound === 'answered' || --left < 1 ? timeoutMs : shortTimeoutMs);
		for (const source of plan.streams) {
			const result = await openStream(source, nextTimeoutMs());
			if (signal.aborted) return 0;
			if (result.liveSince !== null) return afterStream(source, result, result.liveSince);
		}
		for (const source of plan.snapshots) {
			// The answer to the request for its stream may have contained Retry-After.
			const hasAnswered = dueInMs(source, now()) <= 0 && (await pollSnapshot(source, nextTimeoutMs()));
			if (signal.aborted) return 0;
			if (hasAnswered) return afterSnapshot(source, plan.streams.length + 1);
		}
		return afterNoAnswer(requests);
	}

	/** A stream that delivered frames has ended. */
	function afterStream(source: Source, { retryMs, retireMs }: StreamResult, liveSince: number): number {
		lastRound = 'answered';
		failures = now() - liveSince < workingStreamMs ? failures + 1 : 0;
		if (shouldPoll()) {
			store.publish('polling');
			// All clients received the new policy at the same moment: their first shouldPoll are spread
			// over the whole interval.
			return random() * nextPollMs();
		}
		store.publish(retireMs === undefined ? 'reconnecting' : 'retired');
		const delayMs = reconnectDelayMs({ failures, retryMs, retireMs }, random);
		const hasOthers = sources.length > 1;
		// The other sources are asked first: the lost one may hang, and use up their time.
		source.retryAt = now() + delayMs + (hasOthers ? failoverMs : 0);
		if (retireMs !== undefined) source.notBefore = source.retryAt;
		return hasOthers ? Math.min(delayMs, random() * failoverMs) : delayMs;
	}

	/** A snapshot was applied. */
	function afterSnapshot(source: Source, requests: number): number {
		pauseSilentStreams(source, now());
		failures = lastRound === 'unanswered' ? 0 : failures + 1;
		lastRound = 'answered';
		store.publish('polling');
		const streamInMs = shouldPoll()
			? Number.POSITIVE_INFINITY
			: Math.min(...sources.map((each) => streamDueInMs(each, now())));
		return streamInMs > 0
			? Math.min(nextPollMs(), streamInMs)
			: reconnectDelayMs({ failures, requests }, random);
	}

	/** No request of the round was answered. */
	function afterNoAnswer(requests: number): number {
		lastRound = 'unanswered';
		failures += 1;
		// While a server answers nothing at all, a silent stream does not show that streams are
		// blocked.
		for (const source of sources) source.silentStreams = 0;
		store.publish('reconnecting');
		return Math.max(reconnectDelayMs({ failures, requests }, random), nextDueMs());
	}

	while (!signal.aborted) {
		const hasReturned = await sleep(environment, signal, await runRound(), true);
		if (hasReturned) {
			failures = 0;
			for (const source of sources) source.retryAt = 0;
		}
		// A hidden page does not poll. It asks again as soon as it is visible.
		while (
			isOnlyPage &&
			store.snapshot().connection === 'polling' &&
			!isVisible(environment) &&
			!signal.aborted
		)
			await sleep(environment, signal, maxSleepMs, true);
	}
}
