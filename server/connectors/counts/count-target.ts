/** Where a count is added: the id of a record of the private store, and a field of it. */
import type { CountEntry, CountedAudience } from '../../../src/model/counts.ts';
import type { State } from '../../../src/model/state/state.ts';
import { followedUp } from '../../../src/model/views/follow-ups.ts';
import { type Notice, notice } from '../../../src/model/views/notices.ts';
import { remedies } from '../../../src/model/views/remedies.ts';
import { timeline } from '../../../src/model/views/updates.ts';

export interface CountTarget {
	readonly record: string;
	readonly field: string;
}

/** The day of an instant (epoch milliseconds), in UTC: `2030-01-31`. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

// Ids have no spaces.
export const updateRecord = (notice: string, update: number): string => `update ${notice} ${update}`;
export const updateRecords = (notice: string): string => `update ${notice} `;
export const remedyRecord = (remedy: string): string => `remedy ${remedy}`;
export const dayRecords = 'day ';

export const audienceField = (of: string, { attribute, value }: CountedAudience): string =>
	`${of} ${JSON.stringify([attribute, value])}`;

const isCounted = (about: Notice | undefined): about is Notice => !!about && !about.value.drill;

const declares = ({ value }: Notice, { attribute, value: given }: CountedAudience): boolean => {
	const { attributes = {} } = value.audience ?? {};
	return Object.hasOwn(attributes, attribute) && !!attributes[attribute]?.includes(given);
};

/**
 * `null`: it is not counted, because the notice, the update, the audience or the remedy was never
 * published, is a drill, or is not there any more.
 */
export function countTarget(state: State, entry: CountEntry, now: number): CountTarget | null {
	const { of } = entry;
	if (of === 'errors') return { record: dayRecords + dayOf(now), field: of };
	if ('remedy' in entry) {
		const found = remedies(state).find(({ id }) => id === entry.remedy);
		const about = found && notice(state, found.value.notice ?? '');
		return found && !about?.value.drill ? { record: remedyRecord(found.id), field: of } : null;
	}
	const about = notice(state, entry.notice);
	if (!isCounted(about)) return null;
	if (!('update' in entry)) {
		const isFollowed = followedUp(state, now).some(({ id }) => id === about.id);
		return isFollowed ? { record: dayRecords + dayOf(now), field: `${of} ${about.id}` } : null;
	}
	const { update, audience } = entry;
	if (!timeline(state, about.id).some(({ value }) => value.number === update)) return null;
	if (audience && !declares(about, audience)) return null;
	return {
		record: updateRecord(about.id, update),
		field: audience ? audienceField(of, audience) : of,
	};
}
