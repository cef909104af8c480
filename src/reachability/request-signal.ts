/**
 * What the end of a request says about the server it went to. Tried in Chromium 156, Firefox 153 and WebKitGTK 2.50:
 *
 * | what happened                              | Chromium, Firefox             | WebKit            |
 * | ------------------------------------------ | ----------------------------- | ----------------- |
 * | an answer that the page may read           | an entry, its exact status    | an entry, no status |
 * | refused, reset, no DNS, CORS, abort, timeout | an entry, status 0          | no entry          |
 * | kept back by the page's own CSP            | no entry                      | no entry          |
 * | an answer to `fetch` that is never read    | no entry (Chromium)           | not tried         |
 *
 * Sizes and times are 0 for every other origin without `Timing-Allow-Origin`, whatever happened: they say nothing. So a
 * status above 0 is sure, and a 0 is not: whether anybody answers at all is then asked by a request of our own.
 */
export type Sign = 'answered' | 'failed' | 'unclear';

/** A server that answers at all, if only with a refusal, can be reached: 4xx is about the request. */
const ofStatus = (status: number): Sign => (status >= 500 ? 'failed' : 'answered');

/** `null` where nothing is to be learnt, as in browsers that keep the status to themselves. */
export function signOfEntry({ responseStatus }: Partial<PerformanceResourceTiming>): Sign | null {
	if (responseStatus === undefined) return null;
	return responseStatus === 0 ? 'unclear' : ofStatus(responseStatus);
}

/** The status of an opaque answer (`no-cors`) is hidden, and so is whether it was a good one. */
export const signOfResponse = ({ status }: Pick<Response, 'status'>): Sign | null =>
	status === 0 ? null : ofStatus(status);

/** A page that gave up by itself says nothing about the server; one whose time limit passed does. */
export function signOfError(error: unknown): Sign | null {
	const { name } = Object(error) as { name?: unknown };
	if (name === 'TimeoutError') return 'failed';
	// The Fetch Standard's network error: refused, reset, no DNS, but also CORS and CSP.
	return name === 'TypeError' ? 'unclear' : null;
}
