/** Writes down what the clock brings about, such as a maintenance window that opens, when it comes about. */
import { nextChangeAt } from '../../src/model/views/notices.ts';
import type { Clock } from './clock.ts';
import type { CommandHandler } from './command-handler.ts';
import type { LiveState } from './live-state.ts';

/** The wall clock may be set: it is looked at again after this long at the latest. */
const longestWaitMs = 60_000;

export function startScheduler(
	liveState: LiveState,
	commandHandler: CommandHandler,
	clock: Clock,
	report: (error: unknown) => void,
): () => void {
	let cancel = (): void => undefined;
	let stopped = false;
	let failed = false;

	function plan(): void {
		cancel();
		if (stopped) return;
		const now = clock.now();
		// What failed lies behind the next change: it is tried again for its own sake.
		const next = failed ? now + longestWaitMs : nextChangeAt(liveState.state, now);
		if (next !== null) cancel = clock.after(Math.min(next - now, longestWaitMs), keep);
	}

	async function keep(): Promise<void> {
		try {
			await commandHandler.execute({ command: { type: 'keep-time' }, actor: 'system' });
			failed = false;
		} catch (error) {
			failed = true;
			report(error);
		}
		plan();
	}

	const unsubscribe = liveState.subscribe(plan);
	// Windows may have opened or passed while no server ran.
	void keep();
	return () => {
		stopped = true;
		unsubscribe();
		cancel();
	};
}
