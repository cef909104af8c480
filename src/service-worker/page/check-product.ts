import { type Failure, failureOf, retryAfterMs } from './failure.ts';

export interface CheckResult {
	/** `null`: the product would show a page of its own. */
	readonly failure: Failure | null;
	/** What the product sent as `Retry-After`, milliseconds; 0: nothing. */
	readonly retryAfterMs: number;
}

const timeoutMs = 10_000;
/** Servers that do not implement HEAD answer with these statuses; they are up. */
const headNotImplemented = [501, 505];

/** Checks whether the page can be loaded again, without loading it: the worker does not answer this request. */
export async function checkProduct(statuses: readonly number[]): Promise<CheckResult> {
	try {
		const response = await fetch(location.href, {
			method: 'HEAD',
			cache: 'no-store',
			redirect: 'manual',
			signal: AbortSignal.timeout(timeoutMs),
		});
		return {
			failure: headNotImplemented.includes(response.status) ? null : failureOf(response, statuses),
			retryAfterMs: retryAfterMs(response, Date.now()),
		};
	} catch (error) {
		const isSlow = error instanceof DOMException && error.name === 'TimeoutError';
		return { failure: isSlow ? 'slow' : 'unreachable', retryAfterMs: 0 };
	}
}
