/** A drill and its scorecard on the terminal. */
import { scenarioTime } from '../../../src/model/drills/scenario-time.ts';
import { answers } from '../../../src/model/drills/scorecard.ts';
import type { JsonObject } from '../api/response.ts';
import { textOf } from '../terminal-text.ts';

/** `null` for what is no number. */
export const spanText = (seconds: unknown): string | null =>
	typeof seconds === 'number' ? scenarioTime(seconds) : null;

const answerTexts: Readonly<Record<string, string>> = {
	affected: 'what is affected',
	unaffected: 'what still works',
	workaround: 'what customers can do',
	dataSafety: 'whether data is safe',
	nextUpdate: 'when the next update comes',
};

/** `drill`: as the server describes it, for the terminal. */
export function scorecardLines({ id, title, state, scorecard }: JsonObject): string[] {
	const head = `${textOf(title)} (${textOf(id)})`;
	if (typeof scorecard !== 'object' || scorecard === null)
		return [
			head,
			state === 'running' ? 'It is running. The scorecard comes at its end.' : 'It has no scorecard.',
		];
	const card = scorecard as JsonObject;
	const answered = (card.answered ?? {}) as JsonObject;
	const promises = (card.promises ?? {}) as JsonObject;
	return [
		head,
		`  Duration                     ${spanText(card.seconds)}`,
		`  Time to the first notice     ${spanText(card.firstNoticeSeconds) ?? 'there was no notice'}`,
		`  Notices, updates             ${Number(card.notices)}, ${Number(card.updates)}`,
		`  Promises of an update        ${Number(promises.kept)} kept, ${Number(promises.broken)} broken, ${Number(promises.moved)} moved`,
		'  Notices that say',
		...answers.map(
			(answer) =>
				`    ${(answerTexts[answer] ?? answer).padEnd(27)}${Number(answered[answer])} of ${Number(card.notices)}`,
		),
		`  Changes of phase             ${Number(card.phases)}`,
		`  Resolved, with a post-mortem ${Number(card.resolved)}, ${Number(card.postmortems)}`,
		`  Corrections                  ${Number(card.corrections)}`,
	];
}
