/** Fields that notices, remedies and post-mortems have in common, as text. */
import type { Audience } from '../../../src/model/records/fields.ts';
import type { JsonObject } from '../api/response.ts';
import { oneLine, textOf } from '../terminal-text.ts';
import type { Style } from './style.ts';

/** "plan pro or team · on /checkout · signed in · 20 % of browsers". */
export const audienceText = ({ attributes, routes, signedIn, percentage }: Audience): string =>
	[
		...Object.entries(attributes).map(([name, values]) => `${name} ${values.join(' or ')}`),
		...(routes.length > 0 ? [`on ${routes.join(' or ')}`] : []),
		...(signedIn === null ? [] : [signedIn ? 'signed in' : 'not signed in']),
		...(percentage === null ? [] : [`${percentage} % of browsers`]),
	]
		.map(oneLine)
		.join(' · ') || 'all visitors';

/** "Also in: de, fr"; no line without translations. */
export const translationLines = (translations: object): string[] => {
	const tags = Object.keys(translations).map(oneLine);
	return tags.length > 0 ? [`Also in: ${tags.join(', ')}`] : [];
};

/** The server's warnings about what was written. */
export const warningLines = ({ warnings }: JsonObject, { colours }: Style): string[] =>
	Array.isArray(warnings)
		? warnings.map((warning) => `${colours.yellow('Warning:')} ${textOf(warning)}`)
		: [];
