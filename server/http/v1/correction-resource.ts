import type { RedactionValue } from '../../../src/model/records/redaction.ts';
import type { RetractionValue } from '../../../src/model/records/retraction.ts';
import type { RevisionValue } from '../../../src/model/records/revision.ts';
import type { UpdateValue } from '../../../src/model/records/update.ts';
import { liveRecord, recordsOfNotice, type State } from '../../../src/model/state/state.ts';
import { notice } from '../../../src/model/views/notices.ts';
import { findNotice } from './notice-resource.ts';

/** The corrections of a notice, as operators read them. Throws CandorError `not-found`. */
export function correctionsOf(state: State, id: string) {
	const retraction = liveRecord(state, 'retraction', id);
	const value = retraction?.value as RetractionValue | undefined;
	const owned = recordsOfNotice(state, id);
	// Only the drafts of a notice that was never open can be redacted too.
	const marker = owned.filter(({ kind }) => kind === 'redaction').at(-1);
	const seq = retraction?.seq ?? notice(state, id)?.seq ?? marker?.seq ?? findNotice(state, id).seq;
	/** While the notice is retracted, its retraction holds the former words. */
	const kept = value?.records ?? [];
	const revisions = [...owned, ...kept].flatMap((record) =>
		record.kind === 'revision' ? [{ id: record.id, ...(record.value as unknown as RevisionValue) }] : [],
	);
	const redactions = owned.flatMap((record) =>
		record.kind === 'redaction' ? [{ id: record.id, ...(record.value as RedactionValue) }] : [],
	);
	return {
		id,
		seq,
		retraction: value
			? {
					title: value.title,
					reason: value.reason,
					at: value.at,
					restorable: kept.length > 0,
					updates: kept
						.flatMap((record) =>
							record.kind === 'update'
								? [{ id: record.id, ...(record.value as unknown as UpdateValue) }]
								: [],
						)
						.sort(byTime),
				}
			: null,
		revisions: revisions.sort(byTime),
		redactions: redactions.sort(byTime),
	};
}

/** The newest first. */
const byTime = (a: { readonly at: string }, b: { readonly at: string }): number =>
	Date.parse(b.at) - Date.parse(a.at);
