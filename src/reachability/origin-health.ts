import type { Reached } from './probe.ts';
import type { WatchedFeed } from './watch.ts';

/** Whether the status server can be reached, as far as it matters: it is asked about while the page's requests fail. */
export interface Standing {
	/**
	 * `null` while it is not known; `onAnswer` is told once it may be. `since` is when the requests began to fail,
	 * monotonic milliseconds: a word of the server's that came later proves it.
	 */
	ask(since: number, onAnswer: () => void): Reached;
	/** What was found is not sure any more: the network has changed. */
	doubt(): void;
	/** Nobody wonders any more. */
	forget(): void;
	/** Once, after it could not be reached and can again. */
	cameBack(): boolean;
}

/** It is asked again after so long while the feed does not prove anything: its stream may be silent and well, or not. */
export const askAgainMs = 20_000;

const connected = ['live', 'polling'];

export function createStanding(
	feed: WatchedFeed,
	now: () => number,
	probe: () => Promise<Reached>,
): Standing {
	let reached: Reached = null;
	let askedAt: number | null = null;
	/** Words of the server's count from here on. */
	let from = 0;
	let wasConnected = false;
	let wasLost = false;

	const isConnected = (): boolean => connected.includes(feed.snapshot().connection);
	const heardSince = (since: number): boolean => {
		const { heardAt } = feed.snapshot();
		return isConnected() && heardAt !== null && feed.clock.now() - heardAt < now() - since;
	};
	/** The last answer holds until there is another: what is shown does not blink. */
	function doubt(): void {
		askedAt = null;
		from = now();
	}
	/** Takes what the feed has found out by itself. */
	function look(since: number): void {
		if (wasConnected && !isConnected()) doubt();
		wasConnected = isConnected();
		if (!heardSince(Math.max(since, from))) return;
		reached = true;
		askedAt ??= now();
	}

	return {
		ask(since, onAnswer) {
			look(since);
			const isSure = reached === true && isConnected();
			if (askedAt === null || (!isSure && now() - askedAt >= askAgainMs)) {
				const at = now();
				askedAt = at;
				void probe().then((answer) => {
					// Asked anew since, or nobody wonders any more: then this answer is from another time.
					if (askedAt !== at) return;
					reached = answer;
					wasLost ||= answer === false;
					if (answer === false) from = now();
					onAnswer();
				});
			}
			return reached;
		},
		doubt,
		forget: () => {
			reached = null;
			askedAt = null;
			from = 0;
			wasLost = false;
		},
		cameBack: () => {
			if (!wasLost) return false;
			look(from);
			if (reached !== true) return false;
			wasLost = false;
			return true;
		},
	};
}
