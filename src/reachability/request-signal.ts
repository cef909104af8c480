/**
 * What the end of a request reveals about its server. Tested in Chromium 156, Firefox 153 and WebKitGTK 2.50:
 *
 * | what happened                                 | Chromium, Firefox       | WebKit               |
 * | --------------------------------------------- | ----------------------- | -------------------- |
 * | a response that the page may read             | an entry with its status | an entry, no status |
 * | refused, reset, no DNS, CORS, abort, timeout  | an entry with status 0  | no entry             |
 * | blocked by the page's own CSP                 | no entry                | no entry             |
 * | a `fetch` response whose body is never read   | no entry (Chromium)     | not tested           |
 *
 * Sizes and times are 0 for every other origin without `Timing-Allow-Origin`, whatever happened, so they reveal nothing. A status
 * above 0 is certain. A status of 0 is not: the watch then sends a request of its own to find out whether the server answers.
 */
export type RequestSignal = 'answered' | 'failed' | 'unclear';

/** A server that answers with a refusal is reachable: 4xx is about the request. */
const signalOfStatus = (status: number): RequestSignal => (status >= 500 ? 'failed' : 'answered');

/** `null`: the entry reveals nothing, as in browsers that report no status. */
export function signalOfEntry({ responseStatus }: Partial<PerformanceResourceTiming>): RequestSignal | null {
	if (responseStatus === undefined) return null;
	return responseStatus === 0 ? 'unclear' : signalOfStatus(responseStatus);
}

/** `null` for an opaque response (`no-cors`), whose status is hidden. */
export const signalOfResponse = ({ status }: Pick<Response, 'status'>): RequestSignal | null =>
	status === 0 ? null : signalOfStatus(status);

/** `null`: the page aborted the request itself, which reveals nothing about the server. */
export function signalOfError(error: unknown): RequestSignal | null {
	const { name } = Object(error) as { name?: unknown };
	if (name === 'TimeoutError') return 'failed';
	// The network error of the Fetch Standard: refused, reset, no DNS, but also CORS and CSP.
	return name === 'TypeError' ? 'unclear' : null;
}
