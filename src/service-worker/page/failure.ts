/** What counts as a page that cannot be shown, for the worker and for the page that tries again. */

/** No answer at all, none in time, or the HTTP status of an answer that is an error. */
export type Failure = 'unreachable' | 'slow' | number;

/** With this header, of the value `no`, a host's own error page is shown as it is. */
const passHeader = 'candor-takeover';

type Answer = Pick<Response, 'status' | 'headers'>;

/** The status, when it is a failure. `statuses` are those that count, all of 500 to 599 when there are none. */
export function failureOf({ status, headers }: Answer, statuses: readonly number[]): Failure | null {
	const counts = statuses.length ? statuses.includes(status) : status >= 500;
	return counts && headers.get(passHeader) !== 'no' ? status : null;
}

/** `Retry-After` (RFC 9110, 10.2.3: seconds, or a date) in milliseconds from now; 0 without one that makes sense. */
export function retryAfterMs({ headers }: Pick<Answer, 'headers'>, now: number): number {
	const value = headers.get('retry-after') ?? '';
	return Math.max(0, /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now || 0);
}
