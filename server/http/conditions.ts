/** If-Match and Idempotency-Key: what a caller may demand of a write. */
import { createHash } from 'node:crypto';
import { CandorError } from '../../src/model/errors.ts';
import { recordKey, type State } from '../../src/model/state/state.ts';

/** A strong entity tag that carries a `seq`; the wildcard; or tags that can match nothing here. */
const entityTag = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;

/**
 * The check that RFC 9110 section 13.1.1 asks for, or `undefined` without the header. Weak tags never match there.
 * Throws CandorError `malformed` for a header that is no list of entity tags.
 */
export function ifMatch(
	header: string | undefined,
	current: (state: State) => number | null,
): ((state: State) => void) | undefined {
	if (header === undefined) return undefined;
	const tags = header.split(',').map((tag) => tag.trim());
	if (header.trim() !== '*' && !tags.every((tag) => entityTag.test(tag)))
		throw new CandorError(
			'malformed',
			'If-Match needs the ETag of an earlier answer, with its quotation marks, such as "12".',
		);
	return (state) => {
		const seq = current(state);
		if (seq !== null && (header.trim() === '*' || tags.includes(`"${seq}"`))) return;
		throw new CandorError(
			'precondition-failed',
			seq === null
				? 'If-Match names a version, but there is nothing here yet.'
				: `It has changed: the current version is "${seq}". Read it again, then repeat your change.`,
		);
	};
}

/** The seq of a record that has a value. */
export const seqOf =
	(kind: string, id: string) =>
	(state: State): number | null => {
		const record = state.records.get(recordKey(kind, id));
		return record && record.value !== null ? record.seq : null;
	};

const key = /^[\x21-\x7e]{1,200}$/;

/** The key and what the request was, so that the same key with another request is noticed. */
export function idempotency(
	header: string | undefined,
	request: {
		readonly method: string;
		readonly path: string;
		readonly body: string;
		readonly ifMatch: string;
	},
): { readonly key: string; readonly fingerprint: string } | undefined {
	if (header === undefined) return undefined;
	if (!key.test(header))
		throw new CandorError('malformed', 'An Idempotency-Key has 1 to 200 visible ASCII characters.');
	const { method, path, body, ifMatch: condition } = request;
	const fingerprint = createHash('sha256').update([method, path, condition, body].join('\n')).digest('hex');
	return { key: header, fingerprint };
}

/** Whether the caller has this version already (RFC 9110 section 13.1.2: the weak comparison). */
export const notModified = (header: string | undefined, tag: string): boolean =>
	header !== undefined &&
	(header.trim() === '*' ||
		header.split(',').some((each) => each.trim().replace(/^W\//, '') === tag.replace(/^W\//, '')));
