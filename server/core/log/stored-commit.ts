/** A commit as text, checked whenever it is read back: a log is untrusted like everything that comes from outside. */

import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import { recordSchemas } from '../../../src/model/records/records.ts';
import type { Commit } from '../../../src/model/state/commit.ts';

const change = z
	.strictObject({ kind: z.string(), id: z.string(), value: z.unknown() })
	.transform(({ kind, id, value }, context) => {
		const schema = Object.hasOwn(recordSchemas, kind)
			? recordSchemas[kind as keyof typeof recordSchemas]
			: undefined;
		if (!schema) context.addIssue(`this version knows no record "${kind}"`);
		if (!schema || value === null) return { kind, id, value };
		const read = schema.safeParse(value);
		if (!read.success) context.addIssue(`a ${kind} is not whole`);
		// Older versions wrote fewer fields: the others get what they mean where nobody says anything.
		return { kind, id, value: read.data };
	});

const storedCommit = z.strictObject({
	seq: z.int().min(1),
	at: z.iso.datetime(),
	actor: z.string(),
	cause: z.strictObject({
		command: z.string(),
		idempotencyKey: z.string().optional(),
		fingerprint: z.string().optional(),
	}),
	changes: z.array(change),
});

export function readCommit(text: string, seq: number): Commit {
	try {
		const commit = storedCommit.parse(JSON.parse(text));
		if (commit.seq === seq) return commit as Commit;
	} catch {
		// Told below: which commit it is helps more than how the parser puts it.
	}
	throw new CandorError(
		'damaged',
		`Commit ${seq} of the log cannot be read. It may come from a newer version of Candor: start that one, or restore the data folder from a backup.`,
	);
}

/**
 * The commit as {@link readCommit} will give it back. Throws CandorError `internal` for one that it would refuse: a fault of ours, caught
 * before it lasts.
 */
export function asStored(commit: Commit): Commit {
	const { success, data } = storedCommit.safeParse(commit);
	if (success) return data as Commit;
	throw new CandorError(
		'internal',
		'This leads to a record that could not be read back, so nothing was published. Say it differently, and report this command.',
	);
}
