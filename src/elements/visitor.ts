import type { Feed } from '../client/index.ts';
import type { VisitorContext } from '../model/audience.ts';

/** What is known of a visitor of whom nobody has said anything: no more than where they are. They take part in no exercise. */
const unknown = (): VisitorContext => ({
	attributes: {},
	route: location.pathname,
	signedIn: null,
	drill: false,
	share: 0,
});

/** What the page says of its visitor: a feed that knows it tells. */
export const contextOf = (feed: Feed | null): VisitorContext =>
	(feed as { readonly context?: VisitorContext } | null)?.context ?? unknown();
