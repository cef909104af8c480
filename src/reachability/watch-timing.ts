import type { Environment } from './environment.ts';
import { type RequestSignal, signalOfEntry } from './request-signal.ts';

/** Called for each request: its address, its signal, and when it ended, monotonic milliseconds. */
export type OnSignal = (address: string, signal: RequestSignal, at: number) => void;

/**
 * Watches requests by resource timing, which changes nothing in the page. Includes earlier requests that the browser still
 * lists. `kinds` are initiator types, such as `xmlhttprequest`. Images and the like are left out: `connect-src` may not allow a
 * request of our own to their servers.
 */
export function watchTiming(
	environment: Environment,
	kinds: readonly string[],
	onSignal: OnSignal,
): () => void {
	const { PerformanceObserver } = environment;
	if (!PerformanceObserver) return () => undefined;
	const observer = new PerformanceObserver((list) => {
		for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
			const signal = kinds.includes(entry.initiatorType) ? signalOfEntry(entry) : null;
			if (signal) onSignal(entry.name, signal, entry.responseEnd);
		}
	});
	observer.observe({ type: 'resource', buffered: true });
	return () => observer.disconnect();
}
