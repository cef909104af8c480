/**
 * The alerts that one rule treats as one incident, and when the rule acts on them: hold-downs before
 * it opens and before it ends, and damping of alerts that come and go. Pure: the time is an input.
 */
import { parseDuration } from '../duration.ts';
import type { RuleValue } from '../generated/record-types.ts';

/** All times are epoch milliseconds. */
export interface GroupTiming {
	/** `pending`: the rule has not acted. `open`: it has. `closed`: it has ended what it opened. */
	readonly phase: 'pending' | 'open' | 'closed';
	/** When the first of them began to fire. */
	readonly firingSince: number;
	/** Since when none fires. `null`: one fires. */
	readonly quietSince: number | null;
	/** When they last began or stopped to fire, the newest last. */
	readonly changes: readonly number[];
}

export type RuleTiming = Pick<RuleValue, 'openAfter' | 'resolveAfter' | 'flapping'>;

/** What is due: `forget` drops the group, because there is nothing more to do. */
export type Due = 'open' | 'end' | 'forget';

/** As many as a rule may compare. */
const keptChanges = 100;

const ms = (duration: string): number => parseDuration(duration) ?? 0;

/** A group whose first alert has just begun to fire. */
export const newGroup = (now: number): GroupTiming => ({
	phase: 'pending',
	firingSince: now,
	quietSince: null,
	changes: [now],
});

/** The group after a message: whether any of its alerts fires now. */
export function withFiring<Group extends GroupTiming>(group: Group, isFiring: boolean, now: number): Group {
	if (isFiring === (group.quietSince === null)) return group;
	const changes = [...group.changes, now].slice(-keptChanges);
	if (!isFiring) return { ...group, changes, quietSince: now };
	// After the end, the hold-down begins again.
	const begins = group.phase === 'closed' ? { phase: 'pending' as const, firingSince: now } : {};
	return { ...group, ...begins, changes, quietSince: null };
}

/** Whether they came and went too often at a time. */
export function isFlapping({ changes }: GroupTiming, { flapping }: RuleTiming, at: number): boolean {
	const since = at - ms(flapping.within);
	return changes.filter((change) => change > since).length >= flapping.changes;
}

/**
 * How long a group must be quiet until the next step. A draft is nothing that customers see, so it
 * waits until the alerts can no longer be flapping: they never write two.
 */
function quietMs(group: GroupTiming, rule: RuleTiming, isDraft: boolean, quietSince: number): number {
	if (group.phase === 'pending') return ms(rule.openAfter);
	if (group.phase === 'closed') return ms(rule.flapping.within);
	const calm = isDraft || isFlapping(group, rule, quietSince) ? ms(rule.flapping.within) : 0;
	return Math.max(ms(rule.resolveAfter), calm);
}

/** When something is due next, and what. `null`: nothing, until an alert changes. */
export function nextDue(
	group: GroupTiming,
	rule: RuleTiming,
	isDraft: boolean,
): { readonly at: number; readonly due: Due } | null {
	const { phase, firingSince, quietSince } = group;
	if (quietSince === null)
		return phase === 'pending' ? { at: firingSince + ms(rule.openAfter), due: 'open' } : null;
	return {
		at: quietSince + quietMs(group, rule, isDraft, quietSince),
		due: phase === 'open' ? 'end' : 'forget',
	};
}
