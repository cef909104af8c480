import type { PromisedAction } from '../../../src/model/views/promised-actions.ts';
import type { SiteView } from '../view.ts';
import { promiseWords } from '../words/promise-words.ts';
import { dayText } from '../words/times.ts';
import { fill } from '../words/words.ts';
import { dueText } from './postmortem.ts';

/** Such as “In progress · by 2 Feb 2030”, or “Done on 3 Feb 2030”. */
export function progressText(action: PromisedAction, view: SiteView): string {
	const { words, language } = view;
	const { doneAt, state } = action;
	if (doneAt !== null) return fill(promiseWords[language].doneOn, { day: dayText(doneAt, language) });
	return [words.actionStates[state], ...dueText(action, view)].join(' · ');
}

/** When it was promised, and for which day at first if that has moved. */
export function promisedText(
	{ promisedAt, firstDueBy, dueBy }: PromisedAction,
	{ language }: SiteView,
): string {
	const { promisedOn, firstDueBy: first } = promiseWords[language];
	const hasMoved = firstDueBy !== null && firstDueBy !== dueBy;
	const promised = fill(promisedOn, { day: dayText(promisedAt, language) });
	return [promised, ...(hasMoved ? [fill(first, { day: dayText(firstDueBy, language) })] : [])].join(' · ');
}
