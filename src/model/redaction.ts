/**
 * Redaction: words that must not exist any more leave every version of a record, in the state and
 * in all commits of the log. It is the only operation that changes a commit. The commit keeps a
 * marker.
 */
import type { Command } from './commands/command.ts';
import { seriesIdOf } from './decide/series/notice-id.ts';
import type { Change, Commit } from './state/commit.ts';
import type { RedactableField } from './vocabulary.ts';

/** Which words of a notice are removed. */
export interface Redaction {
	readonly notice: string;
	/** The update whose words are removed. `null`: only fields of the notice. */
	readonly update: string | null;
	readonly fields: readonly RedactableField[];
	/** Takes the place of the title, which cannot be empty. */
	readonly title: string;
}

/** In the place of a title that nothing else replaces. */
export const noTitle = '…';

/** What a command redacts. `null` for any other command. */
export function redactionOf(command: Command): Redaction | null {
	if (command.type === 'redact-update')
		return { notice: command.notice, update: command.update, fields: [], title: noTitle };
	if (command.type !== 'redact-notice') return null;
	const { notice, fields, title = noTitle } = command;
	return { notice, update: null, fields, title };
}

type Fields = Readonly<Record<string, unknown>>;

const noSections = { impact: '', timeline: '', causes: '', wentWell: '', internal: '' };
const noWords = { body: [], translations: {}, author: null };

/** The emptied fields of a notice. Translations go with any field that they may repeat. */
const emptied: Readonly<Record<RedactableField, (value: Fields, redaction: Redaction) => Fields>> = {
	title: (_, { title }) => ({ title, translations: {} }),
	workaround: () => ({ workaround: null, translations: {} }),
	actions: () => ({ actions: [], translations: {} }),
	checklist: () => ({ checklist: [], translations: {} }),
	dataSafety: ({ dataSafety }) => ({
		dataSafety: dataSafety && { ...dataSafety, statement: [], evidence: null, approvedBy: null },
	}),
	notAffected: () => ({ notAffected: null, translations: {} }),
	moreUrl: () => ({ moreUrl: null }),
	postmortem: () => ({}),
	remedies: () => ({}),
	reason: () => ({}),
};

/** A claim by an event has no words: a code or an address goes with the others. */
const withoutOffer = (value: Fields): Fields => ({
	...value,
	...{ title: noTitle, apology: [], terms: null, translations: {}, claim: { type: 'event' } },
	offer: { ...(value.offer as Fields), summary: noTitle },
});

/** Who agreed and who did not stays. */
const withoutComment = (review: Fields): Fields => ({ ...review, comment: null });

/** A series would announce the words again. */
function withoutSeriesWords(value: Fields, { update, fields, title }: Redaction): object {
	const { command, ...others } = value as Fields & { readonly command: Fields };
	const removed: readonly string[] = update === null ? fields : ['body'];
	if (!removed.some((field) => command[field] != null)) return value;
	const kept = Object.entries(command).filter(
		([name]) => name !== 'translations' && (name === 'title' || !removed.includes(name)),
	);
	return {
		...others,
		command: { ...Object.fromEntries(kept), ...(removed.includes('title') && { title }) },
	};
}

/** Whether a record of this kind has nothing left after the redaction, so that it is removed. */
export const isEmptied = (kind: string, fields: readonly RedactableField[]): boolean =>
	(kind === 'postmortem' && fields.includes('postmortem')) ||
	(kind === 'remedy' && fields.includes('remedies'));

/** A record's value without the redacted words. The same object if it has none of them. */
export function withoutWords({ kind, id, value }: Change, redaction: Redaction): object | null {
	const { notice, update, fields, title } = redaction;
	const has = (field: RedactableField): boolean => fields.includes(field);
	if (value === null) return null;
	const known = value as Fields;
	if (kind === 'update' && id === update && known.notice === notice) return { ...known, ...noWords };
	if (kind === 'revision' && known.update === update && known.notice === notice)
		return { ...known, former: { ...(known.former as Fields), ...noWords } };
	if (kind === 'postmortem' && id === notice && has('postmortem'))
		return { ...known, title: noTitle, body: [], actions: [], translations: {} };
	// It quotes the updates, and may hold any of the words.
	if (kind === 'postmortem-draft' && known.notice === notice)
		return { ...known, title: noTitle, ...noSections, actions: [] };
	if (kind === 'remedy' && known.notice === notice && has('remedies')) return withoutOffer(known);
	// A draft may hold any of the words, and another one can be written.
	if (kind === 'proposal' && known.notice === notice)
		return {
			...{ ...known, title: noTitle, command: {} },
			...(known.held != null && { held: noTitle }),
			...(Array.isArray(known.reviews) && { reviews: known.reviews.map(withoutComment) }),
		};
	if (kind === 'series' && id === seriesIdOf(notice)) return withoutSeriesWords(known, redaction);
	if (kind === 'override' && known.notice === notice && has('reason')) return { ...known, reason: '' };
	if (kind === 'notice' && id === notice)
		return Object.assign({ ...known }, ...fields.map((field) => emptied[field](known, redaction))) as object;
	if (kind !== 'retraction' || id !== notice) return value;
	const records = (known.records ?? []) as readonly (Change & { readonly value: object })[];
	return {
		...known,
		...(has('title') && { title }),
		...(has('reason') && { reason: '' }),
		records: records
			.filter((each) => !isEmptied(each.kind, fields))
			.map((each) => ({ ...each, value: withoutWords(each, redaction) })),
	};
}

/**
 * The commit without the redacted words, marked with the `seq` of the redaction. `null` if it has
 * none of them.
 */
export function redacted(commit: Commit, redaction: Redaction, seq: number): Commit | null {
	const changes = commit.changes.map((change) => ({ ...change, value: withoutWords(change, redaction) }));
	if (changes.every(({ value }, index) => isEqual(value, commit.changes[index]?.value))) return null;
	// The fingerprint is a hash of the request: with all other words known, it would help to guess
	// the removed ones.
	const { fingerprint: _, ...cause } = commit.cause;
	return { ...commit, cause, changes, redactedBy: [...(commit.redactedBy ?? []), seq] };
}

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
