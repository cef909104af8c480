/**
 * The events of a commit that channels send. Edits, corrections, imported history and drills have
 * none.
 */
import type { StartStage } from '../../../src/model/promises/start-stages.ts';
import type { PostmortemValue } from '../../../src/model/records/postmortem.ts';
import type { RemedyValue } from '../../../src/model/records/remedy.ts';
import type { ReminderValue } from '../../../src/model/records/reminder.ts';
import type { UpdateValue } from '../../../src/model/records/update.ts';
import type { Change, Commit } from '../../../src/model/state/commit.ts';
import { isEndedPhase } from '../../../src/model/vocabulary.ts';

/**
 * `reminder`: announced maintenance begins soon. `retracted` and `restored`: a notice left every
 * page, or came back. `postmortem` and `remedy`: one was published.
 */
export const channelEventKinds = [
	'opened',
	'updated',
	'ended',
	'reopened',
	'reminder',
	'retracted',
	'restored',
	'postmortem',
	'remedy',
] as const;
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
	/** The id of the update; `null`: the event has none. */
	readonly update: string | null;
	/** The id of the remedy. */
	readonly remedy: string | null;
	/** For a reminder: how soon the maintenance begins. */
	readonly stage: StartStage | null;
}

/** A notice that left every page, or came back: a correction of what was sent. */
export const isCorrection = ({ what }: Pick<ChannelEvent, 'what'>): boolean =>
	what === 'retracted' || what === 'restored';

/** Commits of earlier versions do not say whether a record is new. */
const isNew = ({ previous, value }: Change, { at }: Commit): boolean =>
	previous === undefined ? (value as UpdateValue).at === at : previous === 0;

function kindOf({ number, phase }: UpdateValue, { cause }: Commit): ChannelEventKind {
	if (number === 1) return 'opened';
	if (phase !== null && isEndedPhase(phase)) return 'ended';
	return cause.command === 'reopen' || cause.command === 'undo' ? 'reopened' : 'updated';
}

type Content = Pick<ChannelEvent, 'what' | 'notice' | 'update' | 'remedy' | 'stage'>;

const nothing = { update: null, remedy: null, stage: null };

function updateContent(change: Change, value: UpdateValue, commit: Commit): Content | null {
	if (!isNew(change, commit) || value.addedAt != null) return null;
	const what = kindOf(value, commit);
	if (what === 'updated' && commit.cause.quiet === true) return null;
	return { ...nothing, what, notice: value.notice, update: change.id };
}

/** Of a post-mortem or a remedy: what replaces it later, or brings it back, keeps the time. */
const isPublished = ({ publishedAt }: { readonly publishedAt: string }, { at, cause }: Commit): boolean =>
	publishedAt === at && cause.quiet !== true;

/** An offer for some visitors only is for their pages alone. */
function remedyContent(id: string, value: RemedyValue, commit: Commit): Content | null {
	if (value.notice === null || value.audience !== null || !isPublished(value, commit)) return null;
	return { ...nothing, what: 'remedy', notice: value.notice, remedy: id };
}

/** A redaction changes the record of a retraction too, but not the notice. */
function retractionContent(id: string, value: object | null, { changes }: Commit): Content | null {
	const notice = changes.find((each) => each.kind === 'notice' && each.id === id);
	if (!notice || (notice.value === null) !== (value !== null)) return null;
	return { ...nothing, what: value === null ? 'restored' : 'retracted', notice: id };
}

function contentOf(change: Change, commit: Commit): Content | null {
	const { kind, id, value } = change;
	// What is imported was published elsewhere, at its own time.
	if (commit.cause.command === 'import-records') return null;
	if (kind === 'retraction') return retractionContent(id, value, commit);
	if (value === null) return null;
	if (kind === 'reminder')
		return { ...nothing, what: 'reminder', notice: id, stage: (value as ReminderValue).stage };
	if (kind === 'update') return updateContent(change, value as UpdateValue, commit);
	if (kind === 'remedy') return remedyContent(id, value as RemedyValue, commit);
	return kind === 'postmortem' && isPublished(value as PostmortemValue, commit)
		? { ...nothing, what: 'postmortem', notice: id }
		: null;
}

/** In the order in which they are sent. The same for every reader of the log. */
export const channelEventsOf = (commit: Commit): readonly ChannelEvent[] =>
	commit.changes
		.map((change) => contentOf(change, commit))
		.filter((content) => content !== null)
		.map((content, part) => ({ ...content, part, seq: commit.seq, at: commit.at }));
