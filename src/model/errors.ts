/** Every reason for which Candor refuses something. The code is stable: callers may branch on it. */
export const errorCodes = [
	'malformed',
	'invalid',
	'bad-cursor',
	'bad-frame',
	'unauthorized',
	'origin-not-allowed',
	'not-found',
	'method-not-allowed',
	'retracted',
	'notice-ended',
	'notice-open',
	'reports-closed',
	'wrong-phase',
	'component-in-use',
	'precondition-failed',
	'idempotency-key-reused',
	'too-large',
	'unsupported-media-type',
	'markup-refused',
	'busy',
	'full',
	'too-many',
	'in-use',
	'damaged',
	'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** One thing that is wrong with an input, and where: `path` is a dotted path such as `affected.0.component`. */
export interface Issue {
	readonly path: string;
	readonly message: string;
}

/** The one error class of Candor. `message` is a sentence that says what is wrong and what to do next. */
export class CandorError extends Error {
	override readonly name = 'CandorError';
	declare readonly code: ErrorCode;
	declare readonly issues: readonly Issue[];

	constructor(code: ErrorCode, message: string, issues: readonly Issue[] = []) {
		super(message);
		this.code = code;
		this.issues = issues;
	}
}

/** Which field it was, nobody who reads a status page could use: the server checks all that it sends by its schemas. */
export const badFrame = (): CandorError =>
	new CandorError('bad-frame', 'The server sent something that cannot be read.');
