import type { Environment } from './environment.ts';

/** The server answered, and what it answered is not what was asked for. */
export class AnswerError extends Error {
	override readonly name = 'AnswerError';
	readonly status: number;
	/** How long the server asks to be left alone, milliseconds. */
	readonly notBeforeMs: number | undefined;

	constructor(status: number, notBeforeMs?: number) {
		super(`The status server answered ${status}.`);
		this.status = status;
		this.notBeforeMs = notBeforeMs;
	}
}

/** `Retry-After` as milliseconds: it holds seconds or a date. */
function retryAfter(header: string | null, now: number): number | undefined {
	const ms = header === null ? Number.NaN : Number(header) * 1000;
	const wait = Number.isNaN(ms) ? Date.parse(header ?? '') - now : ms;
	return Number.isNaN(wait) ? undefined : wait;
}

/** A GET without cookies and without any header that would cost a preflight. Fails on everything but 200. */
export async function request(
	{ fetch, now }: Environment,
	address: string,
	options: Pick<RequestInit, 'cache' | 'signal'>,
): Promise<Response> {
	const response = await fetch(address, { ...options, credentials: 'omit' });
	if (response.status === 200) return response;
	throw new AnswerError(response.status, retryAfter(response.headers.get('retry-after'), now()));
}
