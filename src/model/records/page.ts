import { z } from 'zod';
import { line, link, origins, subscribe } from './fields.ts';

export type { PageValue } from '../generated/record-types.ts';

/** The one record about the whole status page. Its id is `page`. */
export const pageValue = z.strictObject({
	name: line(80),
	/** Where the full status page and the support team are: targets of links in the elements. */
	statusUrl: link.nullable(),
	supportUrl: link.nullable(),
	/** Where visitors subscribe to updates, at most once for each way. */
	subscribe: subscribe(link),
	/** Further servers of the same log. Pages that pin keys ask them too, in this order. */
	origins,
});
