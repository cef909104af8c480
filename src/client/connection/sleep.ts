import { type Environment, isVisible } from '../environment.ts';
import { attempt } from './attempt.ts';

/** What may end a pause before its time: somebody looks at the page again, or the network is back. */
export const returns = ['visibilitychange', 'online'];

/**
 * Waits `ms`; ends at once when `run` is aborted. Resolves to whether it was the reader's or the network's return that
 * ended it. One that `wakes` not waits its full time.
 */
export async function pause(
	environment: Environment,
	run: AbortSignal,
	ms: number,
	wakes: boolean,
): Promise<boolean> {
	let woken = false;
	if (run.aborted) return woken;
	// Browsers cut the fraction off, and would come too early.
	await attempt(environment, run, Math.ceil(ms), ({ signal, end }) => {
		const wake = ({ type }: Event): void => {
			woken = type === 'online' || isVisible(environment);
			if (woken) end();
		};
		if (wakes) for (const name of returns) environment.addEventListener(name, wake, { signal });
		return new Promise<unknown>((resolve) => signal.addEventListener('abort', resolve));
	});
	return woken;
}
