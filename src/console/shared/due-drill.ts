/** When the policy pack expects the next drill, as a sentence. Pure. */
import { timeText } from '../../elements/i18n/time.ts';
import type { Schema } from '../api/client.ts';
import { durationText } from './duration-text.ts';

/** `text` is empty without a policy pack and without a drill. */
export function dueDrillText(
	{ last, next, critical, every }: Schema<'Drills'>['due'],
	now: number,
): { readonly isLate: boolean; readonly text: string } {
	if (!last)
		return every
			? {
					isLate: true,
					text: `No drill has ended yet. The policy pack expects one every ${durationText(every)}.`,
				}
			: { isLate: false, text: '' };
	const isPast = (at: string | null): boolean => at !== null && Date.parse(at) <= now;
	const dueText = (what: string, at: string | null): string[] =>
		at === null ? [] : [`${what} ${timeText(at, now)}${isPast(at) ? ', which has passed' : ''}.`];
	return {
		isLate: isPast(next) || isPast(critical),
		text: [
			`Last drill: ${timeText(last, now)}.`,
			...dueText('Next one due:', next),
			...dueText('For what is critical:', critical),
		].join(' '),
	};
}
