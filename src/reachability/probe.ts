import type { Environment } from './environment.ts';

/** `null`: it cannot be told, as the page's own policy keeps the request back. */
export type Reached = boolean | null;

/** Longer than any healthy server takes to answer this. */
const limitMs = 4_000;
/** A policy's event comes a moment after the request has failed. */
const violationMs = 100;
/** Tells our own requests from the page's, in the page and in the server's log. */
const mark = '?candor-probe';
export const probeAddress = (origin: string): string => `${origin}/${mark}`;
export const isProbe = (address: string): boolean => address.endsWith(mark);

/**
 * Asks whether anybody answers at an address: any answer at all is one. Without cookies, referrer or preflight, and the
 * page cannot read what comes. `fetch` is the browser's, not the one that is watched. An answer holds for `holdMs`.
 */
export function createProbe(
	environment: Environment,
	fetch: Environment['fetch'],
	life: AbortSignal,
	holdMs: number,
): (address: string) => Promise<Reached> {
	const asked = new Map<string, Promise<Reached>>();

	async function ask(address: string): Promise<Reached> {
		const controller = new AbortController();
		const { signal } = controller;
		const end = (): void => controller.abort();
		life.addEventListener('abort', end, { signal });
		let keptBack = false;
		const onViolation = (event: Event): void => {
			const { blockedURI } = event as SecurityPolicyViolationEvent;
			// A policy's report may name no more than the origin.
			keptBack ||= blockedURI !== '' && address.startsWith(blockedURI);
		};
		environment.addEventListener('securitypolicyviolation', onViolation, { signal });
		const timer = environment.setTimeout(end, limitMs);
		try {
			const init = { method: 'HEAD', mode: 'no-cors', cache: 'no-store', credentials: 'omit' } as const;
			await fetch(address, { ...init, referrerPolicy: 'no-referrer', signal });
			return true;
		} catch {
			// Why, a page is not told: refused, no network, no time left, or a policy.
			if (signal.aborted) return life.aborted ? null : false;
			await new Promise<void>((resolve) => void environment.setTimeout(resolve, violationMs));
			return keptBack || life.aborted ? null : false;
		} finally {
			environment.clearTimeout(timer);
			end();
		}
	}

	return (address) => {
		const known = asked.get(address);
		if (known) return known;
		const answer = ask(address);
		asked.set(address, answer);
		void answer.then(() => environment.setTimeout(() => asked.delete(address), holdMs));
		return answer;
	};
}

/** Whether anybody answers at one of the addresses; known as soon as one does. */
export const probeAny = (
	probe: (address: string) => Promise<Reached>,
	addresses: readonly string[],
): Promise<Reached> =>
	new Promise((resolve) => {
		const answers = addresses.map(probe);
		for (const answer of answers) void answer.then((reached) => reached && resolve(true));
		void Promise.all(answers).then((all) => resolve(all.includes(null) ? null : false));
	});
