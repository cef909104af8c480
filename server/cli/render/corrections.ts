/** The corrections of a notice in plain lines, for operators. */
import { plainText, type RichText } from '../../../src/model/rich-text.ts';
import type { Corrections } from '../api/corrections.ts';
import { oneLine } from '../terminal-text.ts';
import type { Style } from './style.ts';
import { pastText } from './time.ts';

const words = (text: RichText): string => {
	const found = oneLine(plainText(text));
	return found === '' ? 'no words' : `“${found}”`;
};

export function correctionLines(id: string, found: Corrections, style: Style): string[] {
	const { retraction, revisions, redactions } = found;
	const when = (at: string): string => style.colours.dim(pastText(at, style));
	const lines = [
		...(retraction
			? [
					`Retracted ${pastText(retraction.at, style)}: ${oneLine(retraction.title)}`,
					`Reason:  ${oneLine(retraction.reason) || 'none given'}`,
					...retraction.updates.map((update) => `  ${update.id}  ${words(update.text)}`),
					`Restore: candor restore ${id}`,
				]
			: []),
		...[
			...revisions.map(({ at, update, reason, text }) => ({
				at,
				line: `${when(at)}  ${reason} ${update}, before: ${words(text)}`,
			})),
			...redactions.map(({ at, update, fields, reason }) => ({
				at,
				line: `${when(at)}  redacted ${update ?? fields.join(', ')}${reason ? `: ${oneLine(reason)}` : ''}`,
			})),
		]
			.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
			.map(({ line }) => line),
	];
	return lines.length > 0 ? lines : ['Nothing was corrected.'];
}
