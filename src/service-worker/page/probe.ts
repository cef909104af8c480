import { type Failure, failureOf, retryAfterMs } from './failure.ts';

export interface Finding {
	/** `null`: the product would show something of its own. */
	readonly failure: Failure | null;
	/** How long it asked to be left alone, milliseconds. */
	readonly retryAfterMs: number;
}

const patienceMs = 10_000;
/** Servers that do not know HEAD say so with these, and are there. */
const headUnknown = [501, 505];

/** Asks whether the page is back, without fetching it: the worker lets this request pass as it is. */
export async function probe(statuses: readonly number[]): Promise<Finding> {
	try {
		const answer = await fetch(location.href, {
			method: 'HEAD',
			cache: 'no-store',
			redirect: 'manual',
			signal: AbortSignal.timeout(patienceMs),
		});
		return {
			failure: headUnknown.includes(answer.status) ? null : failureOf(answer, statuses),
			retryAfterMs: retryAfterMs(answer, Date.now()),
		};
	} catch (error) {
		const slow = error instanceof DOMException && error.name === 'TimeoutError';
		return { failure: slow ? 'slow' : 'unreachable', retryAfterMs: 0 };
	}
}
