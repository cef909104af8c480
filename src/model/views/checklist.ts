/** The steps after the end of an outage: which are done, and by when. `now` is epoch milliseconds. */
import { type ChecklistStep, checklistSteps, type StepMark } from '../checklist/steps.ts';
import { parseDuration } from '../duration.ts';
import type { ChecklistValue } from '../generated/record-types.ts';
import type { PolicyPack } from '../policy-pack/policy-pack.ts';
import { liveRecord, type State } from '../state/state.ts';
import { lastDrillAt } from './drills.ts';
import { endOf, isEnded, type Notice } from './notices.ts';
import { postmortemOf } from './postmortems.ts';
import { remediesFor } from './remedies.ts';

type Pack = Pick<PolicyPack, 'afterwards'> | null | undefined;

export interface StepState {
	readonly step: ChecklistStep;
	readonly state: StepMark | 'open';
	/** ISO 8601, UTC. `null`: the server has no policy pack. */
	readonly dueAt: string | null;
	readonly isOverdue: boolean;
	/** The log itself shows that it is done: no mark changes that. */
	readonly isFound: boolean;
	/** Why it is not needed. */
	readonly reason: string | null;
}

export interface Checklist {
	readonly endedAt: string;
	readonly steps: readonly StepState[];
	/** How many of the steps that are needed are done. */
	readonly done: number;
	readonly needed: number;
}

/** Notices that have ended, and were no drills, have a checklist. */
export const hasChecklist = ({ value }: Notice, now: number): boolean =>
	value.kind === 'incident' && !value.drill && isEnded(value, now);

/** What the log itself shows to be done. A remedy holds an apology. */
function isFound(state: State, { id, value }: Notice, step: ChecklistStep): boolean {
	const remedies = remediesFor(state, id).length > 0;
	const actions = postmortemOf(state, id)?.value.actions;
	const drilled = lastDrillAt(state);
	if (step === 'apology' || step === 'remedy') return remedies;
	if (step === 'postmortem') return actions !== undefined;
	// Whether they are done is shown by the promised actions.
	if (step === 'actions') return (actions?.length ?? 0) > 0;
	return step === 'drill' && drilled !== null && Date.parse(drilled) > endOf(value);
}

export const marksOf = (state: State, notice: string): ChecklistValue['marks'] =>
	(liveRecord(state, 'checklist', notice)?.value as ChecklistValue | undefined)?.marks ?? [];

export function checklistOf(state: State, about: Notice, pack: Pack, now: number): Checklist {
	const end = endOf(about.value);
	const marks = marksOf(state, about.id);
	const steps = checklistSteps.map((step): StepState => {
		const mark = marks.find((each) => each.step === step);
		const within = parseDuration(pack?.afterwards[step] ?? '');
		const dueAt = within === null ? null : end + within;
		const found = isFound(state, about, step);
		const current = found ? 'done' : (mark?.mark ?? 'open');
		return {
			step,
			state: current,
			dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
			isOverdue: current === 'open' && dueAt !== null && dueAt <= now,
			isFound: found,
			reason: current === 'not-needed' ? (mark?.reason ?? null) : null,
		};
	});
	return {
		endedAt: new Date(end).toISOString(),
		steps,
		done: steps.filter(({ state }) => state === 'done').length,
		needed: steps.filter(({ state }) => state !== 'not-needed').length,
	};
}
