import { readRetryAfter } from '../../model/backoff.ts';
import type { Environment } from '../environment.ts';
import { requestFailure } from './failure.ts';
import { fetchInPage } from './page-fetch.ts';

export interface RequestOptions {
	/**
	 * `no-cache` makes the browser's own cache revalidate with the ETag. A hand-written
	 * `If-None-Match` would cost a CORS preflight.
	 */
	readonly cache: RequestCache;
	readonly contentType: RegExp;
	/** The hash that the content must have (Subresource Integrity). Default: any. */
	readonly integrity?: string;
}

/**
 * A GET without cookies and without headers that would cost a CORS preflight. Throws a {@link
 * RequestFailure} unless the answer is 200 with the expected type of content: captive portals and
 * misconfigured proxies answer 200 with an HTML page.
 */
export async function request(
	environment: Environment,
	address: string,
	{ cache, contentType, integrity }: RequestOptions,
	signal: AbortSignal,
): Promise<Pick<Response, 'headers' | 'body'>> {
	const response = await fetchInPage(environment, address, {
		...{ cache, signal, credentials: 'omit' },
		...(integrity && { integrity }),
	});
	const { status, headers } = response;
	if (status === 200 && contentType.test(headers.get('content-type') ?? '')) return response;
	const retryAfterMs = readRetryAfter(headers.get('retry-after'), environment.Date.now());
	throw requestFailure({ status, retryAfterMs });
}

/**
 * The time when an answer left its server, epoch milliseconds, and with the time that caches say
 * they have kept it: the present, as far as HTTP knows it. NaN where there is no `Date`.
 */
export const servedAt = (headers: Headers): number =>
	Date.parse(headers.get('date') ?? '') + 1_000 * (Number(headers.get('age')) || 0);

/**
 * The body as text. Throws RangeError when it is longer than `maxBytes`; the download goes on until
 * the caller aborts the request.
 */
export async function readText({ body }: Pick<Response, 'body'>, maxBytes: number): Promise<string> {
	const chunks = (body as NonNullable<typeof body>).getReader();
	const decoder = new TextDecoder();
	let text = '';
	let length = 0;
	for (;;) {
		const { done, value } = await chunks.read();
		if (done) return text + decoder.decode();
		length += value.length;
		if (length > maxBytes) throw new RangeError();
		text += decoder.decode(value, { stream: true });
	}
}
