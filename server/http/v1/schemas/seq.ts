/** Numbers of commits in responses. */
import { z } from '@hono/zod-openapi';

const seqField = (description: string) => z.int().min(0).openapi({ description });

/** Of one resource. */
export const seq = seqField('The commit that last changed this: the ETag without its quotes.');
/** Of a list. */
export const stateSeq = seqField('The newest commit when the list was read, whatever it changed.');
/** Of a retracted notice, which has no ETag any more. */
export const retractionSeq = seqField('The commit that retracted the notice.');
