/** The updates of a notice with the phases between them: an update that sets no phase keeps one. */
import type { State } from '../state/state.ts';
import { type Phase, phasesOf } from '../vocabulary.ts';
import type { Notice } from './notices.ts';
import { timeline, type Update } from './updates.ts';

export interface PhasedUpdate extends Update {
	/** The phase of the notice from this update on. */
	readonly phase: Phase;
}

/** Whether the words of an update were withdrawn. Its time stays visible. */
export const isWithdrawn = ({ value }: Update): boolean => value.withdrawnAt != null;

/**
 * All updates of a notice, the newest first, also the withdrawn ones: the phase that the first one
 * of a notice set counts after it was withdrawn.
 */
export function phasedUpdates(state: State, { id, value }: Notice): PhasedUpdate[] {
	// A newer version may have written a kind that is not in `phasesOf`.
	const known: Readonly<Partial<Record<string, readonly [Phase, ...Phase[]]>>> = phasesOf;
	let [phase] = known[value.kind] ?? phasesOf.announcement;
	return timeline(state, id)
		.reverse()
		.map((update) => {
			phase = update.value.phase ?? phase;
			return { ...update, phase };
		})
		.reverse();
}
