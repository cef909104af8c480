/** The one error mapper: every failure as RFC 9457 problem details with a stable code. */
import { CandorError, type ErrorCode, type Issue } from '../../src/model/errors.ts';
import { openToAll } from './origins.ts';

const statuses: Readonly<Record<ErrorCode, number>> = {
	malformed: 400,
	invalid: 422,
	'bad-cursor': 400,
	'bad-frame': 500,
	unauthorized: 401,
	'origin-not-allowed': 403,
	'not-found': 404,
	'method-not-allowed': 405,
	retracted: 410,
	'notice-ended': 409,
	'notice-open': 409,
	'reports-closed': 409,
	'wrong-phase': 422,
	'component-in-use': 409,
	'precondition-failed': 412,
	'idempotency-key-reused': 422,
	'too-large': 413,
	'unsupported-media-type': 415,
	'markup-refused': 422,
	busy: 503,
	full: 503,
	'too-many': 429,
	'in-use': 503,
	damaged: 503,
	'unsupported-version': 503,
	internal: 500,
};

const titles: Readonly<Record<number, string>> = {
	400: 'Bad request',
	401: 'Not authorised',
	403: 'Not allowed',
	404: 'Not found',
	405: 'Method not allowed',
	409: 'Not possible as things stand',
	410: 'Gone',
	412: 'Changed meanwhile',
	413: 'Too large',
	415: 'Not JSON',
	422: 'Not accepted',
	429: 'Too many',
	500: 'Our mistake',
	503: 'Not possible right now',
};

/** The members of a problem document. */
export interface Problem {
	/** `about:blank`: the code says it all. */
	readonly type: string;
	readonly title: string;
	readonly status: number;
	readonly code: ErrorCode;
	readonly detail: string;
	/** What is wrong at which place of the request; `path` is dotted, such as `affected.0.component`. */
	readonly issues?: readonly Issue[];
}

/** What a caller is told. An error that is not ours says nothing of itself: it is for the log. */
export function problemOf(error: unknown): Problem {
	const known =
		error instanceof CandorError
			? error
			: new CandorError(
					'internal',
					'Something went wrong in the server. Nothing was published. The server’s log has the details.',
				);
	const status = statuses[known.code];
	return {
		type: 'about:blank',
		title: titles[status] ?? 'Refused',
		status,
		code: known.code,
		detail: known.message,
		...(known.issues.length > 0 && { issues: known.issues }),
	};
}

/** Seconds after which it may be tried again, from and to: spread, so that those who are turned away together come back apart. */
const returns: Readonly<Partial<Record<ErrorCode, readonly [from: number, to: number]>>> = {
	busy: [1, 3],
	'in-use': [1, 3],
	damaged: [10, 30],
	'unsupported-version': [10, 30],
	full: [20, 60],
	'too-many': [20, 60],
};

/** The headers that belong to a problem. */
export function problemHeaders(
	{ status, code }: Problem,
	random: () => number = Math.random,
): Record<string, string> {
	const [from, to] = returns[code] ?? [];
	return {
		'content-type': 'application/problem+json; charset=utf-8',
		'cache-control': 'no-store',
		...(status === 401 && { 'www-authenticate': 'Bearer realm="candor"' }),
		// The rest of a body may not have been read: the connection cannot be used again.
		...(status === 413 && { connection: 'close' }),
		...(from && to && { 'retry-after': String(Math.round(from + (to - from) * random())) }),
	};
}

export const problemResponse = (error: unknown, headers: Record<string, string> = {}): Response => {
	const problem = problemOf(error);
	return new Response(JSON.stringify(problem), {
		status: problem.status,
		headers: { ...problemHeaders(problem), ...headers },
	});
};

/** A whole answer, for a connection that nobody has read a request from. */
export function rawProblem(error: unknown): string {
	const problem = problemOf(error);
	const body = JSON.stringify(problem);
	const headers = {
		...problemHeaders(problem),
		...openToAll,
		'content-length': String(Buffer.byteLength(body)),
		connection: 'close',
	};
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	return `HTTP/1.1 ${problem.status} ${problem.title}\r\n${lines.join('')}\r\n${body}`;
}
