/** What an answer of the server means: a value, or the Failure that ends the command. */
import type { Issue } from '../../src/model/errors.ts';
import { exitFor, Failure } from './exit.ts';

/** A whole answer, read to its end. */
export interface Answer {
	readonly response: Response;
	readonly text: string;
}

/** An object as JSON makes it, with nothing known about its fields. */
export type Json = Readonly<Record<string, unknown>>;
export const isJson = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object that an answer must be; what else a server may send is not Candor's. */
export function objectIn(value: unknown): Json {
	if (!isJson(value)) throw notCandor('it sent something else than was asked for');
	return value;
}

/** The objects of a list in an answer. */
export function objectsIn(value: unknown, name: string): readonly Json[] {
	const list = objectIn(value)[name];
	if (!Array.isArray(list)) throw notCandor(`"${name}" is missing from what it sent`);
	return list.map(objectIn);
}

const checkAddress = 'Check the address in --url or CANDOR_URL';
const lookFirst = (look: string): string =>
	`It may have been carried out: look with "${look}" before you try again.`;

/** `look`: where a change was asked for, the command that shows whether it was made all the same. */
export const notCandor = (reason: string, look: string | null = null): Failure =>
	new Failure(
		'unreachable',
		`The server does not answer as Candor does: ${reason}. ${look === null ? `${checkAddress}.` : lookFirst(look)}`,
	);

/** The value of an answer that is a success; `undefined` where it has no content. `look`: see `notCandor`. */
export function meaningOf({ response, text }: Answer, look: string | null): unknown {
	if (response.status === 204) return undefined;
	if (!response.ok) throw problemOf(response, text, look);
	const value = parsed(text);
	if (value !== undefined) return value;
	const type = response.headers.get('content-type')?.split(';')[0] ?? 'nothing';
	const sent = type.endsWith('json') ? 'JSON that cannot be read' : `${type} where JSON was asked for`;
	throw notCandor(`it sent ${sent}`, look);
}

/** The Failure for an answer that is none. The server's own sentence wins. `look`: see `notCandor`. */
export function problemOf(response: Response, text: string, look: string | null = null): Failure {
	if (response.status >= 300 && response.status < 400) {
		const to = response.headers.get('location') ?? 'another address';
		return notCandor(`it sends to ${to}`);
	}
	const problem = parsed(text);
	if (!isJson(problem) || typeof problem.code !== 'string') {
		const { status } = response;
		const exit = exitFor('', status);
		const message = `The server at ${new URL(response.url).origin} answered with status ${status} and no reason.`;
		const doubtful = look !== null && status >= 500;
		return new Failure(exit, `${message} ${doubtful ? lookFirst(look) : `${checkAddress}, or try again.`}`);
	}
	const { code, detail, title } = problem;
	const sentence = [detail, title].find((said) => typeof said === 'string') ?? 'The server refused this.';
	const issues = Array.isArray(problem.issues) ? problem.issues.filter(isIssue) : [];
	return new Failure(exitFor(code, response.status), String(sentence), code, issues);
}

const isIssue = (value: unknown): value is Issue =>
	isJson(value) && typeof value.path === 'string' && typeof value.message === 'string';

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Not JSON: the caller says what that means.
		return undefined;
	}
}

/** The reasons for which nothing can have reached the server. */
const neverSent: readonly string[] = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'ENETUNREACH',
	'EHOSTUNREACH',
	'bad port',
];

export const reasonOf = (error: unknown): string => {
	if (!(error instanceof Error)) return 'unknown reason';
	if (error.name === 'TimeoutError') return 'no answer in time';
	const { cause } = error;
	if (!(cause instanceof Error)) return error.message;
	return 'code' in cause ? String(cause.code) : cause.message;
};

/** No answer after all attempts. `look`: see `notCandor`. */
export function unreachable(url: URL, errors: readonly unknown[], look: string | null): Failure {
	const reasons = errors.map(reasonOf);
	const what = `The server at ${url.origin} cannot be reached (${reasons.at(-1)}).`;
	if (look === null) return new Failure('unreachable', `${what} ${checkAddress}.`);
	const sent = reasons.some((reason) => !neverSent.includes(reason));
	const next = sent ? lookFirst(look) : `Nothing was sent. ${checkAddress} and try again.`;
	return new Failure('unreachable', `${what} ${next}`);
}
