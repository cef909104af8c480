/** What all decisions share: their inputs and their errors. */
import { CandorError } from '../errors.ts';
import type { PolicyPack } from '../policy-pack/policy-pack.ts';
import { liveRecord, type State } from '../state/state.ts';
import { isEnded, type Notice, notice } from '../views/notices.ts';

/**
 * The inputs of `decide` that are not in the state: it has no clock and no randomness of its own.
 */
export interface Context {
	/** The time of the decision, ISO 8601 in UTC. */
	readonly now: string;
	readonly newId: () => string;
	/** The policy pack of the server. Missing or `null`: none. */
	readonly pack?: PolicyPack | null | undefined;
	/** The id of the token that gives the command. Missing: the server itself. */
	readonly actor?: string;
}

/** The error for one invalid field. */
export const invalid = (path: string, message: string): CandorError =>
	new CandorError('invalid', message, [{ path, message }]);

/** Whether an instant has passed at the time of the decision. */
export const hasPassed = (instant: string, now: string): boolean => Date.parse(instant) <= Date.parse(now);

/** Throws CandorError `invalid` unless the second instant of a span is after the first. */
export function checkOrder<First extends string, Second extends string>(
	field: string,
	span: Readonly<Record<First | Second, string>>,
	first: First,
	second: Second,
): void {
	if (Date.parse(span[first]) >= Date.parse(span[second]))
		throw invalid(`${field}.${second}`, `"${second}" must be after "${first}".`);
}

export const isRetracted = (state: State, noticeId: string): boolean =>
	liveRecord(state, 'retraction', noticeId) !== undefined;

/** The notice. Throws CandorError `retracted` or `not-found`. */
export function requireNotice(state: State, id: string): Notice {
	const found = notice(state, id);
	if (found) return found;
	if (isRetracted(state, id))
		throw new CandorError(
			'retracted',
			`The notice "${id}" was retracted. Open a new one if there is more to say.`,
		);
	throw new CandorError('not-found', `There is no notice "${id}". List the notices to see their ids.`);
}

/** Throws CandorError `notice-ended` if the notice has ended. */
export function requireOpen({ id, value }: Notice, now: string): void {
	if (isEnded(value, Date.parse(now)))
		throw new CandorError('notice-ended', `The notice "${id}" has ended. Reopen it first.`);
}
