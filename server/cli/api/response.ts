/** Turns a server's response into a value, or into the CliError that ends the command. */
import type { Issue } from '../../../src/model/errors.ts';
import { CliError } from '../cli-error.ts';
import { exitFor } from '../exit-codes.ts';
import type { HttpResponse } from '../http-fetch.ts';

/** A response whose body has been read to its end. */
export interface ReceivedResponse {
	readonly response: HttpResponse;
	readonly text: string;
}

/** A JSON object whose fields have not been checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export function requireObject(value: unknown): JsonObject {
	if (!isObject(value)) throw unexpectedResponse('its response has an unexpected format');
	return value;
}

/** The objects of the list that the response has under this name. */
export function requireObjects(value: unknown, name: string): readonly JsonObject[] {
	const list = requireObject(value)[name];
	if (!Array.isArray(list)) throw unexpectedResponse(`"${name}" is missing from its response`);
	return list.map(requireObject);
}

const checkAddress = 'Check the address in --url or CANDOR_URL';
const checkFirst = (command: string): string =>
	`The change may have been made. Check with "${command}" before you try again.`;

/**
 * The error for a response that no Candor server sends.
 *
 * @param checkWith - For a request that changes something: the command that shows whether the
 *   change was made nevertheless.
 */
export const unexpectedResponse = (reason: string, checkWith: string | null = null): CliError =>
	new CliError(
		'unreachable',
		`This is not a response of a Candor server: ${reason}. ${checkWith === null ? `${checkAddress}.` : checkFirst(checkWith)}`,
	);

/**
 * The parsed body of a successful response; `undefined` for one without content. Throws a CliError
 * for any other response. `checkWith`: see `unexpectedResponse`.
 */
export function readResult({ response, text }: ReceivedResponse, checkWith: string | null): unknown {
	if (response.status === 204) return undefined;
	if (!response.ok) throw responseError(response, text, checkWith);
	const value = parseJson(text);
	if (value !== undefined) return value;
	const type = response.headers.get('content-type')?.split(';')[0] ?? 'no content type';
	const reason = type.endsWith('json') ? 'it contains invalid JSON' : `it has ${type} instead of JSON`;
	throw unexpectedResponse(reason, checkWith);
}

/**
 * The CliError for a response that is not a success, with the server's own sentence if it has one.
 * `checkWith`: see `unexpectedResponse`.
 */
export function responseError(
	response: HttpResponse,
	text: string,
	checkWith: string | null = null,
): CliError {
	const { status } = response;
	if (status >= 300 && status < 400) {
		const location = response.headers.get('location') ?? 'another address';
		return unexpectedResponse(`it redirects to ${location}`);
	}
	const problem = problemIn(text);
	if (!problem) {
		const message = `The server at ${new URL(response.url).origin} responded with status ${status} and no reason.`;
		const isInDoubt = checkWith !== null && status >= 500;
		const advice = isInDoubt ? checkFirst(checkWith) : `${checkAddress}, or try again.`;
		return new CliError(exitFor('', status), `${message} ${advice}`);
	}
	const { code, sentence } = problem;
	const issues = Array.isArray(problem.issues) ? problem.issues.filter(isIssue) : [];
	return new CliError(exitFor(code, status), sentence ?? 'The server refused the request.', code, issues);
}

/** The problem document of a Candor server; `null` for any other text. */
function problemIn(text: string) {
	const problem = parseJson(text);
	if (!isObject(problem) || typeof problem.code !== 'string') return null;
	const { code, detail, title, issues } = problem;
	const sentence = [detail, title].find((text) => typeof text === 'string');
	return { code, sentence, issues };
}

/** What a Candor server says about a request that it did not carry out; `undefined`: nothing. */
export const serverSentence = ({ text }: ReceivedResponse): string | undefined => problemIn(text)?.sentence;

const isIssue = (value: unknown): value is Issue =>
	isObject(value) && typeof value.path === 'string' && typeof value.message === 'string';

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// The caller creates the error, because only it knows what the response was for.
		return undefined;
	}
}

/** Reasons that mean that no request can have reached the server. */
const notSentReasons: readonly string[] = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'ENETUNREACH',
	'EHOSTUNREACH',
	'bad port',
];

/** Why a request failed, in a few words: a system error code, or the error's message. */
export const failureReason = (error: unknown): string => {
	if (!(error instanceof Error)) return 'unknown reason';
	if (error.name === 'TimeoutError') return 'no response in time';
	const { cause } = error;
	if (!(cause instanceof Error)) return error.message;
	return 'code' in cause ? String(cause.code) : cause.message;
};

/** What the codes mean that operators meet most. */
const meanings = new Map([
	['ECONNREFUSED', 'no program listens there'],
	['ECONNRESET', 'the connection was cut'],
	['ENOTFOUND', 'the host name is unknown'],
	['EAI_AGAIN', 'the host name cannot be looked up now'],
	['EPROTO', 'it does not speak https:'],
	['CERT_HAS_EXPIRED', 'its certificate has expired'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is signed by itself'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another name'],
]);

/** The reason with what its code means. */
export const explainedReason = (error: unknown): string => {
	const reason = failureReason(error);
	const meaning = meanings.get(reason);
	return meaning === undefined ? reason : `${reason}: ${meaning}`;
};

/** The error when no attempt got a response. `checkWith`: see `unexpectedResponse`. */
export function unreachableError(url: URL, errors: readonly unknown[], checkWith: string | null): CliError {
	const reasons = errors.map(failureReason);
	const message = `The server at ${url.origin} cannot be reached (${explainedReason(errors.at(-1))}).`;
	if (checkWith === null) return new CliError('unreachable', `${message} ${checkAddress}.`);
	const mayHaveArrived = reasons.some((reason) => !notSentReasons.includes(reason));
	const advice = mayHaveArrived ? checkFirst(checkWith) : `Nothing was sent. ${checkAddress} and try again.`;
	return new CliError('unreachable', `${message} ${advice}`);
}
