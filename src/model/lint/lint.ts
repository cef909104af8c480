/**
 * Reads a notice while it is written and says, in sentences, what customers would miss or
 * misunderstand. It blocks nothing: the server decides what can be published.
 */
import { impactLabels, statusLabels } from '../labels.ts';
import { componentStatuses, statusForImpact } from '../vocabulary.ts';
import type { Finding, Wording } from './finding.ts';
import { claimOfSafety, phraseFindings } from './phrases.ts';

export type { Finding, LintRule, Wording } from './finding.ts';

/** The findings, those of the first field first. */
export function lint(wording: Wording): readonly Finding[] {
	const found = [
		...emptyAnswers(wording),
		...phraseFindings(wording),
		...missingPromise(wording),
		...unprovenSafety(wording),
		...contradictions(wording),
	];
	return fields.flatMap((field) => found.filter((each) => each.field === field));
}

const fields = ['title', 'impact', 'affected', 'body', 'workaround', 'safety', 'promise'] as const;

const isEmpty = (text: string): boolean => text.trim() === '';
/** Titles that say that something is wrong, but not what. */
const emptyTitle =
	/^(?:an? )?(?:issue|incident|problem|outage|disruption|error|update|maintenance|service (?:issue|disruption)|technical (?:issue|problem|difficulties)|something (?:is|went) wrong)s?[.!]?$/i;

function emptyAnswers(wording: Wording): Finding[] {
	const { kind, impact, title, body, workaround, checklist, affected, safety, isEnd } = wording;
	const found: Finding[] = [];
	const say = (field: Finding['field'], message: string): void => {
		found.push({ rule: 'empty', field, message });
	};
	if (isEmpty(title)) say('title', 'Write what customers notice, such as “Card payments are failing”.');
	else if (emptyTitle.test(title.trim()))
		say('title', `“${title.trim()}” does not say what is wrong. Name what customers cannot do.`);
	if (isEmpty(body)) say('body', isEnd ? 'Say that it works again, and since when.' : bodyHint[kind]);
	if (kind !== 'incident' || isEnd) return found;
	if (affected.length === 0)
		say('affected', 'Name the affected components. Without one, customers cannot tell what still works.');
	if (impact !== 'none' && isEmpty(workaround) && checklist.every(isEmpty))
		say('workaround', 'Say what customers can do meanwhile. If there is nothing, say that too.');
	if (impact === 'critical' && safety === null)
		say('safety', 'Customers will ask about their data. Answer, even if it is “We are checking”.');
	return found;
}

const bodyHint = {
	incident: 'Say in one or two sentences what customers notice, and that you are working on it.',
	maintenance: 'Say what will not work during the maintenance, and for how long.',
	assurance: 'Say what you have checked, and what it means for customers.',
	announcement: 'Say what changes for customers, and when.',
} as const;

const missingPromise = ({ kind, hasNoPromise, isEnd }: Wording): Finding[] =>
	kind === 'incident' && hasNoPromise && !isEnd
		? [
				{
					rule: 'no-next-update',
					field: 'promise',
					message: 'Customers will keep reloading. Promise a time for the next update, even without news.',
				},
			]
		: [];

function unprovenSafety({ title, body, workaround, safety }: Wording): Finding[] {
	const hasEvidence = safety !== null && !isEmpty(safety.evidence);
	const found: Finding[] = [];
	if (safety !== null && (safety.state === 'safe' || safety.state === 'affected') && !hasEvidence)
		found.push({
			rule: 'unproven-safety',
			field: 'safety',
			message: 'Say how you know this about data. Until there is evidence, choose “We are checking”.',
		});
	if (safety !== null && safety.state !== 'safe') {
		const claim = claimOfSafety(safety.statement);
		if (claim)
			found.push({
				rule: 'unproven-safety',
				field: 'safety',
				message: `“${claim}” claims more than the chosen answer. Choose “Data is safe” and give evidence, or leave it out.`,
			});
	}
	for (const [field, text] of [
		['title', title],
		['body', body],
		['workaround', workaround],
	] as const) {
		const claim = claimOfSafety(text);
		if (claim && !(safety?.state === 'safe' && hasEvidence))
			found.push({
				rule: 'unproven-safety',
				field,
				message: `“${claim}” is a claim about data. Make it under “Data safety”, with evidence, or leave it out.`,
			});
	}
	return found;
}

function contradictions({ kind, impact, affected, unaffected, isEnd }: Wording): Finding[] {
	const found: Finding[] = [];
	const say = (field: Finding['field'], message: string): void => {
		found.push({ rule: 'contradiction', field, message });
	};
	for (const { name } of affected.filter((each) => unaffected.includes(each.name)))
		say('affected', `“${name}” is named as affected and as working. Choose one.`);
	if (kind !== 'incident' || isEnd || affected.length === 0) return found;
	const rank = (status: (typeof componentStatuses)[number]): number => componentStatuses.indexOf(status);
	const worst = affected.reduce((one, other) => (rank(other.status) > rank(one.status) ? other : one));
	const expected = statusForImpact[impact];
	const impactName = impactLabels[impact].toLowerCase();
	const statusName = statusLabels[worst.status].toLowerCase();
	if (impact === 'none' && worst.status !== 'operational')
		say(
			'impact',
			`“${worst.name}” is shown as “${statusName}”, but the impact is “${impactName}”. Raise the impact, or mark it as working.`,
		);
	else if (impact !== 'none' && worst.status === 'operational')
		say(
			'affected',
			`The impact is “${impactName}”, but every named component works normally. Change one of them.`,
		);
	else if (Math.abs(rank(worst.status) - rank(expected)) > 1)
		say(
			'impact',
			`The impact is “${impactName}”, but “${worst.name}” is shown as “${statusName}”. Customers read both: make them agree.`,
		);
	return found;
}
