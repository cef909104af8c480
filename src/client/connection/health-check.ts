import { type BackoffLimits, backoffMs } from '../../model/backoff.ts';
import { sleep } from '../http/sleep.ts';
import type { ReturnToPrimary } from './primary-check.ts';

/** Between a minute and two; after failures in a row up to ten minutes. */
const interval: BackoffLimits = { minMs: 60_000, firstMs: 120_000, maxMs: 600_000 };
const requiredSuccesses = 2;
const timeoutMs = 4_000;

/** Two successful checks in a row end the stream of the other server. */
export const returnToPrimary: ReturnToPrimary = async (
	environment,
	primary,
	checkHealth,
	{ signal, end },
) => {
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
};
