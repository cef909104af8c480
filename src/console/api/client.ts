/**
 * The client of the HTTP API. Its types are generated from the server's OpenAPI document
 * (schema.ts); the session cookie signs it in.
 */
import createClient from 'openapi-fetch';
import { problemOf, unreachable } from './problem.ts';
import type { components, paths } from './schema.ts';
import { homeAddress, serverAddress } from './server.ts';

export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** How long an answer may take, milliseconds: longer than the slowest commit, shorter than patience. */
const timeoutMs = 15_000;

/** Replaces the body of a failure of the network with an error that says so. */
const sendWithin =
	(ms: number) =>
	async (request: Request): Promise<Response> => {
		try {
			return await fetch(request, { signal: AbortSignal.timeout(ms) });
		} catch {
			throw unreachable();
		}
	};

/** For answers that wait for a language model: the server gives it 25 seconds. */
export const sendPatiently: (request: Request) => Promise<Response> = sendWithin(30_000);

const clientOf = (baseUrl: string) =>
	createClient<paths>({
		baseUrl,
		headers: { 'candor-client': 'console' },
		credentials: 'same-origin',
		cache: 'no-store',
		fetch: sendWithin(timeoutMs),
	});

/**
 * `Candor-Client` is a label for the audit log. The other headers of a request are given where it is
 * made.
 */
export const api = clientOf(serverAddress);

/** The API of the server to which a drill belongs: for sessions, and for the drill itself. */
export const homeApi = clientOf(homeAddress);

type Result<Data> =
	| { readonly data: Data; readonly response: Response }
	| { readonly error: unknown; readonly response: Response };

/** Called when a session has ended. */
let onSignedOut: () => void = () => undefined;
export const whenSignedOut = (listener: () => void): void => {
	onSignedOut = listener;
};

/** The body of a successful answer. Rejects with ApiError for any other one. */
export async function answer<Data>(result: Promise<Result<Data>>): Promise<Data> {
	const settled = await result;
	const { response } = settled;
	if (response.ok && 'data' in settled) return settled.data;
	const problem = problemOf(response.status, 'error' in settled ? settled.error : null);
	if (problem.status === 401) onSignedOut();
	throw problem;
}
