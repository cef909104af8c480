/** What an answer that is no success says. */

export interface ProblemIssue {
	/** A dotted path of the request's body, such as `dataSafety.evidence`. */
	readonly path: string;
	readonly message: string;
}

/**
 * A request that was refused or not answered. `message` is a sentence that says what to do next.
 */
export class ApiError extends Error {
	override readonly name = 'ApiError';
	/** The HTTP status; 0 when no answer came. */
	readonly status: number;
	/** The stable code of the problem; `unreachable` when no answer came. */
	readonly code: string;
	readonly issues: readonly ProblemIssue[];

	constructor(status: number, code: string, message: string, issues: readonly ProblemIssue[] = []) {
		super(message);
		this.status = status;
		this.code = code;
		this.issues = issues;
	}
}

/** No answer came: it is not known whether the request had an effect. */
export const unreachable = (): ApiError =>
	new ApiError(
		0,
		'unreachable',
		'The server does not answer. Nothing you wrote is lost: try again, and it is published once at most.',
	);

/** The error of a response whose body is a problem document (RFC 9457), or anything else. */
export function problemOf(status: number, body: unknown): ApiError {
	const { code, detail, title, issues } = (typeof body === 'object' && body !== null ? body : {}) as {
		readonly code?: unknown;
		readonly detail?: unknown;
		readonly title?: unknown;
		readonly issues?: unknown;
	};
	const said = [detail, title].find((each) => typeof each === 'string' && each !== '');
	return new ApiError(
		status,
		typeof code === 'string' ? code : 'internal',
		typeof said === 'string'
			? said
			: `The server answered with the status ${status} and no explanation. Try again, or use the command line.`,
		Array.isArray(issues) ? issues.filter(isIssue) : [],
	);
}

const isIssue = (value: unknown): value is ProblemIssue =>
	typeof value === 'object' &&
	value !== null &&
	typeof (value as ProblemIssue).path === 'string' &&
	typeof (value as ProblemIssue).message === 'string';

/** The sentence of any error. */
export const sentenceOf = (error: unknown): string =>
	error instanceof Error ? error.message : 'Something went wrong. Try again.';
