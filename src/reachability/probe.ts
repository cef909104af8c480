import type { Environment } from './environment.ts';

/** Whether a server answers; `null`: unknown, because the page's own policy blocks the request. */
export type Reachability = boolean | null;

/** Longer than any healthy server takes to answer this request. */
const timeoutMs = 4_000;
/** The event of a policy violation fires a moment after the request has failed. */
const violationDelayMs = 100;
/** Distinguishes our own requests from the page's, in the page and in the server's log. */
const probeQuery = '?candor-probe';
export const probeAddress = (origin: string): string => `${origin}/${probeQuery}`;
export const isProbe = (address: string): boolean => address.endsWith(probeQuery);

/**
 * Returns a function that checks whether a server answers at an address; any answer counts. The request has no cookies, referrer or
 * preflight, and the page cannot read the answer. `fetch` is the browser's own, not the watched one. A result is reused for `reuseMs`.
 */
export function createProbe(
	environment: Environment,
	fetch: Environment['fetch'],
	life: AbortSignal,
	reuseMs: number,
): (address: string) => Promise<Reachability> {
	const results = new Map<string, Promise<Reachability>>();

	async function probe(address: string): Promise<Reachability> {
		const controller = new AbortController();
		const { signal } = controller;
		const end = (): void => controller.abort();
		life.addEventListener('abort', end, { signal });
		let isBlocked = false;
		const onViolation = (event: Event): void => {
			const { blockedURI } = event as SecurityPolicyViolationEvent;
			// The event may name the origin only.
			isBlocked ||= blockedURI !== '' && address.startsWith(blockedURI);
		};
		environment.addEventListener('securitypolicyviolation', onViolation, { signal });
		const timer = environment.setTimeout(end, timeoutMs);
		try {
			const init = { method: 'HEAD', mode: 'no-cors', cache: 'no-store', credentials: 'omit' } as const;
			await fetch(address, { ...init, referrerPolicy: 'no-referrer', signal });
			return true;
		} catch {
			// A page cannot see the reason: refused, no network, timeout, or a policy.
			if (signal.aborted) return life.aborted ? null : false;
			await new Promise<void>((resolve) => void environment.setTimeout(resolve, violationDelayMs));
			return isBlocked || life.aborted ? null : false;
		} finally {
			environment.clearTimeout(timer);
			end();
		}
	}

	return (address) => {
		const existing = results.get(address);
		if (existing) return existing;
		const result = probe(address);
		results.set(address, result);
		void result.then(() => environment.setTimeout(() => results.delete(address), reuseMs));
		return result;
	};
}

/** Whether a server answers at one of the addresses; resolves as soon as one does. */
export const probeAny = (
	probe: (address: string) => Promise<Reachability>,
	addresses: readonly string[],
): Promise<Reachability> =>
	new Promise((resolve) => {
		const results = addresses.map(probe);
		for (const result of results) void result.then((isReachable) => isReachable && resolve(true));
		void Promise.all(results).then((all) => resolve(all.includes(null) ? null : false));
	});
