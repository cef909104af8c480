/** The address of this server as readers know it, for links in documents that leave it. */
import type { Context } from 'hono';
import type { State } from '../../src/model/state/state.ts';
import { page } from '../../src/model/views/page.ts';
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

/** What the links of a document are made of. */
export interface LinkSource {
	readonly state: State;
	/** The address of this server, without a slash at its end. */
	readonly address: string;
	/** Whether this server has the hosted status page. */
	readonly hasSite: boolean;
}

/** Where people read about everything. */
export const homeUrl = ({ state, address, hasSite }: LinkSource): string =>
	hasSite ? `${address}/` : (page(state)?.statusUrl ?? `${address}/`);

/** Where people read about a notice. */
export const noticeUrl = (source: LinkSource, id: string): string =>
	source.hasSite ? `${source.address}/notices/${id}` : homeUrl(source);
