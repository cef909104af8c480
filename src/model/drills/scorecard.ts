/**
 * What a drill measured, computed from the commits of its log: how soon customers would have read
 * something, what the notices said, and whether promises were kept.
 */
import type { NoticeValue, PostmortemValue, UpdateValue } from '../generated/record-types.ts';
import type { PromiseCounts } from '../promises/promise-ledger.ts';
import type { Commit } from '../state/commit.ts';
import { isEndedPhase } from '../vocabulary.ts';

/** The questions of a customer that a notice can answer in fields of its own. */
export const answers = ['affected', 'unaffected', 'workaround', 'dataSafety', 'nextUpdate'] as const;
export type Answer = (typeof answers)[number];

export interface Scorecard {
	/** Scenario time of the whole drill, seconds. */
	readonly seconds: number;
	/** From the first alert, or the beginning, to the first notice; `null`: there was none. */
	readonly firstNoticeSeconds: number | null;
	readonly notices: number;
	/** With words; the first text of a notice is one. */
	readonly updates: number;
	/** How many notices answered each question before they ended. */
	readonly answered: Readonly<Record<Answer, number>>;
	/** Promises of a next update. A drill that is played faster has proportionally shorter ones. */
	readonly promises: PromiseCounts;
	/** How often a notice moved to another phase. */
	readonly phases: number;
	readonly resolved: number;
	readonly postmortems: number;
	/** Edits, withdrawals and retractions: each is a mistake that was corrected. */
	readonly corrections: number;
}

interface DrillRun {
	/** Of the drill's log, in order. */
	readonly commits: readonly Commit[];
	/** Epoch milliseconds. */
	readonly startedAt: number;
	readonly endedAt: number;
	readonly speed: number;
	readonly promises: PromiseCounts;
}

const corrections = ['edit-update', 'withdraw-update', 'redact-update', 'retract', 'redact-notice', 'reopen'];

const answersIn = (value: NoticeValue): Readonly<Record<Answer, boolean>> => ({
	affected: value.affected.length > 0,
	unaffected: value.unaffected.length > 0,
	workaround: (value.workaround?.length ?? 0) > 0 || value.actions.length > 0,
	dataSafety: value.dataSafety !== null,
	nextUpdate: value.promise !== null,
});

export function scorecardOf({ commits, startedAt, endedAt, speed, promises }: DrillRun): Scorecard {
	const secondsTo = (from: number, to: number): number => Math.round(((to - from) * speed) / 1_000);
	const phases = new Map<string, string>();
	const given = new Map<string, Set<Answer>>();
	const resolved = new Set<string>();
	const postmortems = new Set<string>();
	let firstAlert = startedAt;
	let hasAlert = false;
	let firstNotice: number | null = null;
	let updates = 0;
	let phaseChanges = 0;
	let corrected = 0;
	for (const { at, cause, changes } of commits) {
		const time = Date.parse(at);
		if (corrections.includes(cause.command)) corrected += 1;
		for (const { kind, id, value } of changes) {
			if ((kind === 'proposal' || kind === 'draft') && value && !hasAlert) {
				hasAlert = true;
				firstAlert = time;
			}
			if (kind === 'update' && value && cause.command !== 'edit-update')
				updates += (value as UpdateValue).body.length > 0 ? 1 : 0;
			if (kind === 'postmortem' && value) postmortems.add((value as PostmortemValue).notice);
			if (kind !== 'notice' || !value) continue;
			const notice = value as NoticeValue;
			firstNotice ??= time;
			const before = phases.get(id);
			if (before !== undefined && before !== notice.phase) phaseChanges += 1;
			phases.set(id, notice.phase);
			if (isEndedPhase(notice.phase)) {
				resolved.add(id);
				continue;
			}
			const known = given.get(id) ?? new Set<Answer>();
			const found = answersIn(notice);
			for (const answer of answers) if (found[answer]) known.add(answer);
			given.set(id, known);
		}
	}
	const answered = Object.fromEntries(
		answers.map((answer) => [answer, [...given.values()].filter((known) => known.has(answer)).length]),
	) as Record<Answer, number>;
	const from = firstNotice !== null && hasAlert && firstAlert < firstNotice ? firstAlert : startedAt;
	return {
		seconds: secondsTo(startedAt, endedAt),
		firstNoticeSeconds: firstNotice === null ? null : secondsTo(from, firstNotice),
		notices: phases.size,
		updates,
		answered,
		promises,
		phases: phaseChanges,
		resolved: resolved.size,
		postmortems: postmortems.size,
		corrections: corrected,
	};
}
