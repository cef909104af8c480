/**
 * The loop that keeps the state of a page current. It works in rounds. A round makes requests to
 * the sources, one after the other, until one answers. Its outcome decides how long the loop waits
 * before the next round.
 */
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
/**
 * The same until a round is answered, and again after one that was not: the next request is near.
 */
const shortTimeoutMs = 2_000;
/** A stream that lasted this long worked: earlier failures no longer count. */
const workingStreamMs = 10_000;
/** After the loss of a stream, the other sources are asked within this time. */
const failoverMs = 2_000;
/** The longest sleep while no request is due. */
const maxSleepMs = 600_000;

/**
 * Keeps the store up to date until `signal` is aborted: follows a stream, polls where it must, asks
 * the next source when one fails, and reconnects after every kind of loss.
 *
 * @param isShared - Whether other tabs of the browser may receive their state from this page.
 */
export async function maintainConnection(
	dependencies: Dependencies,
	sources: readonly Source[],
	isShared: boolean,
	signal: AbortSignal,
): Promise<void> {
	const { environment, store } = dependencies;
	const now = (): number => environment.performance.now();
	const random = (): number => environment.Math.random();
	// At most seven requests within 21 seconds, whatever fails and however often the visitor returns:
	// as many as a round with three servers and a mirror makes.
	const budget = new RequestBudget(7, 21_000);
	const { openStream, pollSnapshot } = createAttempts(dependencies, sources[0] as Source, budget, signal);
	/**
	 * Rounds in a row without a working stream: it did not open, or it ended within
	 * {@link workingStreamMs}.
	 */
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
		let left = plan.streams.length + plan.snapshots.length;
		if (!left && sources.length) return nextDueMs();
		const blockedMs = budget.availableInMs(left, now());
		if (blockedMs > 0) return blockedMs;

		let requests = 0;
		const currentTimeoutMs = (): number => (lastRound === 'answered' || !left ? timeoutMs : shortTimeoutMs);
		for (const source of plan.streams) {
			left -= 1;
			requests += 1;
			const result = await openStream(source, currentTimeoutMs());
			if (signal.aborted) return 0;
			if (result.liveSince !== null) return afterStream(source, result, result.liveSince);
			// A frame was refused: what was live before is not while the next source is asked.
			if (store.snapshot().connection === 'live') store.publish('reconnecting');
		}
		let answered: Source | undefined;
		for (const source of plan.snapshots) {
			left -= 1;
			// The answer to the request for its stream may have contained Retry-After.
			if (dueInMs(source, now()) > 0) continue;
			requests += 1;
			const result = await pollSnapshot(source, currentTimeoutMs());
			if (signal.aborted) return 0;
			if (result !== 'failed') answered = source;
			// The next source may have a newer state.
			if (result === 'current') break;
		}
		return answered ? afterSnapshot(answered, requests) : afterNoAnswer(requests);
	}

	/** A stream that delivered frames has ended. */
	function afterStream(source: Source, { retryMs, retireMs }: StreamResult, liveSince: number): number {
		lastRound = 'answered';
		failures = now() - liveSince < workingStreamMs ? failures + 1 : 0;
		if (shouldPoll()) {
			store.publish('polling');
			// All clients received the new policy at the same moment, so their first polls are spread
			// over the whole interval.
			return random() * nextPollMs();
		}
		store.publish(retireMs === undefined ? 'reconnecting' : 'retired');
		const delayMs = reconnectDelayMs({ failures, retryMs, retireMs }, random);
		const hasOthers = sources.length > 1;
		// The other sources are asked first: the lost one may hang, and delay them until its timeout.
		source.retryAt = now() + delayMs + (hasOthers ? failoverMs : 0);
		if (retireMs !== undefined) source.notBefore = source.retryAt;
		return hasOthers ? Math.min(delayMs, random() * failoverMs) : delayMs;
	}

	/** A snapshot was applied, after `requests` requests in this round. */
	function afterSnapshot(source: Source, requests: number): number {
		pauseSilentStreams(source, now());
		// The first answer after an outage: its failures say nothing about streams, so they do not
		// delay the return to one.
		failures = lastRound === 'unanswered' ? 0 : failures + 1;
		lastRound = 'answered';
		store.publish('polling');
		const streamDueMs = shouldPoll()
			? Number.POSITIVE_INFINITY
			: Math.min(...sources.map((each) => streamDueInMs(each, now())));
		return streamDueMs > 0
			? Math.min(nextPollMs(), streamDueMs)
			: reconnectDelayMs({ failures, requests }, random);
	}

	/** None of the round's `requests` requests was answered. */
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
		const wasWoken = await sleep(environment, signal, await runRound(), true);
		if (wasWoken) {
			failures = 0;
			for (const source of sources) source.retryAt = 0;
		}
		// A hidden page does not poll. It asks again as soon as it is visible.
		while (
			!isShared &&
			store.snapshot().connection === 'polling' &&
			!isVisible(environment) &&
			!signal.aborted
		)
			await sleep(environment, signal, maxSleepMs, true);
	}
}
