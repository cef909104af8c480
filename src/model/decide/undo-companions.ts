/** What else is taken back with a command: new components, promises, and the draft it published. */
import type { CommandOf } from '../commands/command.ts';
import type {
	DraftValue,
	MergerValue,
	NoticeValue,
	PromiseValue,
	ProposalValue,
} from '../generated/record-types.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, recordKey, type State } from '../state/state.ts';
import { isEnded, type Notice } from '../views/notices.ts';
import type { Context } from './context.ts';

/** `taken`: the changes of the notice itself. */
export function companions(
	{ notice, commit, changes }: CommandOf<'undo'>,
	taken: readonly KnownChange[],
	state: State,
	context: Context,
): KnownChange[] {
	const isUnchanged = (kind: string, id: string): boolean =>
		state.records.get(recordKey(kind, id))?.seq === commit;
	return changes.flatMap(({ kind, id, before, after }): KnownChange[] => {
		if (kind === 'component' && before === null)
			return isUnchanged(kind, id) && !isNamed(id, notice, taken, state, context)
				? [{ kind, id, value: null }]
				: [];
		if (kind === 'promise')
			return isUnchanged(kind, id) ? [{ kind, id, value: before as PromiseValue | null }] : [];
		if (kind === 'merger')
			return isUnchanged(kind, id) ? [{ kind, id, value: before as MergerValue | null }] : [];
		const isPublished = before !== null && after === null && !liveRecord(state, kind, id);
		if (kind === 'draft' && isPublished) return [{ kind, id, value: before as unknown as DraftValue }];
		if (kind !== 'proposal' || !isPublished) return [];
		const draft = before as unknown as ProposalValue;
		// A draft that changed a notice would be out of date.
		return draft.noticeSeq === null ? [{ kind, id, value: withNewNotice(draft, context) }] : [];
	});
}

/** The id of the notice is taken, because the notice can be restored. */
function withNewNotice(draft: ProposalValue, { newId }: Context): ProposalValue {
	const notice = newId();
	return { ...draft, notice, command: { ...draft.command, id: notice } };
}

/** Whether an open notice names the component once the command is taken back. */
function isNamed(
	component: string,
	undone: string,
	taken: readonly KnownChange[],
	state: State,
	{ now }: Context,
): boolean {
	const names = ({ affected, unaffected }: NoticeValue): boolean =>
		unaffected.includes(component) || affected.some((entry) => entry.component === component);
	const after = taken.find(({ kind, id }) => kind === 'notice' && id === undone)?.value;
	const others = (state.unsettled.toArray() as Notice[]).filter(({ id }) => id !== undone);
	return (
		(after != null && names(after as NoticeValue)) ||
		others.some(({ value }) => !isEnded(value, Date.parse(now)) && names(value))
	);
}
