import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import { newPostmortem } from '../new-record.ts';
import type { PostmortemValue } from '../records/postmortem.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, type State } from '../state/state.ts';
import { type Context, requireNotice } from './context.ts';
import { instantOf } from './times.ts';
import { checkTranslations } from './translations.ts';

export function putPostmortem(
	command: CommandOf<'put-postmortem'>,
	state: State,
	{ now }: Context,
): KnownChange[] {
	const { notice, title, body, actions = [], language = null, translations = {} } = command;
	requireNotice(state, notice);
	checkTranslations({ title, body, language }, translations, ['title', 'body']);
	const before = liveRecord(state, 'postmortem', notice)?.value as PostmortemValue | undefined;
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

export function removePostmortem({ notice }: CommandOf<'remove-postmortem'>, state: State): KnownChange[] {
	if (liveRecord(state, 'postmortem', notice)) return [{ kind: 'postmortem', id: notice, value: null }];
	requireNotice(state, notice);
	throw new CandorError(
		'not-found',
		`The notice "${notice}" has no post-mortem. There is nothing to remove.`,
	);
}
