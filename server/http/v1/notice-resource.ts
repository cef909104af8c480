import { CandorError } from '../../../src/model/errors.ts';
import { recordKey, type State } from '../../../src/model/state/state.ts';
import { mergedInto } from '../../../src/model/views/mergers.ts';
import { type Notice, notice } from '../../../src/model/views/notices.ts';
import { timeline } from '../../../src/model/views/updates.ts';
import { noticeWarnings } from '../../../src/model/views/warnings.ts';
import { withWarnings } from './route-parts.ts';

/** A notice as the API returns it. */
export const noticeResourceOf = (state: State, { id, seq, value }: Notice) => ({
	id,
	seq,
	...value,
	...mergerOf(state, id),
	updates: timeline(state, id).map((update) => ({ id: update.id, ...update.value })),
});

function mergerOf(state: State, id: string): { readonly mergedInto?: string } {
	const into = mergedInto(state, id);
	return into === null ? {} : { mergedInto: into };
}

/** Throws CandorError `not-found` or `retracted`. */
export function findNotice(state: State, id: string): Notice {
	const found = notice(state, id);
	if (found) return found;
	if (state.records.get(recordKey('retraction', id))?.value)
		throw new CandorError('retracted', `The notice "${id}" was retracted.`);
	throw new CandorError('not-found', `There is no notice "${id}". List the notices to see their ids.`);
}

/** A notice as the API returns it after a write: with warnings. `now` is epoch milliseconds. */
export const changedNoticeResource = (state: State, found: Notice, now: number) => ({
	...noticeResourceOf(state, found),
	...withWarnings(noticeWarnings(state, found.id, now)),
});
