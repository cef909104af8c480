/**
 * What followed an outage after its end: remedies, the post-mortem, and promised actions that are
 * done. `now` is epoch milliseconds.
 */
import { concerns, type VisitorContext } from '../audience.ts';
import type { PostmortemValue } from '../generated/record-types.ts';
import type { State } from '../state/state.ts';
import { type Notice, recentNotices } from './notices.ts';
import { type Postmortem, postmortemOf } from './postmortems.ts';
import { isClaimable, type Remedy, remediesFor } from './remedies.ts';

type Action = PostmortemValue['actions'][number];

/** How long after its end an outage is followed up. */
const followUpMs = 30 * 24 * 60 * 60_000;

/** One thing that followed, with a name that is the same for all visitors and in all versions. */
export type FollowUp = { readonly name: string } & (
	| { readonly type: 'remedy'; readonly remedy: Remedy }
	| { readonly type: 'postmortem'; readonly postmortem: Postmortem }
	| {
			readonly type: 'done';
			readonly action: Action;
			/** The BCP 47 tag of the action's title. */
			readonly language: string;
	  }
);

/** With `openedAt`, because an operator can reuse an id of their own choice in another log. */
export const outageName = ({ id, value }: Notice): string => `${id} ${value.openedAt}`;

/** Whether a notice is one that is followed up. */
export const isOutage = ({ value }: Notice): boolean => value.kind === 'incident' && !value.drill;

/** The ended outages that are still followed up, the latest first. */
export const followedUp = (state: State, now: number): Notice[] =>
	recentNotices(state, now, followUpMs).filter(isOutage);

/** What followed an outage and is for this visitor: the remedies first, then the post-mortem. */
export function followUpsOf(state: State, about: Notice, visitor: VisitorContext, now: number): FollowUp[] {
	const outage = outageName(about);
	const postmortem = postmortemOf(state, about.id);
	const offers = remediesFor(state, about.id).filter(
		({ value }) => isClaimable(value, now) && concerns(value.audience, visitor),
	);
	const found: FollowUp[] = offers.map((remedy) => ({
		name: `remedy ${remedy.id} ${remedy.value.publishedAt}`,
		type: 'remedy',
		remedy,
	}));
	if (!postmortem) return found;
	found.push({ name: `postmortem ${outage}`, type: 'postmortem', postmortem });
	const { actions, language } = postmortem.value;
	for (const action of actions)
		if (action.state === 'done')
			found.push({
				name: `done ${outage} ${action.title}`,
				type: 'done',
				action,
				language: language ?? 'en',
			});
	return found;
}
