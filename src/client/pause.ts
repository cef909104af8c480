import type { Environment } from './environment.ts';

/** What may end a pause before its time: somebody looks at the page again, or the network is back. */
const returns = ['visibilitychange', 'online'];

/**
 * Waits `ms`, or for the reader's or the network's return alone where `ms` is `null`; ends at once when `run` is aborted.
 * Resolves to whether it was such a return that ended it. One that `wakes` not waits its full time.
 */
export function pause(
	{ setTimeout, clearTimeout, page, isVisible }: Environment,
	run: AbortSignal,
	ms: number | null,
	wakes: boolean,
): Promise<boolean> {
	return new Promise((resolve) => {
		const over = new AbortController();
		const { signal } = over;
		const finish = (woken: boolean): void => {
			clearTimeout(timer);
			over.abort();
			resolve(woken);
		};
		const timer = ms === null ? undefined : setTimeout(() => finish(false), ms);
		run.addEventListener('abort', () => finish(false), { signal });
		const wake = ({ type }: Event): void => {
			if (type === 'online' || isVisible()) finish(true);
		};
		if (wakes) for (const name of returns) page.addEventListener(name, wake, { signal });
	});
}
