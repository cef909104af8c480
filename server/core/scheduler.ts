/**
 * Publishes the changes that the clock causes, such as the start of a maintenance window, when they
 * are due.
 */
import { nextChangeAt } from '../../src/model/views/notices.ts';
import type { Clock } from './clock.ts';
import type { CommandHandler } from './command-handler.ts';
import type { LiveState } from './live-state.ts';

/** The system clock can be set, so the next change is computed again after at most this time. */
const maxWaitMs = 60_000;

interface Dependencies {
	readonly liveState: LiveState;
	readonly commandHandler: CommandHandler;
	readonly clock: Clock;
	/** Called when a change could not be published. It is tried again after a minute. */
	readonly onError: (error: unknown) => void;
}

/** Returns a function that stops the scheduler. */
export function startScheduler({ liveState, commandHandler, clock, onError }: Dependencies): () => void {
	let cancelTimer = (): void => undefined;
	let isStopped = false;
	let hasFailed = false;

	function schedule(): void {
		cancelTimer();
		if (isStopped) return;
		const now = clock.now();
		// A change that failed was due in the past, and `nextChangeAt` finds only later ones.
		const next = hasFailed ? now + maxWaitMs : nextChangeAt(liveState.state, now);
		if (next !== null) cancelTimer = clock.after(Math.min(next - now, maxWaitMs), publishDueChanges);
	}

	async function publishDueChanges(): Promise<void> {
		try {
			await commandHandler.execute({ command: { type: 'keep-time' }, actor: 'system', source: 'clock' });
			hasFailed = false;
		} catch (error) {
			hasFailed = true;
			onError(error);
		}
		schedule();
	}

	const unsubscribe = liveState.subscribe(schedule);
	// Changes may have become due while no server was running.
	void publishDueChanges();
	return () => {
		isStopped = true;
		unsubscribe();
		cancelTimer();
	};
}
