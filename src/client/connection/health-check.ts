import { type BackoffLimits, backoffMs } from '../../model/backoff.ts';
import type { Environment } from '../environment.ts';
import type { Deadline } from '../http/deadline.ts';
import { sleep } from '../http/sleep.ts';
import type { Source } from './source.ts';

/** Between a minute and two; after failures in a row up to ten minutes. */
const interval: BackoffLimits = { minMs: 60_000, firstMs: 120_000, maxMs: 600_000 };
const requiredSuccesses = 2;
const timeoutMs = 4_000;

/**
 * While another server serves the page: ends its stream after two successful health checks of the
 * primary one in a row.
 *
 * @param checkHealth - Resolves to whether the primary server is healthy. Never rejects.
 */
export async function returnToPrimary(
	environment: Environment,
	primary: Source,
	checkHealth: (timeoutMs: number, signal: AbortSignal) => Promise<boolean>,
	{ signal, end }: Deadline,
): Promise<void> {
	let successes = 0;
	let failures = 0;
	while (successes < requiredSuccesses) {
		const delayMs = backoffMs(failures, () => environment.Math.random(), { limits: interval });
		await sleep(environment, signal, Math.max(delayMs, primary.notBefore - environment.performance.now()));
		if (signal.aborted) return;
		const isHealthy = await checkHealth(timeoutMs, signal);
		successes = isHealthy ? successes + 1 : 0;
		failures = isHealthy ? 0 : failures + 1;
	}
	primary.retryAt = 0;
	end();
}
