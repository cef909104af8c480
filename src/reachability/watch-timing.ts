import type { Environment } from './environment.ts';
import { type Sign, signOfEntry } from './request-signal.ts';

/** Told of each request: its address, what its end says, and when that was. */
export type Take = (address: string, sign: Sign, at: number) => void;

/**
 * Watches by resource timing, which leaves the page as it is. Hears of requests made before it, as far as the browser has
 * kept them. `kinds` are initiator types, such as `xmlhttprequest`: of images and the like, `connect-src` may not let us
 * ask whether the server answers.
 */
export function watchTiming(environment: Environment, kinds: readonly string[], take: Take): () => void {
	const { PerformanceObserver } = environment;
	if (!PerformanceObserver) return () => undefined;
	const observer = new PerformanceObserver((list) => {
		for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
			const sign = kinds.includes(entry.initiatorType) ? signOfEntry(entry) : null;
			if (sign) take(entry.name, sign, entry.responseEnd);
		}
	});
	observer.observe({ type: 'resource', buffered: true });
	return () => observer.disconnect();
}
