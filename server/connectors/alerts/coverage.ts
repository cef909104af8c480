/** Whether something says already what a rule would say, and whether a person has changed it. */
import { isRuleActor } from '../../../src/model/alerts/rule-actor.ts';
import { liveRecord, recordsOfNotice, type State } from '../../../src/model/state/state.ts';
import { activeNotices, isEnded, notice } from '../../../src/model/views/notices.ts';
import { proposal, proposals } from '../../../src/model/views/proposals.ts';
import type { StoredGroup } from './stored-groups.ts';

/**
 * The id of the notice or the draft that covers one of the components. Maintenance explains alerts
 * too. Drafts of people do not count: they may never be published.
 */
export function coveredBy(components: readonly string[], state: State, now: number): string | null {
	const names = (affected: unknown): boolean =>
		Array.isArray(affected) &&
		affected.some(
			(each: { readonly component?: unknown; readonly status?: unknown }) =>
				components.includes(String(each.component)) && each.status !== 'operational',
		);
	const active = activeNotices(state, now).find(
		({ value: { kind, affected, drill } }) =>
			!drill && (kind === 'incident' || kind === 'maintenance') && names(affected),
	);
	if (active) return active.id;
	const draft = proposals(state).find(
		({ value: { author, command } }) => isRuleActor(author) && names(command.affected),
	);
	return draft?.id ?? null;
}

/** Kinds that the clock writes, and that say nothing about a person. */
const clockKinds: readonly string[] = ['promise'];

/** Whether anything of a notice was written after commit `seq`. */
export function isNoticeTouched(state: State, id: string, seq: number): boolean {
	const records = recordsOfNotice(state, id).filter(({ kind }) => !clockKinds.includes(kind));
	return [liveRecord(state, 'notice', id), ...records].some((record) => record && record.seq > seq);
}

/** What became of what a rule made. `own`: it is as the rule left it. */
export type Fate = 'own' | 'own-ended' | 'changed' | 'gone';

export function fateOf(made: NonNullable<StoredGroup['made']>, state: State, now: number): Fate {
	if (made.notice !== null) {
		const found = notice(state, made.notice);
		if (!found) return 'gone';
		if (isNoticeTouched(state, made.notice, made.seq)) return 'changed';
		return isEnded(found.value, now) ? 'own-ended' : 'own';
	}
	const draft = proposal(state, made.draft ?? '');
	if (!draft) return 'gone';
	return draft.seq > made.seq ? 'changed' : 'own';
}
