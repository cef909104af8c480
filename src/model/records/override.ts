import { z } from 'zod';
import { secondPersonReasons } from '../vocabulary.ts';
import { id, instant, words } from './fields.ts';

export type { OverrideValue } from '../generated/record-types.ts';

/** Private: a proposal was published without the second person that it needed. */
export const overrideValue = z.strictObject({
	notice: id,
	/** Why it could not wait. */
	reason: words(500),
	/** Why it needed a second person. */
	reasons: z.array(z.enum(secondPersonReasons)),
	/** The ids of the tokens that wrote and that published it. */
	author: z.string(),
	publisher: z.string(),
	at: instant,
});
