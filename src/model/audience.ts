/** Decides whether something concerns a visitor. It runs in the visitor's browser, so that nothing about the visitor leaves the page. */

import type { Audience, NoticeValue } from './generated/record-types.ts';

/** What a page knows about its visitor. */
export interface VisitorContext {
	/** From the host page, such as `{"plan": "pro"}`. */
	readonly attributes: Readonly<Record<string, string>>;
	/** The path of the page, without query and fragment: `/checkout/pay`. */
	readonly route: string;
	/** `null` if the host page does not provide it. */
	readonly signedIn: boolean | null;
	/** Whether this visitor takes part in drills. */
	readonly drill: boolean;
	/** A number from 0 up to, but not including, 100. It is different in each browser and stays the same in one. */
	readonly share: number;
}

/**
 * Whether all conditions of an audience hold. An attribute that the page does not provide counts as a match: hiding an outage from a
 * visitor who is affected is worse than showing it to one who is not.
 */
export const concerns = (audience: Audience | null, visitor: VisitorContext): boolean =>
	!audience ||
	(Object.entries(audience.attributes).every(
		([name, values]) =>
			!Object.hasOwn(visitor.attributes, name) || values.includes(visitor.attributes[name] as string),
	) &&
		(!audience.routes.length ||
			// Both end with a slash here, so that "/checkout" is no prefix of "/checkouts".
			audience.routes.some((prefix) => `${visitor.route}/`.startsWith(prefix.replace(/\/*$/, '/')))) &&
		(audience.signedIn ?? visitor.signedIn) === (visitor.signedIn ?? audience.signedIn) &&
		// `share` may be a getter that creates and stores the number: it is read only if it is needed.
		(audience.percentage === null || visitor.share < audience.percentage));

/** Whether a visitor sees a notice. Only visitors who take part in drills see a drill. */
export const isFor = (
	{ audience, drill }: Pick<NoticeValue, 'audience' | 'drill'>,
	visitor: VisitorContext,
): boolean => (!drill || visitor.drill) && concerns(audience, visitor);
