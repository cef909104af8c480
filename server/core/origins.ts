/** The web origins whose pages may read and write (Fetch Standard, "CORS protocol"). */
import { CandorError } from '../../src/model/errors.ts';
import { isWildcard, matchesWildcard, originProblem } from './origin-list.ts';

export interface Origins {
	/**
	 * The response headers that let a page of `origin` read the response. Requests without an origin
	 * and from the server's own host are always allowed. Equal headers are the same object, so that
	 * callers can cache by identity. Throws CandorError `origin-not-allowed`.
	 */
	headers(
		origin: string | undefined,
		host: string | undefined,
		writes: boolean,
	): Readonly<Record<string, string>>;
}

/** Far more characters than the headers of any page have. */
const maxRequestedHeaders = 2_000;

/** Compared as text: the page of an app such as `capacitor://localhost` is of no host. */
const isOwnHost = (origin: string, host: string | undefined): boolean =>
	host !== undefined && /^https?:\/\//.test(origin) && origin.split('://')[1] === host.toLowerCase();

const allowAll = { 'access-control-allow-origin': '*' };
const allowOwnHost = { vary: 'Origin' };
/** One object for all origins of a wildcard: callers cache by identity, and there is no end of them. */
const allowWildcard = { 'access-control-allow-origin': '*', vary: 'Origin' };

/**
 * `allowed: null`: every page may read, and only pages of the server's own host may write. Throws
 * CandorError `invalid` for an entry that could never match.
 */
export function originPolicy(allowed: readonly string[] | null): Origins {
	for (const entry of allowed ?? []) {
		const problem = originProblem(entry);
		if (problem)
			throw new CandorError('invalid', `origins: ${problem}`, [{ path: 'origins', message: problem }]);
	}
	const wildcards = allowed?.filter(isWildcard) ?? [];
	const headersByOrigin = new Map(
		allowed
			?.filter((entry) => !isWildcard(entry))
			.map((origin) => [origin, { 'access-control-allow-origin': origin, vary: 'Origin' }]),
	);
	return {
		headers(origin, host, writes) {
			if (allowed === null && !writes) return allowAll;
			if (origin === undefined || isOwnHost(origin, host)) return allowOwnHost;
			const headers = headersByOrigin.get(origin);
			if (!headers && wildcards.some((entry) => matchesWildcard(entry, origin))) return allowWildcard;
			if (!headers)
				throw new CandorError(
					'origin-not-allowed',
					`Pages of ${origin.slice(0, 200)} may not ${writes ? 'write to' : 'read from'} this server. To allow them, add the origin to CANDOR_ORIGINS.`,
				);
			return headers;
		},
	};
}

const writeHeaders = 'authorization, candor-client, content-type, if-match, idempotency-key, last-event-id';

/**
 * The answer to a preflight: the methods and headers that a page may send. Reads are public, and
 * scripts of the page may add any header to them (`traceparent`, `x-csrf-token`), so that all are
 * allowed.
 */
export const preflightHeaders = (
	method: string,
	requestedHeaders: string | undefined,
): Readonly<Record<string, string>> => ({
	'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
	'access-control-allow-headers':
		/^(?:GET|HEAD)$/.test(method) && requestedHeaders
			? `${requestedHeaders.slice(0, maxRequestedHeaders)}, ${writeHeaders}`
			: writeHeaders,
	'access-control-max-age': '600',
});
/** The headers that a page may read from a response. */
export const exposedHeaders = 'age, date, etag, location, retry-after, idempotency-replayed, x-request-id';
/** Let every page read a refusal and its `Retry-After`. */
export const openToAll: Readonly<Record<string, string>> = {
	'access-control-allow-origin': '*',
	'access-control-expose-headers': exposedHeaders,
};
