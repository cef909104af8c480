/** The server raises drafts. Only an operator publishes or discards them. */
import { isAutomationOn } from '../alerts/match-rule.ts';
import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import { componentName } from '../views/components.ts';
import { canRaiseDraft, type Draft, drafts } from '../views/drafts.ts';
import { proposal } from '../views/proposals.ts';
import { type Context, hasPassed, invalid } from './context.ts';
import { openNotice } from './notices.ts';

/** Long enough to investigate, and short enough that an outage right afterwards raises a draft again. */
const quietMs = 60 * 60_000;

/** Changes nothing if a draft about the component would be no news, or if automation is off. */
export function raiseDraft(
	{ component, seen }: CommandOf<'raise-draft'>,
	state: State,
	{ now }: Context,
): KnownChange[] {
	if (!isAutomationOn(state) || !canRaiseDraft(state, component, Date.parse(now))) return [];
	const title = `Problems with ${componentName(state, component)}`;
	const value = { title, impact: 'minor' as const, raisedAt: now, seen, quietUntil: null };
	return [{ kind: 'draft', id: component, value }];
}

function requireDraft(state: State, id: string): Draft {
	const found = drafts(state).find((draft) => draft.id === id);
	if (found) return found;
	throw new CandorError('not-found', `There is no draft "${id}". List the drafts to see their ids.`);
}

export function discardDraft(
	command: CommandOf<'discard-draft'>,
	state: State,
	{ now }: Context,
): KnownChange[] {
	if (proposal(state, command.draft)) return [{ kind: 'proposal', id: command.draft, value: null }];
	const { id, value } = requireDraft(state, command.draft);
	const quietUntil = command.quietUntil ?? new Date(Date.parse(now) + quietMs).toISOString();
	if (hasPassed(quietUntil, now))
		throw invalid('quietUntil', 'This instant has passed. Give one still to come, or leave it out.');
	return [{ kind: 'draft', id, value: { ...value, quietUntil } }];
}

/** Removes the draft and opens the notice in one commit. */
export function publishDraft(
	command: CommandOf<'publish-draft'>,
	state: State,
	context: Context,
): KnownChange[] {
	const { type: _, draft, title, ...given } = command;
	const { id, value } = requireDraft(state, draft);
	const suggested = { impact: value.impact, affected: [{ component: id }] };
	return [
		{ kind: 'draft', id, value: null },
		...openNotice(
			{ type: 'open-notice', kind: 'incident', title: title ?? value.title, ...suggested, ...given },
			state,
			context,
		),
	];
}
