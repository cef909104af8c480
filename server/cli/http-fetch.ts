/**
 * The part of `fetch` that the command line uses, over node:http. Node's own `fetch` takes longer
 * to load than everything else that a command needs.
 */
import type { IncomingMessage } from 'node:http';

export interface HttpRequest {
	/** Default: GET. */
	readonly method?: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
	/** Redirects are responses like any other. */
	readonly redirect: 'manual';
	/** Ends the request and the response. */
	readonly signal: AbortSignal;
}

/** A `Response` of `fetch` is one too. */
export interface HttpResponse {
	readonly status: number;
	/** Whether the status is from 200 to 299. */
	readonly ok: boolean;
	readonly url: string;
	readonly headers: { get(name: string): string | null };
	readonly body: AsyncIterable<Uint8Array> | null;
}

export type HttpFetch = (url: URL, request: HttpRequest) => Promise<HttpResponse>;

/** Rejects as `fetch` does: with the reason of the signal, or with a TypeError that has a cause. */
export const httpFetch: HttpFetch = async (url, { method = 'GET', headers, body, signal }) => {
	const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
	const fail = (error: unknown): unknown =>
		signal.aborted ? signal.reason : new TypeError('fetch failed', { cause: error });
	const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
		const length = body !== undefined && { 'content-length': Buffer.byteLength(body) };
		request(url, { method, headers: { ...headers, ...length }, signal })
			.on('response', resolve)
			.on('error', (error) => reject(fail(error)))
			.end(body);
	});
	const { statusCode: status = 0, headers: received } = incoming;
	return {
		status,
		ok: status >= 200 && status < 300,
		url: url.href,
		headers: { get: (name) => received[name.toLowerCase()]?.toString() ?? null },
		body: chunksOf(incoming, fail),
	};
};

async function* chunksOf(
	incoming: IncomingMessage,
	fail: (error: unknown) => unknown,
): AsyncIterable<Uint8Array> {
	try {
		yield* incoming;
	} catch (error) {
		throw fail(error);
	}
}
