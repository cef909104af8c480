/** Does something concern this visitor? Asked in the visitor's own browser: what is asked about never leaves the page. */

import type { Audience } from './records/fields.ts';
import type { NoticeValue } from './records/records.ts';

/** What a page knows of its visitor. */
export interface VisitorContext {
	/** As the host page gives them, such as `{"plan": "pro"}`. */
	readonly attributes: Readonly<Record<string, string>>;
	/** The path of the page, without query and fragment: `/checkout/pay`. */
	readonly route: string;
	/** `null`: the host page does not say. */
	readonly signedIn: boolean | null;
	/** Whether this visitor takes part in exercises. */
	readonly drill: boolean;
	/** A number of this browser's own that stays the same, from 0 up to 100. */
	readonly share: number;
}

/**
 * Whether all conditions of an audience hold. What the host page did not say counts as fulfilled: to hide an outage from
 * somebody whom it hits is worse than to tell somebody whom it does not.
 */
export const concerns = (audience: Audience | null, visitor: VisitorContext): boolean =>
	!audience ||
	(Object.entries(audience.attributes).every(
		([name, values]) =>
			!Object.hasOwn(visitor.attributes, name) || values.includes(visitor.attributes[name] as string),
	) &&
		(!audience.routes.length ||
			// A slash ends both, so that "/checkout" does not begin "/checkouts".
			audience.routes.some((prefix) => `${visitor.route}/`.startsWith(prefix.replace(/\/*$/, '/')))) &&
		(audience.signedIn ?? visitor.signedIn) === (visitor.signedIn ?? audience.signedIn) &&
		// Asked for only where it matters: a browser that never needs its share never gets one.
		(audience.percentage === null || visitor.share < audience.percentage));

/** Whether a notice is meant for this visitor: an exercise is for those who take part in it, and for nobody else. */
export const isFor = (
	{ audience, drill }: Pick<NoticeValue, 'audience' | 'drill'>,
	context: VisitorContext,
): boolean => (!drill || context.drill) && concerns(audience, context);
