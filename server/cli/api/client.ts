/** Sends requests to the server, and sends those again that failed for a reason that may pass. */
import { readRetryAfter } from '../../../src/model/backoff.ts';
import { AwaitsApproval } from '../awaits-approval.ts';
import { CliError } from '../cli-error.ts';
import type { HttpRequest, HttpResponse } from '../http-fetch.ts';
import type { CompletedChange, Io } from '../io.ts';
import type { Settings } from '../settings.ts';
import { readText } from './limited-body.ts';
import {
	explainedReason,
	isObject,
	type JsonObject,
	type ReceivedResponse,
	readResult,
	serverSentence,
	unexpectedResponse,
	unreachableError,
} from './response.ts';
import { isTooLong, maxAttempts, retryDelayMs, secondsText } from './retry.ts';

/** What the response to a change must contain. Without it, the change may not have been made. */
export interface Expectation extends CompletedChange {
	/** Whether a response body confirms the change; `undefined`: a response without content. */
	readonly isConfirmedBy: (body: unknown) => boolean;
}

/** A change. Paths are relative: `v1/notices`, or from `pathTo`. */
export interface WriteRequest {
	readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	readonly path: string;
	readonly body?: object;
	readonly expectation: Expectation;
	/** The server makes the change only if the record still has this `seq`. */
	readonly ifMatch?: number | undefined;
	/** The server makes the change once for this key. Default: a new key for each request. */
	readonly idempotencyKey?: string | undefined;
	/** `false`: sent once only, because the server does not store the response. Default: `true`. */
	readonly canRepeat?: boolean;
	/** How long the whole response may take, milliseconds. Default: 10,000. */
	readonly timeoutMs?: number;
}

export interface ApiClient {
	/**
	 * Reads public data or, `asOperator`, private data. The result is unchecked JSON. `canRepeat`:
	 * as for a write.
	 */
	read(
		path: string,
		options?: { readonly asOperator?: boolean; readonly canRepeat?: boolean },
	): Promise<unknown>;
	/** Reads private data of another media type than JSON, as it is. */
	readText(path: string, mediaType: string): Promise<string>;
	write(request: WriteRequest): Promise<unknown>;
	/** What a write would change: the server decides it and publishes nothing. */
	dryRun(request: WriteRequest): Promise<JsonObject>;
	/** Opens a stream: one attempt, and no limit to how long the response lasts. */
	openStream(
		path: string,
		signal: AbortSignal,
		options?: { readonly asOperator?: boolean; readonly accept?: string },
	): Promise<HttpResponse>;
}

type Init = Pick<HttpRequest, 'method' | 'headers' | 'body'>;

/** How long a whole response may take. */
export const timeoutMs = 10_000;

/** Statuses of a server or a proxy that mean "try again later". */
const transientStatuses: readonly number[] = [429, 502, 503, 504];

/**
 * A path of these segments. Ids come from servers, so none may change which address is requested.
 */
export function pathTo(...segments: readonly string[]): string {
	// encodeURIComponent keeps dots, which would lead upwards, and throws on half a surrogate pair.
	if (segments.some((segment) => /^\.{0,2}$|\p{Surrogate}/u.test(segment)))
		throw unexpectedResponse('it contains an invalid id');
	return segments.map(encodeURIComponent).join('/');
}

function tooOld(error: unknown): never {
	if (!(error instanceof CliError) || error.code !== 'not-found') throw error;
	throw new CliError(
		'refused',
		'This server is too old for a dry run. Nothing was sent. Update the server, or leave --dry-run out.',
		'unsupported-version',
	);
}

/** `printProgress` receives a line about every attempt that failed and will be repeated. */
export function createClient(io: Io, settings: Settings, printProgress: (line: string) => void): ApiClient {
	const addressOf = (path: string): URL => new URL(path, settings.url);
	const commonHeaders = { accept: 'application/json', 'user-agent': `candor/${io.version}` };

	async function send(
		path: string,
		init: Init,
		checkWith: string | null,
		limitMs: number,
	): Promise<ReceivedResponse> {
		// Redirects are never followed: one could send the token to another host.
		const signal = io.timeout(limitMs);
		const response = await io.fetch(addressOf(path), { ...init, redirect: 'manual', signal });
		return { response, text: await readText(response, checkWith) };
	}

	/** `checkWith`: see `unexpectedResponse`. */
	async function request(
		path: string,
		init: Init,
		checkWith: string | null,
		canRepeat = true,
		limitMs = timeoutMs,
		resultOf: (received: ReceivedResponse) => unknown = (received) => readResult(received, checkWith),
	): Promise<unknown> {
		const errors: unknown[] = [];
		for (let attempt = 1; ; attempt++) {
			const received = await send(path, init, checkWith, limitMs).catch((error: unknown) => {
				// A CliError is about the content of a response, which will not change.
				if (error instanceof CliError) throw error;
				errors.push(error);
				return null;
			});
			if (received && !transientStatuses.includes(received.response.status)) return resultOf(received);
			const retryAfterMs = readRetryAfter(received?.response.headers.get('retry-after') ?? null, io.now());
			const delayMs = canRepeat ? retryDelayMs(attempt, io.random, retryAfterMs) : null;
			if (delayMs === null) {
				if (isTooLong(retryAfterMs))
					printProgress(
						`The server asks to wait ${Math.ceil(retryAfterMs / 60_000)} min before the next attempt.`,
					);
				if (received) return resultOf(received);
				throw unreachableError(settings.url, errors, checkWith);
			}
			const reason = received ? `status ${received.response.status}` : explainedReason(errors.at(-1));
			const sentence = received && serverSentence(received);
			printProgress(
				`The request failed (${reason}, attempt ${attempt} of ${maxAttempts}). ${sentence ? `The server says: ${sentence} ` : ''}Retrying in ${secondsText(delayMs)}.`,
			);
			await io.sleep(delayMs);
		}
	}

	return {
		async read(path, { asOperator = false, canRepeat = true } = {}) {
			const authorization = asOperator && { authorization: `Bearer ${await settings.readToken()}` };
			const init = { method: 'GET', headers: { ...commonHeaders, ...authorization } };
			return request(path, init, null, canRepeat);
		},
		async readText(path, mediaType) {
			const authorization = `Bearer ${await settings.readToken()}`;
			const init = { method: 'GET', headers: { ...commonHeaders, accept: mediaType, authorization } };
			return request(path, init, null, true, timeoutMs, (received) => {
				const { status, headers } = received.response;
				if (status !== 200) return readResult(received, null);
				if (headers.get('content-type')?.startsWith(mediaType)) return received.text;
				throw unexpectedResponse(`it is no ${mediaType}`);
			}) as Promise<string>;
		},
		async write({ method, path, body, expectation, ifMatch, idempotencyKey = io.newId(), ...sending }) {
			const token = await settings.readToken();
			const { profile, url } = settings;
			// A profile is not on the command line, so an operator could have forgotten it.
			if (profile !== null) printProgress(`Sending to ${profile} (${url.host}).`);
			const headers = {
				...commonHeaders,
				'candor-client': 'cli',
				authorization: `Bearer ${token}`,
				// One key for all attempts: the change is made once, even if a response was lost.
				'idempotency-key': idempotencyKey,
				...(body && { 'content-type': 'application/json' }),
				...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
			};
			const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
			const { canRepeat, timeoutMs: limitMs } = sending;
			const result = await request(path, init, expectation.checkWith, canRepeat, limitMs);
			if (isObject(result) && result.waiting === true) {
				io.onChange({ statement: 'It waits for a second person', checkWith: 'candor drafts' });
				throw new AwaitsApproval(result);
			}
			if (!expectation.isConfirmedBy(result))
				throw unexpectedResponse('it does not confirm the change', expectation.checkWith);
			io.onChange(expectation);
			return result;
		},
		async dryRun({ method, path, body, ifMatch }) {
			const headers = {
				...commonHeaders,
				authorization: `Bearer ${await settings.readToken()}`,
				...(body && { 'content-type': 'application/json' }),
				...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
			};
			// A server of an earlier version would ignore the query, and publish.
			await request('v1/server', { method: 'GET', headers: { ...headers } }, null).catch(tooOld);
			const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
			const result = await request(`${path}?dry-run=true`, init, null);
			if (isObject(result) && result.dryRun === true) return result;
			throw unexpectedResponse('it does not answer as a dry run');
		},
		async openStream(path, signal, { asOperator = false, accept = 'text/event-stream' } = {}) {
			const authorization = asOperator && { authorization: `Bearer ${await settings.readToken()}` };
			const headers = { ...commonHeaders, accept, ...authorization };
			return io.fetch(addressOf(path), { headers, redirect: 'manual', signal });
		},
	};
}
