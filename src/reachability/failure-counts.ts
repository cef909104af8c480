import type { Environment } from './environment.ts';

/** How requests to one component went lately. Nothing in it tells whose they were. */
export interface Count {
	readonly component: string;
	readonly failures: number;
	readonly requests: number;
}

/** Pages that fail together do not report together. */
const spreadMs = 10_000;
/** At most one report in so long. */
const pauseMs = 60_000;

/**
 * Sends anonymous counts to the status server while there is trouble: no cookies, no referrer, no preflight, and nobody
 * waits for the answer. `counts` is asked when a report is due; without failures nothing is sent.
 */
export function createReporter(
	environment: Environment,
	fetch: Environment['fetch'],
	sources: readonly string[],
	counts: () => readonly Count[],
): { readonly due: () => void; readonly stop: () => void } {
	let timer: number | undefined;
	let sentAt: number | null = null;

	function send(): void {
		timer = undefined;
		const failing = counts().filter(({ failures }) => failures > 0);
		if (failing.length === 0) return;
		sentAt = environment.performance.now();
		void post(JSON.stringify({ counts: failing }));
	}

	/** To the first status server that answers at all. */
	async function post(body: string): Promise<void> {
		const init = { method: 'POST', mode: 'no-cors', credentials: 'omit', keepalive: true } as const;
		for (const source of sources)
			try {
				await fetch(`${source}/v1/reports`, { ...init, referrerPolicy: 'no-referrer', body });
				return;
			} catch {
				// The next one. A count that is lost is no loss: others come, from this page and from others.
			}
	}

	return {
		due: () => {
			const since = sentAt === null ? pauseMs : environment.performance.now() - sentAt;
			timer ??= environment.setTimeout(
				send,
				Math.max(0, pauseMs - since) + environment.Math.random() * spreadMs,
			);
		},
		stop: () => environment.clearTimeout(timer),
	};
}
