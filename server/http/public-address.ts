/** The address of this server as readers know it, for links in documents that leave it. */
import type { Context } from 'hono';
import type { ApiEnv } from './context.ts';
import { mountPathOf } from './mount.ts';

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;
const anyHost = /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/**
 * Without a slash at its end. `configured`: the address that the operator set; without it, the host
 * of the request, on which the response then depends. A server elsewhere is behind TLS, because
 * browsers refuse to load an `http:` script into an `https:` page.
 */
export function publicAddress(context: Context<ApiEnv>, configured: string | null): string {
	if (configured !== null) return configured;
	context.header('vary', 'Host', { append: true });
	const host = (context.req.header('host') ?? '').toLowerCase();
	const origin = loopback.test(host)
		? `http://${host}`
		: `https://${anyHost.test(host) ? host : 'status.example.com'}`;
	return `${origin}${mountPathOf(context.env.incoming)}`;
}
