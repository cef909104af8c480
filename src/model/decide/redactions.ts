/**
 * Commands that remove words for good. The command handler removes them from the log too
 * (redaction.ts).
 */
import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import type { RedactionValue } from '../records/redaction.ts';
import type { RetractionValue } from '../records/retraction.ts';
import type { UpdateValue } from '../records/update.ts';
import { isEmptied, type Redaction, redactionOf, withoutWords } from '../redaction.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, recordsOfNotice, type State, type StateRecord } from '../state/state.ts';
import { proposalsOf } from '../views/proposals.ts';
import { type Context, invalid, isRetracted, requireNotice } from './context.ts';
import { seriesIdOf } from './series/notice-id.ts';

type RedactCommand = CommandOf<'redact-update'> | CommandOf<'redact-notice'>;

/** The records of a notice, retracted or not, that may hold its words. */
function recordsWithWords(state: State, id: string): readonly StateRecord[] {
	const own = ['notice', 'retraction'].flatMap((kind) => liveRecord(state, kind, id) ?? []);
	const series = liveRecord(state, 'series', seriesIdOf(id) ?? '');
	return [...own, ...(series ? [series] : []), ...recordsOfNotice(state, id)];
}

/** What changes in the state, and the marker. Refuses a notice that never existed. */
function redact(command: RedactCommand, state: State, { now, newId }: Context): KnownChange[] {
	const redaction = redactionOf(command) as Redaction;
	const { notice, update, fields } = redaction;
	const isDraft = proposalsOf(state, notice).length > 0;
	if (!isDraft && !isRetracted(state, notice)) requireNotice(state, notice);
	const changes = recordsWithWords(state, notice).flatMap((record): KnownChange[] => {
		if (record.kind === 'proposal' || record.kind === 'postmortem-draft')
			return [{ kind: record.kind, id: record.id, value: null }];
		const value = withoutWords(record, redaction);
		if (value === record.value && record.kind !== 'notice') return [];
		// The notice is written in any case, so that its seq tells readers about the change.
		const touched = record.kind === 'notice' ? { ...value, updatedAt: now } : value;
		return [{ kind: record.kind, id: record.id, value: touched } as KnownChange];
	});
	const marker: RedactionValue = {
		notice,
		update,
		fields: [...fields],
		reason: command.reason ?? '',
		at: now,
	};
	return [...changes, { kind: 'redaction', id: newId(), value: marker }];
}

/**
 * Whether the notice was retracted together with this update, or by a version that did not keep its
 * records.
 */
function isRetractedWith(state: State, { notice, update }: CommandOf<'redact-update'>): boolean {
	const retraction = liveRecord(state, 'retraction', notice)?.value as RetractionValue | undefined;
	const isIt = ({ kind, id }: { readonly kind: string; readonly id: string }) =>
		kind === 'update' && id === update;
	return retraction !== undefined && (retraction.records.length === 0 || retraction.records.some(isIt));
}

export function redactUpdate(
	command: CommandOf<'redact-update'>,
	state: State,
	context: Context,
): KnownChange[] {
	const { notice, update, body = [] } = command;
	const changes = redact(command, state, context);
	const before = liveRecord(state, 'update', update)?.value as UpdateValue | undefined;
	if (before?.notice !== notice && !isRetractedWith(state, command))
		throw new CandorError(
			'not-found',
			`The notice "${notice}" has no update "${update}". Read the notice to see the ids of its updates.`,
		);
	if (before?.withdrawnAt != null && body.length > 0)
		throw new CandorError(
			'update-withdrawn',
			`The update "${update}" was withdrawn, so it can have no new words. Redact it without any.`,
		);
	const reworded = (value: object): object =>
		(value as UpdateValue).withdrawnAt == null ? { ...value, body, editedAt: context.now } : value;
	return changes.map((change): KnownChange => {
		if (change.kind === 'update' && change.value)
			return { ...change, value: reworded(change.value) as UpdateValue };
		if (change.kind !== 'retraction' || !change.value) return change;
		const records = change.value.records.map((each) =>
			each.kind === 'update' && each.id === update
				? { ...each, value: reworded(each.value) as typeof each.value }
				: each,
		);
		return { ...change, value: { ...change.value, records } };
	});
}

export function redactNotice(
	command: CommandOf<'redact-notice'>,
	state: State,
	context: Context,
): KnownChange[] {
	const { fields, title } = command;
	if (fields.includes('title') !== (title !== undefined))
		throw invalid(
			'title',
			'A notice needs a title. To redact the title, name the field "title" and give the new title.',
		);
	return redact(command, state, context).map(
		(change): KnownChange =>
			isEmptied(change.kind, fields) ? ({ ...change, value: null } as KnownChange) : change,
	);
}
