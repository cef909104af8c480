/**
 * Every reason for which Candor refuses something. Codes are stable: callers may branch on them.
 */
export const errorCodes = [
	'malformed',
	'invalid',
	'bad-cursor',
	'bad-frame',
	'unauthorized',
	'forbidden',
	'origin-not-allowed',
	'cross-site',
	'not-found',
	'method-not-allowed',
	'retracted',
	'not-retracted',
	'not-restorable',
	'update-withdrawn',
	'notice-ended',
	'notice-open',
	'promises-dropped',
	'reports-closed',
	'wrong-phase',
	'last-admin',
	'claims-closed',
	'claim-token-invalid',
	'claim-token-expired',
	'claim-token-replayed',
	'claim-other-remedy',
	'claim-not-eligible',
	'remedy-expired',
	'remedy-sold-out',
	'remedy-spent',
	'contact-closed',
	'component-in-use',
	'unknown-component',
	'similar-open',
	'review-missing',
	'precondition-failed',
	'idempotency-key-reused',
	'too-large',
	'unsupported-media-type',
	'markup-refused',
	'assistant-failed',
	'busy',
	'full',
	'too-many',
	'in-use',
	'damaged',
	'unsupported-version',
	'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** One problem of an input. */
export interface Issue {
	/** A dotted path such as `affected.0.component`. */
	readonly path: string;
	readonly message: string;
}

/** The only error class of Candor. `message` says what is wrong and what to do next. */
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

/**
 * The error does not name the field: the server checks what it sends against its schemas, and a
 * visitor could not act on it.
 */
export const badFrame = (): CandorError =>
	new CandorError('bad-frame', 'The server sent something that cannot be read.');
