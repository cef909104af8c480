import { CandorError } from '../errors.ts';
import { isEndedPhase, type NoticeKind, type Phase, phasesOf } from '../vocabulary.ts';
import { invalid } from './context.ts';

/** The phases in which a notice of a kind is open. */
export const openPhases = (kind: NoticeKind): readonly Phase[] =>
	phasesOf[kind].filter((phase) => !isEndedPhase(phase));

/** The phases that end a notice of a kind. */
export const endPhases = (kind: NoticeKind): readonly Phase[] =>
	phasesOf[kind].filter((phase) => isEndedPhase(phase));

/** Returns the phase if it is one of the allowed ones. Throws CandorError `wrong-phase`, which lists them. */
export function checkPhase(
	kind: NoticeKind,
	phase: Phase,
	allowed: readonly Phase[] = phasesOf[kind],
): Phase {
	// A newer version may have written a kind that is not in `phasesOf`.
	if (!(allowed as readonly Phase[] | undefined)?.length)
		throw invalid(
			'phase',
			`This version of Candor does not know the phases of "${kind}". Use a newer version.`,
		);
	if (allowed.includes(phase)) return phase;
	const message = `"${phase}" does not fit this ${kind} here. Use ${allowed.map((word) => `"${word}"`).join(', ')}.`;
	throw new CandorError('wrong-phase', message, [{ path: 'phase', message }]);
}
