import type { Feed } from '../client/index.ts';
import type { Reachability } from './probe.ts';

/** Whether the status server is reachable. It is checked only while requests of the page fail. */
export interface StatusServerCheck {
	/**
	 * The latest result, `null` while there is none; `onResult` is called when there may be a new one.
	 *
	 * @param since - When the page's requests began to fail, monotonic milliseconds: a message of the feed after that proves that the
	 * status server is reachable.
	 */
	check(since: number, onResult: () => void): Reachability;
	/** The network has changed: the latest result may be wrong. */
	invalidate(): void;
	/** No request fails any more: everything known is dropped. */
	reset(): void;
	/** True once, when the server can be reached again after it could not. */
	takeRecovery(): boolean;
}

/** The check is repeated after this time, unless the feed proves that the server is reachable. */
export const recheckMs = 20_000;

const connectedStates = ['live', 'polling'];

export function createStatusServerCheck(
	feed: Pick<Feed, 'snapshot' | 'clock'>,
	now: () => number,
	probe: () => Promise<Reachability>,
): StatusServerCheck {
	let isReachable: Reachability = null;
	let checkedAt: number | null = null;
	/** Messages of the feed count as proof from this time on. */
	let proofFrom = 0;
	let wasConnected = false;
	let wasUnreachable = false;

	const isConnected = (): boolean => connectedStates.includes(feed.snapshot().connection);
	const hasProofSince = (since: number): boolean => {
		const { heardAt } = feed.snapshot();
		return isConnected() && heardAt !== null && feed.clock.now() - heardAt < now() - since;
	};
	/** The latest result stays until there is another one, so that what is shown does not flicker. */
	function invalidate(): void {
		checkedAt = null;
		proofFrom = now();
	}
	/** Uses what the feed has found out itself. */
	function readFeed(since: number): void {
		if (wasConnected && !isConnected()) invalidate();
		wasConnected = isConnected();
		if (!hasProofSince(Math.max(since, proofFrom))) return;
		isReachable = true;
		checkedAt ??= now();
	}
	function startProbe(onResult: () => void): void {
		const startedAt = now();
		checkedAt = startedAt;
		void probe().then((result) => {
			// Another check has started since, or no check is needed any more: this result is out of date.
			if (checkedAt !== startedAt) return;
			isReachable = result;
			wasUnreachable ||= result === false;
			if (result === false) proofFrom = now();
			onResult();
		});
	}

	return {
		check(since, onResult) {
			readFeed(since);
			const isProven = isReachable === true && isConnected();
			if (checkedAt === null || (!isProven && now() - checkedAt >= recheckMs)) startProbe(onResult);
			return isReachable;
		},
		invalidate,
		reset: () => {
			isReachable = null;
			checkedAt = null;
			proofFrom = 0;
			wasUnreachable = false;
		},
		takeRecovery: () => {
			if (!wasUnreachable) return false;
			readFeed(proofFrom);
			if (isReachable !== true) return false;
			wasUnreachable = false;
			return true;
		},
	};
}
