/** Remedies and post-mortems in plain lines. What comes in has been made harmless. */

import type { Audience } from '../../../src/model/records/fields.ts';
import type { PostmortemValue, RemedyValue } from '../../../src/model/records/remedies.ts';
import { plainText, type RichText } from '../../../src/model/rich-text.ts';
import { readPostmortem, readRemedy } from '../../../src/model/wire/remedies.ts';
import { type Json, notCandor } from '../answer.ts';
import { oneLine } from '../harmless.ts';
import type { Style } from './style.ts';
import { pastText, timeText } from './time.ts';
import { actionWord, offerWord } from './words.ts';

const indented = (text: RichText): string[] =>
	plainText(text)
		.trim()
		.split('\n')
		.map((line) => `  ${line}`);

function known<Value>(value: Value | null): Value {
	if (value === null) throw notCandor('it sent something else than was asked for');
	return value;
}

/** "plan pro or team · on /checkout · signed in · 20 % of browsers". */
export const audienceText = ({ attributes, routes, signedIn, percentage }: Audience): string =>
	[
		...Object.entries(attributes).map(([name, values]) => `${name} ${values.join(' or ')}`),
		...(routes.length > 0 ? [`on ${routes.join(' or ')}`] : []),
		...(signedIn === null ? [] : [signedIn ? 'signed in' : 'not signed in']),
		...(percentage === null ? [] : [`${percentage} % of browsers`]),
	]
		.map(oneLine)
		.join(' · ') || 'everybody';

/** "Also in: de, fr"; nothing where there are no translations. */
export const languageLines = (translations: object): string[] => {
	const tags = Object.keys(translations).map(oneLine);
	return tags.length > 0 ? [`Also in: ${tags.join(', ')}`] : [];
};

const claimText = (claim: RemedyValue['claim']): string => {
	if (claim.type === 'link') return `at ${oneLine(claim.href)}`;
	return claim.type === 'code' ? `with the code ${oneLine(claim.code)}` : 'in the page itself';
};

/** One remedy, its id first, so that the next command can name it. */
export function remedyLines(resource: Json, style: Style): string[] {
	const { title, apology, offer, terms, expiresAt, claim, audience, notice, translations }: RemedyValue =
		known(readRemedy(resource));
	const over = expiresAt !== null && Date.parse(expiresAt) <= style.now;
	return [
		`${style.colours.bold(oneLine(title))}  ${style.colours.dim(`${oneLine(String(resource.id))}   seq ${oneLine(String(resource.seq))}`)}`,
		...indented(apology),
		`  ${offerWord(offer.kind)}: ${oneLine(offer.summary)}`,
		`  Claimed ${claimText(claim)}`,
		...(expiresAt ? [`  ${over ? 'Could be claimed until' : 'Until'} ${timeText(expiresAt, style)}`] : []),
		...(terms ? ['  Terms:', ...indented(terms)] : []),
		...(notice ? [`  For the notice ${oneLine(notice)}`] : []),
		...(audience ? [`  Only for: ${audienceText(audience)}`] : []),
		...languageLines(translations).map((line) => `  ${line}`),
	];
}

/** A post-mortem with its promised actions. */
export function postmortemLines(resource: Json, style: Style): string[] {
	const { title, body, publishedAt, updatedAt, actions, notice, translations }: PostmortemValue = known(
		readPostmortem(resource),
	);
	return [
		style.colours.bold(oneLine(title)),
		`  Published ${pastText(publishedAt, style)}${updatedAt === publishedAt ? '' : `, changed ${pastText(updatedAt, style)}`}`,
		...indented(body),
		...(actions.length > 0 ? ['  Promised:'] : []),
		...actions.map(
			({ title: promised, state, dueBy }) =>
				`  - ${oneLine(promised)} (${actionWord(state)}${dueBy ? `, by ${timeText(dueBy, style)}` : ''})`,
		),
		...languageLines(translations).map((line) => `  ${line}`),
		'',
		`Notice:  ${oneLine(notice)}   seq ${oneLine(String(resource.seq))}`,
	];
}
