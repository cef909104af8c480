/** Which web pages may read and write from a browser (Fetch Standard, "CORS protocol"). */
import { CandorError } from '../../src/model/errors.ts';

export interface Origins {
	/**
	 * The headers that let a page of `origin` read the answer. Throws CandorError `origin-not-allowed`. A request without
	 * an origin is not a page's, and one from the server's own host is at home. The same headers are the same object.
	 */
	headers(
		origin: string | undefined,
		host: string | undefined,
		writes: boolean,
	): Readonly<Record<string, string>>;
}

const isOwn = (origin: string, host: string | undefined): boolean =>
	URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();

const toAll = { 'access-control-allow-origin': '*' };
const toOwn = { vary: 'Origin' };

/** `allowed: null`: what is public is public to every page, and no foreign page may write. */
export function originPolicy(allowed: readonly string[] | null): Origins {
	const toPages = new Map(
		allowed?.map((origin) => [origin, { 'access-control-allow-origin': origin, vary: 'Origin' }]),
	);
	return {
		headers(origin, host, writes) {
			if (allowed === null && !writes) return toAll;
			if (origin === undefined || isOwn(origin, host)) return toOwn;
			const toPage = toPages.get(origin);
			if (!toPage)
				throw new CandorError(
					'origin-not-allowed',
					`Pages of ${origin.slice(0, 200)} may not ${writes ? 'write' : 'read'} here. Add the origin to CANDOR_ORIGINS if they should.`,
				);
			return toPage;
		},
	};
}

/** What a page may send with a request, and read from its answer. */
export const preflightHeaders: Readonly<Record<string, string>> = {
	'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
	'access-control-allow-headers': 'authorization, content-type, if-match, idempotency-key, last-event-id',
	'access-control-max-age': '600',
};
export const exposedHeaders = 'age, date, etag, location, retry-after, idempotency-replayed';
/** Lets every page read why it was refused, and when to come back. */
export const openToAll: Readonly<Record<string, string>> = {
	'access-control-allow-origin': '*',
	'access-control-expose-headers': exposedHeaders,
};
