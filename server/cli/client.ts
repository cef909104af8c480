/** Requests to the server: which are sent again and when, and how an answer becomes a value or a Failure. */
import { type Answer, meaningOf, notCandor, unreachable } from './answer.ts';
import { readText } from './body.ts';
import { Failure } from './exit.ts';
import type { Expected } from './expected.ts';
import type { Io } from './io.ts';
import type { Settings } from './settings.ts';

/** A change that an operator asks for. Paths are relative: `v1/notices`, or from `pathTo`. */
export interface Write {
	readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	readonly path: string;
	readonly body?: object;
	/** What the answer must say; any other leaves in doubt whether the change was made. */
	readonly expected: Expected;
	/** Carried out only if this is still the seq of what it changes. */
	readonly ifMatch?: number | undefined;
	/** Marks the same request when a caller sends it again; left out, a new one is made. */
	readonly idempotencyKey?: string | undefined;
	/** The server does not keep the answer to this one: it is never sent again. */
	readonly once?: boolean;
}

export interface Client {
	/** Reads what is public, or, `asOperator`, what is not. The answer is JSON that nobody has checked. */
	read(path: string, options?: { readonly asOperator?: boolean }): Promise<unknown>;
	write(write: Write): Promise<unknown>;
	/** The answer to a stream's request as it comes: no limit to how long it lasts, and no second attempt. */
	stream(path: string, signal: AbortSignal): Promise<Response>;
}

/** How often a request is sent before the command gives up. */
export const attempts = 5;
/** How long a whole answer may take. */
export const timeoutMs = 10_000;
const longestPauseMs = 15_000;
/** Passing troubles of a server or of a proxy before it. */
const passing: readonly number[] = [429, 502, 503, 504];

/** A path of these segments. Ids come from servers, too: none may lead to another address than it seems. */
export function pathTo(...segments: readonly string[]): string {
	// Encoding leaves dots as they are, and an address would go up by them; half a character cannot be encoded.
	if (segments.some((segment) => /^\.{0,2}$|\p{Surrogate}/u.test(segment)))
		throw notCandor('it named something by an id that nothing can have');
	return segments.map(encodeURIComponent).join('/');
}

/** The pause before the next attempt: twice as long each time, spread so that many callers do not return at once. */
export function pauseAfter(attempt: number, random: number, retryAfter: string | null): number {
	const asked = Number(retryAfter ?? Number.NaN) * 1000;
	const own = 500 * 2 ** (attempt - 1) * (0.75 + random / 2);
	return Math.min(Number.isNaN(asked) ? own : Math.max(asked, own), longestPauseMs);
}

/** `onPause` hears of every attempt that failed and will be repeated. */
export function createClient(
	io: Io,
	settings: Settings,
	onPause: (milliseconds: number, attempt: number) => void,
): Client {
	const address = (path: string): URL => new URL(path, settings.url);
	const common = { accept: 'application/json', 'user-agent': `candor/${io.version}` };

	async function send(path: string, init: RequestInit, look: string | null): Promise<Answer> {
		// A redirect could lead a token elsewhere: it is never followed.
		const signal = io.timeout(timeoutMs);
		const response = await io.fetch(address(path), { ...init, redirect: 'manual', signal });
		return { response, text: await readText(response, look) };
	}

	/** `look`: see `notCandor`. */
	async function request(
		path: string,
		init: RequestInit,
		look: string | null,
		most = attempts,
	): Promise<unknown> {
		const troubles: unknown[] = [];
		for (let attempt = 1; ; attempt++) {
			const answer = await send(path, init, look).catch((error: unknown) => {
				// An answer that cannot be taken will be no better the next time.
				if (error instanceof Failure) throw error;
				troubles.push(error);
				return null;
			});
			const last = attempt === most;
			if (answer && (last || !passing.includes(answer.response.status))) return meaningOf(answer, look);
			if (last) throw unreachable(settings.url, troubles, look);
			const pause = pauseAfter(attempt, io.random(), answer?.response.headers.get('retry-after') ?? null);
			onPause(pause, attempt);
			await io.sleep(pause);
		}
	}

	return {
		async read(path, { asOperator = false } = {}) {
			const authorization = asOperator && { authorization: `Bearer ${await settings.token()}` };
			return request(path, { method: 'GET', headers: { ...common, ...authorization } }, null);
		},
		async write({ method, path, body, expected, ifMatch, idempotencyKey = io.newId(), once = false }) {
			const headers = {
				...common,
				authorization: `Bearer ${await settings.token()}`,
				// The same key on every attempt: what got through before its answer was lost is not done twice.
				'idempotency-key': idempotencyKey,
				...(body && { 'content-type': 'application/json' }),
				...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
			};
			const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
			const answer = await request(path, init, expected.look, once ? 1 : attempts);
			if (!expected.isDone(answer)) throw notCandor('it does not say that this was done', expected.look);
			io.changed(expected);
			return answer;
		},
		stream: (path, signal) =>
			io.fetch(address(path), {
				headers: { ...common, accept: 'text/event-stream' },
				redirect: 'manual',
				signal,
			}),
	};
}
