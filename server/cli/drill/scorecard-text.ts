/** A drill and its scorecard on the terminal. */
import { answers } from '../../../src/model/drills/scorecard.ts';
import type { JsonObject } from '../api/response.ts';
import { oneLine } from '../terminal-text.ts';

/** Scenario time such as "1 h 5 min" or "45 s"; `null` for what is no number. */
export function scenarioTime(seconds: unknown): string | null {
	if (typeof seconds !== 'number') return null;
	const whole = Math.round(seconds);
	const parts = [
		[Math.floor(whole / 3_600), 'h'],
		[Math.floor((whole % 3_600) / 60), 'min'],
		[whole % 60, 's'],
	] as const;
	return (
		parts
			.filter(([count]) => count > 0)
			.map(([count, unit]) => `${count} ${unit}`)
			.join(' ') || '0 s'
	);
}

const answerTexts: Readonly<Record<string, string>> = {
	affected: 'what is affected',
	unaffected: 'what still works',
	workaround: 'what customers can do',
	dataSafety: 'whether data is safe',
	nextUpdate: 'when the next update comes',
};

/** `drill`: as the server describes it, for the terminal. */
export function scorecardLines({ id, title, state, scorecard }: JsonObject): string[] {
	const head = `${oneLine(String(title))} (${oneLine(String(id))})`;
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
		`  Duration                     ${scenarioTime(card.seconds)}`,
		`  Time to the first notice     ${scenarioTime(card.firstNoticeSeconds) ?? 'there was no notice'}`,
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
