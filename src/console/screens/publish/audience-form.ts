/** The audience of a notice as the texts of the form, and back. */
import type { Audience } from '../../../model/generated/record-types.ts';
import type { PublishForm } from './form.ts';
import { linesOf } from './lines.ts';

type AudienceForm = Pick<PublishForm, 'attributes' | 'routes' | 'signedIn'>;
type AudienceRequest = Pick<Audience, 'attributes' | 'routes' | 'signedIn'>;

const answers = { yes: true, no: false, '': null } as const;

/** The server refuses an attribute without values. */
export const audienceOf = ({ attributes, routes, signedIn }: AudienceForm): AudienceRequest => ({
	attributes: Object.fromEntries(
		linesOf(attributes).map((line) => {
			const [name = '', ...values] = line.split(/[=,]/).map((text) => text.trim());
			return [name, values.filter(Boolean)];
		}),
	),
	routes: linesOf(routes),
	signedIn: answers[signedIn],
});

/** Whether it has no condition. */
export const isEveryone = ({ attributes, routes, signedIn }: AudienceRequest): boolean =>
	Object.keys(attributes).length + routes.length === 0 && signedIn === null;

export const formOfAudience = (audience: Audience | null): AudienceForm => ({
	attributes: Object.entries(audience?.attributes ?? {})
		.map(([name, values]) => `${name}=${values.join(', ')}`)
		.join('\n'),
	routes: (audience?.routes ?? []).join('\n'),
	signedIn: audience?.signedIn == null ? '' : audience.signedIn ? 'yes' : 'no',
});

/** The change (RFC 7396) from one audience to another: `null` clears what is no longer there. */
export function audienceChange(before: AudienceForm, after: AudienceForm) {
	const removed = Object.keys(audienceOf(before).attributes).map((name) => [name, null] as const);
	const audience = audienceOf(after);
	return { ...audience, attributes: { ...Object.fromEntries(removed), ...audience.attributes } };
}
