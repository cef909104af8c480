/**
 * How long to wait before a request is repeated. The one back-off of the product: the browser's
 * client, the service worker, the command line, the mirror and the worker processes all use it.
 * Pure: the random number is an input, so that a test can simulate thousands of clients.
 */

/** The bounds of one kind of request. All values are milliseconds. */
export interface BackoffLimits {
	/** The shortest wait. */
	readonly minMs: number;
	/** The longest wait after the first failure; it doubles with every further failure in a row. */
	readonly firstMs: number;
	/** The longest wait of all, unless the server asks for a longer one. */
	readonly maxMs: number;
}

export const defaultBackoff: BackoffLimits = { minMs: 1_000, firstMs: 5_000, maxMs: 60_000 };

/** Bounds for what a server may ask for (`Retry-After`, `retry:`, `retire`), milliseconds. */
const requested = { minMs: 1_000, maxMs: 300_000 };

/** What a server asked for, kept within one second and five minutes. */
export const clampRequested = (ms: number): number =>
	Math.min(Math.max(ms, requested.minMs), requested.maxMs);

export interface BackoffOptions {
	/** Default: {@link defaultBackoff}. */
	readonly limits?: BackoffLimits;
	/**
	 * `Retry-After`, milliseconds: the wait is never shorter than this, within one second and five
	 * minutes.
	 */
	readonly retryAfterMs?: number | undefined;
	/**
	 * The shortest value of the longest wait, milliseconds, for an attempt that made several
	 * requests. Default: 0.
	 */
	readonly leastCeilingMs?: number;
}

/**
 * Milliseconds to wait after `failures` attempts in a row that failed (1 or more): a random value
 * between a third of a ceiling and the ceiling, which doubles with every failure (full jitter above
 * a floor). The floor keeps the unluckiest of ten thousand clients below 15 requests in five
 * minutes; the jitter spreads clients that failed at the same moment.
 *
 * @param random - Returns a number from 0 (inclusive) to 1 (exclusive).
 */
export function backoffMs(
	failures: number,
	random: () => number,
	{ limits = defaultBackoff, retryAfterMs, leastCeilingMs = 0 }: BackoffOptions = {},
): number {
	const doubled = limits.firstMs * 2 ** (Math.max(failures, 1) - 1);
	const ceiling = Math.max(Math.min(doubled, limits.maxMs), leastCeilingMs);
	const asked = retryAfterMs === undefined ? 0 : clampRequested(retryAfterMs);
	const floor = Math.max(ceiling / 3, limits.minMs, asked);
	return floor + random() * Math.max(ceiling - floor, floor / 2);
}

/**
 * Milliseconds to wait before clients that lost a working server at the same moment return: spread
 * evenly over `windowMs`, after `retryAfterMs` where the server sent it.
 */
export const spreadMs = (windowMs: number, random: () => number, retryAfterMs?: number): number =>
	(retryAfterMs === undefined ? 0 : clampRequested(retryAfterMs)) + random() * windowMs;

/**
 * Allows a number of requests in any period of a given length, whatever asks for them and for
 * whatever reason.
 */
export class RequestBudget {
	readonly #count: number;
	readonly #periodMs: number;
	#times: readonly number[] = [];

	/** At most `count` requests in any `periodMs` milliseconds. */
	constructor(count: number, periodMs: number) {
		this.#count = count;
		this.#periodMs = periodMs;
	}

	/**
	 * Milliseconds until `requests` more requests may be made; 0 or less: now. `now`: monotonic
	 * milliseconds.
	 */
	availableInMs(requests: number, now: number): number {
		const oldest = this.#times.at(Math.min(requests - this.#count - 1, -1));
		return oldest === undefined ? 0 : oldest + this.#periodMs - now;
	}

	/** Records one request. */
	spend(now: number): void {
		this.#times = [...this.#times, now].slice(-this.#count);
	}
}

/**
 * The value of a `Retry-After` header in milliseconds (RFC 9110 section 10.2.3): it holds seconds
 * or a date.
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
	if (!header) return undefined;
	const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
	return Number.isFinite(ms) ? ms : undefined;
}
