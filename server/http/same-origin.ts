/**
 * What a browser sends by itself, such as a cookie, proves nothing about the page that made the
 * request. So a request with a session must come from a page of this server (Fetch Metadata, and RFC
 * 6454 section 7).
 */
import type { Context } from 'hono';
import { CandorError } from '../../src/model/errors.ts';
import type { ApiEnv } from './context.ts';
import type { SignIns } from './sign-ins.ts';

/** The hosts for which browsers accept a secure cookie without HTTPS. */
const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/;

/**
 * The origins that this server has in a browser that reached it under `host`, the request's `Host`.
 * A session exists only over HTTPS, except on the same machine.
 */
export function ownOrigins(host: string | undefined): readonly string[] {
	const url = `https://${host?.toLowerCase()}`;
	// A host with more than a name and a port, such as a path, is no host.
	if (host === undefined || !URL.canParse(url) || /[/?#@\\]/.test(host)) return [];
	const { origin } = new URL(url);
	return loopback.test(host.toLowerCase()) ? [origin, new URL(`http://${host}`).origin] : [origin];
}

/**
 * Refuses a request that another site, or another origin of this site, has made with the browser of
 * an operator. A write must name its origin; a read, such as a navigation, has none. Throws
 * CandorError `cross-site`.
 */
export function assertSameOrigin(context: Context<ApiEnv>, signIns: SignIns): void {
	const { req } = context;
	const isRead = req.method === 'GET' || req.method === 'HEAD';
	const own = ownOrigins(req.header('host'));
	const origin = req.header('origin');
	const site = req.header('sec-fetch-site');
	// `none`: an address that a person typed.
	const isOwnSite = site === undefined || site === 'same-origin' || (isRead && site === 'none');
	const isOwnOrigin = origin === undefined ? isRead : own.includes(origin);
	if (isOwnSite && isOwnOrigin) return;
	signIns.recordCrossSite(origin ?? null, site ?? null);
	throw new CandorError('cross-site', sentence(origin, own[0]));
}

const maxShown = 200;

function sentence(origin: string | undefined, own: string | undefined): string {
	const from = origin === undefined ? 'without an origin' : `from ${origin.slice(0, maxShown)}`;
	const here = own === undefined ? 'this server' : own.slice(0, maxShown);
	return `A request with a session must come from a page of ${here}, and this one came ${from}. Use the console of this server. Programs send a token instead, as "Authorization: Bearer TOKEN". A reverse proxy must use HTTPS and pass the Host header on.`;
}
