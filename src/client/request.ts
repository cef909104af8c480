import type { Environment } from './environment.ts';

/** The server answered, and what it answered is not what was asked for. Nobody sees it, so it has no words. */
export class AnswerError extends Error {
	readonly status: number;
	/** How long the server asks to be left alone, milliseconds. */
	readonly notBeforeMs: number | undefined;

	constructor(status: number, notBeforeMs?: number) {
		super();
		this.status = status;
		this.notBeforeMs = notBeforeMs;
	}
}

/** `Retry-After` as milliseconds: it holds seconds or a date. */
const retryAfter = (header: string | null, now: number): number | undefined =>
	(header && (Number(header) * 1000 || Date.parse(header) - now)) || undefined;

/** A GET without cookies and without any header that would cost a preflight. Fails on everything but 200. */
export async function request(
	environment: Environment,
	address: string,
	cache: RequestCache,
	signal: AbortSignal,
): Promise<Response> {
	const response = await environment.fetch(address, { cache, signal, credentials: 'omit' });
	if (response.status === 200) return response;
	throw new AnswerError(
		response.status,
		retryAfter(response.headers.get('retry-after'), environment.Date.now()),
	);
}
