import { CandorError } from '../../../src/model/errors.ts';
import {
	effectivePhase,
	isEnded,
	isExpired,
	isUpcoming,
	type Notice,
} from '../../../src/model/views/notices.ts';
import type { Phase } from '../../../src/model/vocabulary.ts';
import type { VisitorAnswer } from './notice-counts.ts';

/** The phases in which operators check whether a fix has worked. */
const checkingPhases: readonly Phase[] = ['monitoring', 'verifying'];

/**
 * Throws CandorError `notice-ended`, or `reports-closed` when the notice does not ask visitors this
 * question at `now` (epoch milliseconds).
 */
export function assertAcceptsReport({ id, value }: Notice, answer: VisitorAnswer, now: number): void {
	if (isEnded(value, now)) throw new CandorError('notice-ended', `The notice "${id}" has ended.`);
	if (!value.reporting || isExpired(value, now) || isUpcoming(value, now))
		throw new CandorError('reports-closed', `The notice "${id}" does not ask visitors for reports.`);
	if (answer !== 'affected' && !checkingPhases.includes(effectivePhase(value, now)))
		throw new CandorError(
			'reports-closed',
			`The notice "${id}" asks whether it works again only in the phases "monitoring" and "verifying".`,
		);
}
