/**
 * `If-Match` and `If-None-Match` (RFC 9110 section 13.1). An entity tag contains the `seq` of its
 * resource.
 */
import { CandorError } from '../../src/model/errors.ts';
import { recordKey, type State } from '../../src/model/state/state.ts';

const entityTag = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;

/**
 * A function that throws CandorError `precondition-failed` when the state does not match the
 * header; `undefined` without the header. `currentSeq` returns the seq of the resource, `null` when
 * it does not exist. Weak tags never match (section 13.1.1). Throws CandorError `malformed` for a
 * header that is not a list of entity tags.
 */
export function ifMatchPrecondition(
	header: string | undefined,
	currentSeq: (state: State) => number | null,
): ((state: State) => void) | undefined {
	if (header === undefined) return undefined;
	const tags = header.split(',').map((tag) => tag.trim());
	const matchesAny = header.trim() === '*';
	if (!matchesAny && !tags.every((tag) => entityTag.test(tag)))
		throw new CandorError(
			'malformed',
			'If-Match needs the ETag of an earlier response, with its quotation marks, such as "12".',
		);
	return (state) => {
		const seq = currentSeq(state);
		if (seq !== null && (matchesAny || tags.includes(`"${seq}"`))) return;
		throw new CandorError(
			'precondition-failed',
			seq === null
				? 'If-Match names a version, but nothing exists at this address yet.'
				: `The record has changed: the current version is "${seq}". Read it again, then repeat your change.`,
		);
	};
}

/**
 * Returns a function that reads the seq of a record from a state; `null` when the record does not
 * exist.
 */
export const recordSeq =
	(kind: string, id: string) =>
	(state: State): number | null => {
		const record = state.records.get(recordKey(kind, id));
		return record && record.value !== null ? record.seq : null;
	};

/** Whether the client has this version already (section 13.1.2, with the weak comparison). */
export const isNotModified = (header: string | undefined, tag: string): boolean =>
	header !== undefined &&
	(header.trim() === '*' ||
		header.split(',').some((each) => each.trim().replace(/^W\//, '') === tag.replace(/^W\//, '')));
