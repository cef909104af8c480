import { z } from 'zod';
import { instant, line, words } from './fields.ts';

/** Private: why a notice was retracted. The notice and its updates are removed. The id is the notice's. */
export const retractionValue = z.strictObject({ title: line(140), reason: words(500), at: instant });
export type RetractionValue = z.infer<typeof retractionValue>;
