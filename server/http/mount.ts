/** Where in somebody's server a request was mounted: addresses in answers must lead back there. */
import type { IncomingMessage } from 'node:http';

const mounts = new WeakMap<IncomingMessage, string>();

/**
 * Makes a request's URL one below the mount path, and gives its path. `base` is the path that was configured; Express has taken
 * its own off already and tells it as `baseUrl`.
 */
export function enter(request: IncomingMessage & { readonly baseUrl?: string }, base: string): string {
	const { url = '/' } = request;
	// RFC 9112 section 3.2.2: a proxy may send the whole address.
	const local = url.startsWith('/') || !URL.canParse(url) ? url : url.slice(new URL(url).origin.length);
	const inside = base !== '' && local.startsWith(base) && /^(?:[/?]|$)/.test(local.slice(base.length));
	const rest = inside ? local.slice(base.length) : local;
	request.url = rest.startsWith('/') ? rest : `/${rest}`;
	mounts.set(request, inside ? base : (request.baseUrl ?? ''));
	return request.url.split('?', 1)[0] ?? '/';
}

/** The path that the request was mounted under, without a slash at its end; empty at the root. */
export const mountOf = (request: IncomingMessage): string => mounts.get(request) ?? '';
