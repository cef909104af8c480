/** Drafts: raised by the server, published or discarded by an operator. Nothing else publishes one. */
import type { CommandOf } from '../commands/commands.ts';
import { CandorError } from '../errors.ts';
import type { Change, State } from '../state/commit.ts';
import { type Draft, drafts, mayRaise } from '../views/drafts.ts';
import { componentName } from '../views/notices.ts';
import { type Context, invalid } from './context.ts';
import { openNotice } from './notices.ts';

/** Long enough to look into it, short enough that an outage right after is suggested again. */
const quietMs = 60 * 60_000;

/** Only the first counts: while one waits, was put aside or is told already, there is nothing to change. */
export function raiseDraft(
	{ component, seen }: CommandOf<'raise-draft'>,
	state: State,
	{ now }: Context,
): Change[] {
	if (!mayRaise(state, component, Date.parse(now))) return [];
	const title = `Problems with ${componentName(state, component)}`;
	return [
		{
			kind: 'draft',
			id: component,
			value: { title, impact: 'minor', raisedAt: now, seen, quietUntil: null },
		},
	];
}

function mustFind(state: State, id: string): Draft {
	const found = drafts(state).find((draft) => draft.id === id);
	if (found) return found;
	throw new CandorError('not-found', `There is no draft "${id}". List the drafts to see their ids.`);
}

export function discardDraft(command: CommandOf<'discard-draft'>, state: State, { now }: Context): Change[] {
	const { id, value } = mustFind(state, command.draft);
	const quietUntil = command.quietUntil ?? new Date(Date.parse(now) + quietMs).toISOString();
	if (Date.parse(quietUntil) <= Date.parse(now))
		throw invalid('quietUntil', 'This instant has passed. Give one still to come, or leave it out.');
	return [{ kind: 'draft', id, value: { ...value, quietUntil } }];
}

/** One commit: the draft is gone, and the notice is open. */
export function publishDraft(command: CommandOf<'publish-draft'>, state: State, context: Context): Change[] {
	const { type: _, draft, title, ...said } = command;
	const { id, value } = mustFind(state, draft);
	const suggested = { impact: value.impact, affected: [{ component: id }] };
	return [
		{ kind: 'draft', id, value: null },
		...openNotice(
			{ type: 'open-notice', kind: 'incident', title: title ?? value.title, ...suggested, ...said },
			state,
			context,
		),
	];
}
