import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import { newPostmortem } from '../new-record.ts';
import { plainTitle } from '../plain-title.ts';
import type { NoticeValue } from '../records/notice.ts';
import type { PostmortemValue } from '../records/postmortem.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, type State } from '../state/state.ts';
import { isEnded, isExpired } from '../views/notices.ts';
import { type Context, requireNotice } from './context.ts';
import { instantOf } from './times.ts';
import { checkTranslations } from './translations.ts';

export function putPostmortem(
	command: CommandOf<'put-postmortem'>,
	state: State,
	{ now }: Context,
): KnownChange[] {
	const { notice, title, body, actions = [], language = null, translations = {} } = command;
	const { value: about } = requireNotice(state, notice);
	checkTranslations({ title, body, language }, translations, ['title', 'body']);
	const before = liveRecord(state, 'postmortem', notice)?.value as PostmortemValue | undefined;
	if (!before && !command.anyway) checkIsOver(notice, about, now);
	if (before && !command.dropActions) checkPromisesKept(notice, before.actions, actions);
	const publishedAt = before?.publishedAt ?? now;
	const value = newPostmortem({
		notice,
		title,
		body,
		publishedAt,
		updatedAt: now,
		actions: actions.map((action) => ({ ...action, dueBy: action.dueBy && instantOf(action.dueBy, now) })),
		language,
		translations,
	});
	return [{ kind: 'postmortem', id: notice, value }];
}

/** Refuses the first post-mortem of a notice that goes on: it would say too early how it ended. */
function checkIsOver(id: string, value: NoticeValue, now: string): void {
	const time = Date.parse(now);
	if (isEnded(value, time) || isExpired(value, time)) return;
	throw new CandorError(
		'notice-open',
		`The notice "${id}" is still open. Resolve it first, or publish the post-mortem with "anyway" (on the command line: --anyway).`,
	);
}

type Action = { readonly title: string };

/** Refuses to remove what customers were promised by leaving it out. */
function checkPromisesKept(id: string, before: readonly Action[], after: readonly Action[]): void {
	const kept = new Set(after.map(({ title }) => plainTitle(title)));
	const dropped = before.filter((action) => !kept.has(plainTitle(action.title)));
	if (dropped.length === 0) return;
	const names = dropped.map(({ title }) => `"${title}"`).join(', ');
	const message = `The post-mortem of "${id}" promises ${names}, which this request leaves out, so that it would vanish. Name it again with its state, or remove it with "dropActions" (on the command line: --drop-actions).`;
	throw new CandorError('promises-dropped', message, [{ path: 'actions', message }]);
}

export function removePostmortem({ notice }: CommandOf<'remove-postmortem'>, state: State): KnownChange[] {
	if (liveRecord(state, 'postmortem', notice)) return [{ kind: 'postmortem', id: notice, value: null }];
	requireNotice(state, notice);
	throw new CandorError(
		'not-found',
		`The notice "${notice}" has no post-mortem. There is nothing to remove.`,
	);
}
