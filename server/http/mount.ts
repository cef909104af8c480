/** The mount path of a request. URLs in responses must contain it. */
import type { IncomingMessage } from 'node:http';

interface Mount {
	/** Without a slash at its end; empty at the root. */
	readonly path: string;
	/** Whether the request is for the mount path without a slash at its end. */
	readonly lacksSlash: boolean;
}

const mounts = new WeakMap<IncomingMessage, Mount>();

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
	const below = base !== '' && local.startsWith(base) ? local.slice(base.length) : null;
	const { baseUrl = '', originalUrl } = request;
	if (below !== null && /^(?:[/?]|$)/.test(below)) {
		const lacksSlash = !below.startsWith('/');
		request.url = lacksSlash ? `/${below}` : below;
		mounts.set(request, { path: base, lacksSlash });
	} else {
		request.url = local.startsWith('/') ? local : `/${local}`;
		mounts.set(request, { path: baseUrl, lacksSlash: baseUrl !== '' && pathOf(originalUrl) === baseUrl });
	}
	return pathOf(request.url) ?? '/';
}

const pathOf = (url: string | undefined): string | undefined => url?.split('?', 1)[0];

/** The mount path of the request, without a slash at its end; empty at the root. */
export const mountPathOf = (request: IncomingMessage): string => mounts.get(request)?.path ?? '';

/** Whether the request is for the mount path without a slash at its end. */
export const lacksSlash = (request: IncomingMessage): boolean => mounts.get(request)?.lacksSlash ?? false;
