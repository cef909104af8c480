/** Commands that remove a notice from every page, and bring it back. */
import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import type { NoticeValue } from '../records/notice.ts';
import type { RetractionValue } from '../records/retraction.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, recordsOfNotice, type State } from '../state/state.ts';
import { type Context, requireNotice } from './context.ts';
import { putNotice } from './put-notice.ts';

const ownedKinds = ['update', 'remedy', 'postmortem', 'revision'] as const;

/**
 * Removes a notice and the records that belong to it. A private record keeps them and the reason.
 */
export function retract(command: CommandOf<'retract'>, state: State, { now }: Context): KnownChange[] {
	const notice = requireNotice(state, command.notice);
	const { id, value } = notice;
	const owned = recordsOfNotice(state, id).flatMap((record) => {
		const kind = ownedKinds.find((each) => each === record.kind);
		return kind && record.value ? [{ kind, id: record.id, value: record.value }] : [];
	});
	const records = [{ kind: 'notice', id, value }, ...owned] as RetractionValue['records'];
	const retraction = { title: value.title, reason: command.reason ?? '', at: now, records };
	return [
		{ kind: 'notice', id, value: null },
		...owned.map((record): KnownChange => ({ ...record, value: null })),
		{ kind: 'retraction', id, value: retraction },
	];
}

/** Brings a retracted notice back exactly as it was. */
export function restore({ notice: id }: CommandOf<'restore'>, state: State): KnownChange[] {
	const retraction = liveRecord(state, 'retraction', id)?.value as RetractionValue | undefined;
	if (!retraction) {
		requireNotice(state, id);
		throw new CandorError(
			'not-retracted',
			`The notice "${id}" is not retracted. There is nothing to restore.`,
		);
	}
	const notice = retraction.records.find((record) => record.kind === 'notice' && record.id === id);
	if (!notice)
		throw new CandorError(
			'not-restorable',
			`The notice "${id}" was retracted by an earlier version of Candor, which did not keep it. Open a new notice.`,
		);
	const owned = retraction.records.flatMap(({ kind, id, value }) => {
		const known = ownedKinds.find((each) => each === kind);
		// Another record may have taken the id meanwhile. It is newer, so it stays.
		return known && !liveRecord(state, known, id)
			? [{ kind: known, id, value } as unknown as KnownChange]
			: [];
	});
	// Components that were removed meanwhile exist again: the notice names them.
	const changes = putNotice(id, notice.value as unknown as NoticeValue, state);
	return [...changes, ...owned, { kind: 'retraction', id, value: null }];
}
