import { type Environment, isVisible } from '../environment.ts';
import { withDeadline } from './deadline.ts';

/**
 * Events after which a request may succeed that failed before: the page is visible again, or the
 * network is back.
 */
export const returnEvents = ['visibilitychange', 'online'] as const;

/**
 * Waits until `ms` have passed or `signal` is aborted. With `wakesOnReturn`, also until the page
 * becomes visible or the network is back; resolves to whether that ended the wait.
 */
export async function sleep(
	environment: Environment,
	signal: AbortSignal | null,
	ms: number,
	wakesOnReturn = false,
): Promise<boolean> {
	let wasWoken = false;
	if (signal?.aborted) return wasWoken;
	// Browsers cut fractions of a millisecond off, and the timer would fire too early.
	await withDeadline(environment, signal, Math.ceil(ms), (deadline) => {
		const wake = ({ type }: Event): void => {
			wasWoken = type === 'online' || isVisible(environment);
			if (wasWoken) deadline.end();
		};
		if (wakesOnReturn)
			for (const name of returnEvents) environment.addEventListener(name, wake, { signal: deadline.signal });
		return new Promise<unknown>((resolve) => deadline.signal.addEventListener('abort', resolve));
	});
	return wasWoken;
}
