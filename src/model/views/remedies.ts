/** What came after an outage: for the richer elements and the server, never in the embed. */

import type { PostmortemValue, RemedyValue } from '../records/remedies.ts';
import { liveRecords, recordKey, type State } from '../state/commit.ts';
import { readPostmortem, readRemedy } from '../wire/remedies.ts';
import { type InLanguage, inLanguage } from './translation.ts';

export interface Remedy {
	readonly id: string;
	/** The commit that changed it last. */
	readonly seq: number;
	readonly value: RemedyValue;
}
export interface Postmortem {
	/** The notice's id. */
	readonly id: string;
	readonly seq: number;
	readonly value: PostmortemValue;
}

/** Every remedy, the newest first. What cannot be read is not there. */
export const remedies = (state: State): Remedy[] =>
	liveRecords(state)
		.flatMap(({ kind, id, seq, value }) => {
			const read = kind === 'remedy' ? readRemedy(value) : null;
			return read ? [{ id, seq, value: read }] : [];
		})
		.sort(
			(a, b) => Date.parse(b.value.publishedAt) - Date.parse(a.value.publishedAt) || (a.id < b.id ? -1 : 1),
		);

/** The remedies of one notice; `null` for those that belong to none. */
export const remediesFor = (state: State, noticeId: string | null): Remedy[] =>
	remedies(state).filter(({ value }) => value.notice === noticeId);

/** Whether a remedy can still be claimed. `now` is epoch milliseconds. */
export const isClaimable = ({ expiresAt }: RemedyValue, now: number): boolean =>
	expiresAt === null || Date.parse(expiresAt) > now;

/** A notice's post-mortem; `null` where there is none, or none that can be read. */
export function postmortemOf(state: State, noticeId: string): Postmortem | null {
	const record = state.records.get(recordKey('postmortem', noticeId));
	const value = readPostmortem(record?.value);
	return record && value ? { id: noticeId, seq: record.seq, value } : null;
}

/** A remedy in the best language for a reader: as {@link inLanguage}, with the offer's summary in its place. */
export function remedyInLanguage(remedy: RemedyValue, languages: readonly string[]): InLanguage<RemedyValue> {
	const { value, language } = inLanguage({ ...remedy, summary: remedy.offer.summary }, languages);
	const { summary, ...said } = value;
	return { value: { ...said, offer: { ...said.offer, summary } }, language };
}
