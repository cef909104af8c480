import { z } from 'zod';
import { reviewLanes, secondPersonReasons } from '../vocabulary.ts';
import { id, instant, words } from './fields.ts';

export type { OverrideValue } from '../generated/record-types.ts';

/** Private: a proposal was published without the second person or the reviews that it needed. */
export const overrideValue = z.strictObject({
	notice: id,
	/** Why it could not wait. */
	reason: words(500),
	/** Why it needed a second person. */
	reasons: z.array(z.enum(secondPersonReasons)),
	/** The lanes that had objected, or could still answer. */
	lanes: z.array(z.enum(reviewLanes)),
	/** The ids of the tokens that wrote and that published it. */
	author: z.string(),
	publisher: z.string(),
	at: instant,
});
