import { z } from 'zod';
import { id } from '../records/fields.ts';

const recordValue = z.record(z.string(), z.unknown()).nullable();

/**
 * Takes back the last commit on a notice. The server adds what that commit changed, from the log: a
 * state has no former values.
 */
export const undo = z.strictObject({
	type: z.literal('undo'),
	notice: id,
	/** The `seq` of the commit that is taken back; 0: there is none. */
	commit: z.int().min(0),
	/** Its command. */
	of: z.string(),
	/** Its changes. `null`: no record. */
	changes: z.array(z.strictObject({ kind: z.string(), id, before: recordValue, after: recordValue })),
});
