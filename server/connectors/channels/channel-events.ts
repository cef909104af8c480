/** What a commit tells subscribers. Edits, corrections, imported history and drills tell nothing. */
import type { StartStage } from '../../../src/model/promises/start-stages.ts';
import type { ReminderValue } from '../../../src/model/records/reminder.ts';
import type { UpdateValue } from '../../../src/model/records/update.ts';
import type { Change, Commit } from '../../../src/model/state/commit.ts';
import { isEndedPhase } from '../../../src/model/vocabulary.ts';

/** `reminder`: announced maintenance begins soon. */
export const channelEventKinds = ['opened', 'updated', 'ended', 'reopened', 'reminder'] as const;
export type ChannelEventKind = (typeof channelEventKinds)[number];

/** It has no words: they are read when it is sent, because they may be withdrawn until then. */
export interface ChannelEvent {
	/** The commit. */
	readonly seq: number;
	/** The place among those of its commit, from 0. */
	readonly part: number;
	/** When it happened, ISO 8601 in UTC. */
	readonly at: string;
	readonly what: ChannelEventKind;
	/** The id of the notice. */
	readonly notice: string;
	/** The id of the update; `null` for a reminder. */
	readonly update: string | null;
	/** For a reminder: how soon the maintenance begins. */
	readonly stage: StartStage | null;
}

/** Commits of earlier versions do not say whether a record is new. */
const isNew = ({ previous, value }: Change, { at }: Commit): boolean =>
	previous === undefined ? (value as UpdateValue).at === at : previous === 0;

function kindOf({ number, phase }: UpdateValue, { cause }: Commit): ChannelEventKind {
	if (number === 1) return 'opened';
	if (phase !== null && isEndedPhase(phase)) return 'ended';
	return cause.command === 'reopen' || cause.command === 'undo' ? 'reopened' : 'updated';
}

type Content = Pick<ChannelEvent, 'what' | 'notice' | 'update' | 'stage'>;

function contentOf(change: Change, commit: Commit): Content | null {
	const { kind, id, value } = change;
	// What is imported was told elsewhere, at its own time.
	if (value === null || commit.cause.command === 'import-records') return null;
	if (kind === 'reminder')
		return { what: 'reminder', notice: id, update: null, stage: (value as ReminderValue).stage };
	if (kind !== 'update' || !isNew(change, commit)) return null;
	const update = value as UpdateValue;
	if (update.addedAt != null) return null;
	const what = kindOf(update, commit);
	if (what === 'updated' && commit.cause.quiet === true) return null;
	return { what, notice: update.notice, update: id, stage: null };
}

/** In the order in which they are sent. The same for every reader of the log. */
export const channelEventsOf = (commit: Commit): readonly ChannelEvent[] =>
	commit.changes
		.map((change) => contentOf(change, commit))
		.filter((content) => content !== null)
		.map((content, part) => ({ ...content, part, seq: commit.seq, at: commit.at }));
