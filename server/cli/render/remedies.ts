/** Remedies and post-mortems in plain lines. The caller has sanitized the resources. */
import { actionStateLabels, offerLabels } from '../../../src/model/labels.ts';
import type { PostmortemValue } from '../../../src/model/records/postmortem.ts';
import type { RemedyValue } from '../../../src/model/records/remedy.ts';
import { plainText, type RichText } from '../../../src/model/rich-text.ts';
import { readPostmortem } from '../../../src/model/wire/read-postmortem.ts';
import { readRemedy } from '../../../src/model/wire/read-remedy.ts';
import { type JsonObject, unexpectedResponse } from '../api/response.ts';
import { oneLine, textOf } from '../terminal-text.ts';
import { audienceText, translationLines } from './fields.ts';
import { labelOf } from './label.ts';
import { payoutLines } from './payout.ts';
import type { Style } from './style.ts';
import { pastText, timeText } from './time.ts';

const indented = (text: RichText): string[] =>
	plainText(text)
		.trim()
		.split('\n')
		.map((line) => `  ${line}`);

function requireValue<Value>(value: Value | null): Value {
	if (value === null) throw unexpectedResponse('it has an unexpected format');
	return value;
}

const remedyEndTexts = {
	'sold-out': 'All claims of the budget are made',
	spent: 'The budget is spent',
} as const;

const claimText = (claim: RemedyValue['claim']): string => {
	if (claim.type === 'link') return `at ${oneLine(claim.href)}`;
	return claim.type === 'code' ? `with the code ${oneLine(claim.code)}` : 'in the host page';
};

/** A remedy. The first line has its id and seq, for the next command. */
export function remedyLines(resource: JsonObject, style: Style): string[] {
	const value: RemedyValue = requireValue(readRemedy(resource));
	const { title, apology, offer, terms, expiresAt, claim, audience, notice, translations } = value;
	const { payout, ended } = value;
	const isExpired = expiresAt !== null && Date.parse(expiresAt) <= style.now;
	return [
		`${style.colours.bold(oneLine(title))}  ${style.colours.dim(`${textOf(resource.id)}   seq ${textOf(resource.seq)}`)}`,
		...indented(apology),
		`  ${labelOf(offerLabels, offer.kind)}: ${oneLine(offer.summary)}`,
		`  Claimed ${claimText(claim)}`,
		...(expiresAt
			? [`  ${isExpired ? 'Could be claimed until' : 'Claim by'} ${timeText(expiresAt, style)}`]
			: []),
		...(payout ? payoutLines(payout, style) : []),
		...(ended ? [`  ${remedyEndTexts[ended]}`] : []),
		...(terms ? ['  Terms:', ...indented(terms)] : []),
		...(notice ? [`  For the notice ${oneLine(notice)}`] : []),
		...(audience ? [`  Only for: ${audienceText(audience)}`] : []),
		...translationLines(translations).map((line) => `  ${line}`),
	];
}

/** A post-mortem with the actions that it promises. */
export function postmortemLines(resource: JsonObject, style: Style): string[] {
	const { title, body, publishedAt, updatedAt, actions, notice, translations }: PostmortemValue =
		requireValue(readPostmortem(resource));
	const changed = updatedAt === publishedAt ? '' : `, changed ${pastText(updatedAt, style)}`;
	return [
		style.colours.bold(oneLine(title)),
		`  Published ${pastText(publishedAt, style)}${changed}`,
		...indented(body),
		...(actions.length > 0 ? ['  Promised actions:'] : []),
		...actions.map(({ title: action, state, dueBy }) => {
			const label = labelOf(actionStateLabels, state).toLowerCase();
			return `  - ${oneLine(action)} (${label}${dueBy ? `, by ${timeText(dueBy, style)}` : ''})`;
		}),
		...translationLines(translations).map((line) => `  ${line}`),
		'',
		`Notice:  ${oneLine(notice)}   seq ${textOf(resource.seq)}`,
	];
}
