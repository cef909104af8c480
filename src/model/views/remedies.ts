import { compareText } from '../compare-text.ts';
import type { RemedyValue } from '../generated/record-types.ts';
import { recordsOfKind, recordsOfNotice, type State, type StateRecord } from '../state/state.ts';
import type { RemedyEnd } from '../vocabulary.ts';
import { readRemedy } from '../wire/read-remedy.ts';
import { type InLanguage, inLanguage } from './translation.ts';

export interface Remedy {
	readonly id: string;
	/** The commit that changed the remedy last. */
	readonly seq: number;
	readonly value: RemedyValue;
}

/** The remedies among some records, the newest first. Remedies that cannot be read are left out. */
const remediesAmong = (records: readonly StateRecord[]): Remedy[] =>
	records
		.flatMap(({ kind, id, seq, value }) => {
			const read = kind === 'remedy' ? readRemedy(value) : null;
			return read ? [{ id, seq, value: read }] : [];
		})
		.sort(
			(a, b) => Date.parse(b.value.publishedAt) - Date.parse(a.value.publishedAt) || compareText(a.id, b.id),
		);

/** All remedies, the newest first. */
export const remedies = (state: State): Remedy[] => remediesAmong(recordsOfKind(state, 'remedy'));

/** The remedies of one notice, or, with `null`, those without a notice. The newest comes first. */
export const remediesFor = (state: State, noticeId: string | null): Remedy[] =>
	noticeId === null
		? remedies(state).filter(({ value }) => value.notice === null)
		: remediesAmong(recordsOfNotice(state, noticeId));

/** Why an offer cannot be claimed any more; `null`: it can. `now` is epoch milliseconds. */
export const remedyEndOf = ({ expiresAt, ended }: RemedyValue, now: number): RemedyEnd | 'expired' | null =>
	expiresAt !== null && Date.parse(expiresAt) <= now ? 'expired' : ended;

/** Whether an offer can still be claimed. `now` is epoch milliseconds. */
export const isClaimable = (remedy: RemedyValue, now: number): boolean => remedyEndOf(remedy, now) === null;

/** A remedy in the best language for a visitor, like {@link inLanguage}. The summary of the offer is translated too. */
export function remedyInLanguage(remedy: RemedyValue, languages: readonly string[]): InLanguage<RemedyValue> {
	const { value, language } = inLanguage({ ...remedy, summary: remedy.offer.summary }, languages);
	const { summary, ...fields } = value;
	return { value: { ...fields, offer: { ...fields.offer, summary } }, language };
}
