/** What counts as a page that cannot be shown, for the worker and for the page that tries again. */
import { readRetryAfter } from '../../model/backoff.ts';

/** No answer at all, no answer in time, or the HTTP status of an error. */
export type Failure = 'unreachable' | 'slow' | number;

/** With the value `no`, the host's own error page is shown unchanged. */
const takeoverHeader = 'candor-takeover';

type Answer = Pick<Response, 'status' | 'headers'>;

/** The status, where it is a failure. `statuses`: the failures; empty: every status from 500 to 599. */
export function failureOf({ status, headers }: Answer, statuses: readonly number[]): Failure | null {
	const isFailure = statuses.length ? statuses.includes(status) : status >= 500;
	return isFailure && headers.get(takeoverHeader) !== 'no' ? status : null;
}

/** `Retry-After` in milliseconds from `now`; 0 where there is none, or none that can be read. */
export const retryAfterMs = ({ headers }: Pick<Answer, 'headers'>, now: number): number =>
	Math.max(0, readRetryAfter(headers.get('retry-after'), now) ?? 0);
