/** The mount path of a request. URLs in responses must contain it. */
import type { IncomingMessage } from 'node:http';

const mountPaths = new WeakMap<IncomingMessage, string>();
const withoutSlash = new WeakSet<IncomingMessage>();

/**
 * Removes the mount path from the URL of a request and returns the path that remains, without the
 * query. `base` is the configured mount path; Express has removed its own already and gives it as
 * `baseUrl`.
 */
export function stripMountPath(
	request: IncomingMessage & { readonly baseUrl?: string; readonly originalUrl?: string },
	base: string,
): string {
	const { url = '/' } = request;
	// RFC 9112 section 3.2.2: a proxy may send an absolute URL.
	const local = url.startsWith('/') || !URL.canParse(url) ? url : url.slice(new URL(url).origin.length);
	const isBelowBase = base !== '' && local.startsWith(base) && /^(?:[/?]|$)/.test(local.slice(base.length));
	const rest = isBelowBase ? local.slice(base.length) : local;
	request.url = rest.startsWith('/') ? rest : `/${rest}`;
	mountPaths.set(request, isBelowBase ? base : (request.baseUrl ?? ''));
	const isBare = isBelowBase
		? !rest.startsWith('/')
		: Boolean(request.baseUrl) && request.originalUrl?.split('?', 1)[0] === request.baseUrl;
	if (isBare) withoutSlash.add(request);
	return request.url.split('?', 1)[0] ?? '/';
}

/** The mount path of the request, without a slash at its end; empty at the root. */
export const mountPathOf = (request: IncomingMessage): string => mountPaths.get(request) ?? '';

/** Whether the request is for the mount path without a slash at its end. */
export const lacksSlash = (request: IncomingMessage): boolean => withoutSlash.has(request);
