/** Lists of notices that are read in pieces, from a place on. `now` is epoch milliseconds. */
import type { NoticeValue } from '../generated/record-types.ts';
import { plainText } from '../rich-text.ts';
import { defineIndex, type IndexDefinition, inOrder, placeOf } from '../state/indexes.ts';
import type { State, StateRecord } from '../state/state.ts';
import { isEndedPhase, type NoticeKind } from '../vocabulary.ts';
import { isActive, isEnded, isExpired, isUpcoming, type Notice, rank } from './notices.ts';
import { timeline } from './updates.ts';

/** More than the milliseconds of any year that is written with four digits. */
const rankFactor = 1e15;

/** Index: the notices by their opening. */
export const byOpening = defineIndex(({ kind, value }) =>
	kind === 'notice' && value ? Date.parse((value as NoticeValue).openedAt) : null,
);

const hasEnded = ({ endedAt, phase }: NoticeValue): boolean => endedAt !== null || isEndedPhase(phase);

/** Index: the notices that have not ended in the log, the worst first, then the newest. */
export const openByRank = defineIndex((record) => {
	const opened = byOpening.keyOf(record);
	if (opened === null || hasEnded(record.value as NoticeValue)) return null;
	return rank(record as Notice) * rankFactor + opened;
});

/** Index: announced maintenance, the soonest first. */
export const upcomingByStart = defineIndex(({ kind, value }) => {
	if (kind !== 'notice' || !value) return null;
	const { phase, window } = value as NoticeValue;
	return phase === 'scheduled' && window ? -Date.parse(window.start) : null;
});

/** A part of a list: the records of an index that pass a test. */
interface Part {
	readonly index: IndexDefinition;
	readonly includes: (value: NoticeValue, now: number) => boolean;
}

const parts: Readonly<Record<string, Part>> = {
	all: { index: byOpening, includes: () => true },
	ended: { index: byOpening, includes: isEnded },
	active: { index: openByRank, includes: isActive },
	upcoming: {
		index: upcomingByStart,
		includes: (value, now) => isUpcoming(value, now) && !isExpired(value, now),
	},
};

export const noticeLists = {
	all: ['all'],
	current: ['active', 'upcoming'],
	ended: ['ended'],
} as const;
export type NoticeList = keyof typeof noticeLists;

/** The place of a record in a list. */
export type Place = readonly [part: string, key: number, id: string];

export interface NoticeFilter {
	readonly kind?: NoticeKind | undefined;
	/** The id of a component that the notice names as affected. */
	readonly component?: string | undefined;
	/** Only notices that were opened at this time or later, in epoch milliseconds. */
	readonly since?: number | undefined;
	/** In lower case: the title or an update contains it. */
	readonly text?: string | undefined;
}

/** A record of a list, whether or not it passes the filter. */
export interface Listed {
	readonly place: Place;
	readonly record: StateRecord;
	readonly isIncluded: boolean;
}

/**
 * The records of a list behind a place, in the order of the list. Throws CandorError for a place of
 * another list.
 */
export function* listNotices(
	state: State,
	now: number,
	list: NoticeList,
	filter: NoticeFilter,
	after?: Place,
): Generator<Listed> {
	const names: readonly string[] = noticeLists[list];
	for (const name of after ? names.slice(names.indexOf(after[0])) : names) {
		const { index, includes } = parts[name] as Part;
		const from = after?.[0] === name ? placeOf(after[1], 'notice', after[2]) : undefined;
		for (const record of inOrder(state, index, from)) {
			const { id, value } = record as Notice;
			// All that follow were opened earlier.
			if (index === byOpening && filter.since !== undefined && isBefore(value, filter.since)) return;
			const place: Place = [name, index.keyOf(record) ?? 0, id];
			yield { place, record, isIncluded: includes(value, now) && passes(state, record as Notice, filter) };
		}
	}
}

/** Whether a place belongs to a list. */
export const isPlaceIn = (list: NoticeList, [part]: Place): boolean =>
	(noticeLists[list] as readonly string[]).includes(part);

const isBefore = ({ openedAt }: NoticeValue, since: number): boolean => Date.parse(openedAt) < since;

function passes(
	state: State,
	{ id, value }: Notice,
	{ kind, component, since, text }: NoticeFilter,
): boolean {
	if (kind !== undefined && value.kind !== kind) return false;
	if (since !== undefined && isBefore(value, since)) return false;
	if (component !== undefined && !value.affected.some((entry) => entry.component === component)) return false;
	if (text === undefined) return true;
	const texts = [value.title, ...timeline(state, id).map((update) => plainText(update.value.body))];
	return texts.some((each) => each.toLowerCase().includes(text));
}
