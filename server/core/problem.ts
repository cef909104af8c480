/**
 * Every error as RFC 9457 problem details with a stable code. Part of core, because the streaming
 * layer refuses requests without the HTTP layer (docs/decisions/0018-problem-in-core.md).
 */
import { CandorError, type ErrorCode, type Issue } from '../../src/model/errors.ts';
import { openToAll } from './origins.ts';

const statuses: Readonly<Record<ErrorCode, number>> = {
	malformed: 400,
	invalid: 422,
	'bad-cursor': 400,
	'bad-frame': 500,
	unauthorized: 401,
	forbidden: 403,
	'origin-not-allowed': 403,
	'cross-site': 403,
	'not-found': 404,
	'method-not-allowed': 405,
	retracted: 410,
	'not-retracted': 409,
	'not-restorable': 409,
	'update-withdrawn': 409,
	'notice-ended': 409,
	'notice-open': 409,
	'promises-dropped': 409,
	'reports-closed': 409,
	'wrong-phase': 422,
	'last-admin': 409,
	'claims-closed': 409,
	'claim-token-invalid': 401,
	'claim-token-expired': 401,
	'claim-token-replayed': 409,
	'claim-other-remedy': 403,
	'claim-not-eligible': 403,
	'remedy-expired': 410,
	'remedy-sold-out': 409,
	'remedy-spent': 409,
	'contact-closed': 404,
	'component-in-use': 409,
	'unknown-component': 422,
	'similar-open': 409,
	'review-missing': 409,
	'precondition-failed': 412,
	'idempotency-key-reused': 422,
	'too-large': 413,
	'unsupported-media-type': 415,
	'markup-refused': 422,
	'assistant-failed': 502,
	busy: 503,
	full: 503,
	'too-many': 429,
	'in-use': 503,
	damaged: 503,
	'unsupported-version': 503,
	internal: 500,
};

/** The phrases of RFC 9110: RFC 9457 asks for them where `type` is `about:blank`. */
const titles: Readonly<Record<number, string>> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	409: 'Conflict',
	410: 'Gone',
	412: 'Precondition Failed',
	413: 'Content Too Large',
	415: 'Unsupported Media Type',
	422: 'Unprocessable Content',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	502: 'Bad Gateway',
	503: 'Service Unavailable',
};

/** The members of a problem document. */
export interface Problem {
	/** `about:blank`: programs read `code` instead. */
	readonly type: string;
	readonly title: string;
	readonly status: number;
	readonly code: ErrorCode;
	readonly detail: string;
	/** Errors in the request; `path` is dotted, such as `affected.0.component`. */
	readonly issues?: readonly Issue[];
	/** The same as in `X-Request-Id` and in the server's log. */
	readonly requestId?: string;
}

/**
 * The problem of an error. An error other than a CandorError becomes `internal` without its
 * message, which belongs in the server's log only.
 */
export function problemOf(error: unknown): Problem {
	const { code, message, issues } =
		error instanceof CandorError
			? error
			: new CandorError(
					'internal',
					'An unexpected error occurred. Nothing was published. The server’s log has the details.',
				);
	const status = statuses[code];
	return {
		type: 'about:blank',
		title: titles[status] ?? 'Error',
		status,
		code,
		detail: message,
		...(issues.length > 0 && { issues }),
	};
}

/**
 * The range of `Retry-After`, in seconds. The value is random, so that clients refused at the same
 * time do not all return at the same time.
 */
const retryAfterRanges: Readonly<Partial<Record<ErrorCode, readonly [min: number, max: number]>>> = {
	busy: [1, 3],
	'in-use': [1, 3],
	damaged: [10, 30],
	'unsupported-version': [10, 30],
	full: [20, 60],
	'too-many': [20, 60],
};

/** `random`: returns a number from 0 to 1, for `Retry-After`. */
export function problemHeaders(
	{ status, code }: Problem,
	random: () => number = Math.random,
): Record<string, string> {
	const [min, max] = retryAfterRanges[code] ?? [];
	return {
		'content-type': 'application/problem+json; charset=utf-8',
		'cache-control': 'no-store',
		...(status === 401 && { 'www-authenticate': 'Bearer realm="candor"' }),
		// The rest of the body has not been read, so the connection cannot be reused.
		...(status === 413 && { connection: 'close' }),
		...(min && max && { 'retry-after': String(Math.round(min + (max - min) * random())) }),
	};
}

export const problemResponse = (
	error: unknown,
	headers: Record<string, string> = {},
	requestId?: string,
): Response => {
	const problem: Problem = { ...problemOf(error), ...(requestId !== undefined && { requestId }) };
	return new Response(JSON.stringify(problem), {
		status: problem.status,
		headers: { ...problemHeaders(problem), ...headers },
	});
};

/** A whole HTTP/1.1 response, for a socket without a `node:http` response. */
export function rawProblem(error: unknown, requestId?: string): string {
	const problem: Problem = { ...problemOf(error), ...(requestId !== undefined && { requestId }) };
	const body = JSON.stringify(problem);
	const headers = {
		...problemHeaders(problem),
		...openToAll,
		...(requestId !== undefined && { 'x-request-id': requestId }),
		'content-length': String(Buffer.byteLength(body)),
		connection: 'close',
	};
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	return `HTTP/1.1 ${problem.status} ${problem.title}\r\n${lines.join('')}\r\n${body}`;
}
