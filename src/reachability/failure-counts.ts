import type { Environment } from './environment.ts';

/** The recent requests to one component. Nothing in it identifies a visitor. */
export interface FailureCount {
	readonly component: string;
	readonly failures: number;
	readonly requests: number;
}

/** Pages that fail at the same moment send their counts spread over this time. */
const spreadMs = 10_000;
/** The shortest time between two reports of one page. */
const minIntervalMs = 60_000;

/**
 * Sends anonymous counts to the status server while requests fail: without cookies, referrer or preflight, and without waiting for the
 * answer. `counts` is called when a report is due; without failures nothing is sent.
 */
export function createFailureCounter(
	environment: Environment,
	fetch: Environment['fetch'],
	sources: readonly string[],
	counts: () => readonly FailureCount[],
): { readonly schedule: () => void; readonly stop: () => void } {
	let timer: number | undefined;
	let sentAt: number | null = null;

	function send(): void {
		timer = undefined;
		const failing = counts().filter(({ failures }) => failures > 0);
		if (failing.length === 0) return;
		sentAt = environment.performance.now();
		void post(JSON.stringify({ counts: failing }));
	}

	/** Sends to the first status server that answers. */
	async function post(body: string): Promise<void> {
		const init = { method: 'POST', mode: 'no-cors', credentials: 'omit', keepalive: true } as const;
		for (const source of sources)
			try {
				await fetch(`${source}/v1/reports`, { ...init, referrerPolicy: 'no-referrer', body });
				return;
			} catch {
				// The next server is tried. A lost count does no harm: this page and others send more.
			}
	}

	return {
		schedule: () => {
			const elapsedMs = sentAt === null ? minIntervalMs : environment.performance.now() - sentAt;
			timer ??= environment.setTimeout(
				send,
				Math.max(0, minIntervalMs - elapsedMs) + environment.Math.random() * spreadMs,
			);
		},
		stop: () => environment.clearTimeout(timer),
	};
}
