/** Which requests the worker answers for, and when one of them has failed. */
import { type Failure, failureOf, retryAfterMs } from './page/failure.ts';

/** Loads the page: the browser's preload, the host's own way, or the network. */
export type Load = () => Promise<Response>;

/** Whether a request loads a page of its own, and can be repeated without harm. */
export const isPage = ({ method, mode, destination, headers }: Request): boolean =>
	method === 'GET' && mode === 'navigate' && destination === 'document' && !headers.has('range');

export interface FailedLoad {
	readonly failure: Failure;
	/** What the product sent as `Retry-After`, milliseconds; 0: nothing. */
	readonly retryAfterMs: number;
}

export interface NavigationOptions {
	/** Makes the page to show after a failure; `null`: the failed answer is shown. Not called otherwise. */
	readonly fallback: (failed: FailedLoad) => Promise<Response | null>;
	readonly statuses: readonly number[];
	/** How long the page may take to answer, milliseconds; 0: no limit. */
	readonly timeoutMs: number;
}

/** The answer unchanged; after a failure the fallback, or the failed answer where there is no fallback. */
export async function navigate(
	load: Load,
	{ fallback, statuses, timeoutMs }: NavigationOptions,
): Promise<Response> {
	const answer = load();
	const outcome = answer.then(
		(response): FailedLoad | null => {
			const failure = failureOf(response, statuses);
			return failure === null ? null : { failure, retryAfterMs: retryAfterMs(response, Date.now()) };
		},
		(): FailedLoad => ({ failure: 'unreachable', retryAfterMs: 0 }),
	);
	const failed = await withTimeout(outcome, timeoutMs);
	const page = failed && (await fallback(failed));
	if (!page) return answer;
	void cancelBody(answer);
	return page;
}

async function withTimeout(outcome: Promise<FailedLoad | null>, ms: number): Promise<FailedLoad | null> {
	if (!ms) return outcome;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const slow = new Promise<FailedLoad>((resolve) => {
		timer = setTimeout(() => resolve({ failure: 'slow', retryAfterMs: 0 }), ms);
	});
	const first = await Promise.race([outcome, slow]);
	clearTimeout(timer);
	return first;
}

/** A body that is never read would keep its connection open. */
async function cancelBody(answer: Promise<Response>): Promise<void> {
	try {
		await (await answer).body?.cancel();
	} catch {
		// The request failed: there is no body.
	}
}
