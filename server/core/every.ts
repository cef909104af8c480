import type { Clock } from './clock.ts';

/** Calls `act` again and again, with `intervalMs` from the end of one call to the next; returns what stops it. */
export function every(clock: Clock, intervalMs: number, act: () => void): () => void {
	let stopped = false;
	let cancel = (): void => undefined;
	const next = (): void => {
		cancel = clock.after(intervalMs, () => {
			act();
			if (!stopped) next();
		});
	};
	next();
	return () => {
		stopped = true;
		cancel();
	};
}
