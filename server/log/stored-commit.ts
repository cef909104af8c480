/** A commit as text, checked whenever it is read back: a log is untrusted like everything that comes from outside. */

import { z } from 'zod';
import { CandorError, type Commit, recordSchemas } from '../../src/model/index.ts';

const change = z
	.strictObject({ kind: z.string(), id: z.string(), value: z.unknown() })
	.superRefine(({ kind, value }, context) => {
		const schema = Object.hasOwn(recordSchemas, kind)
			? recordSchemas[kind as keyof typeof recordSchemas]
			: undefined;
		if (!schema) context.addIssue(`this version knows no record "${kind}"`);
		else if (value !== null && !schema.safeParse(value).success) context.addIssue(`a ${kind} is not whole`);
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

/** Throws CandorError `internal` for a commit that {@link readCommit} would refuse: a fault of ours, caught before it lasts. */
export function assertReadable(commit: Commit): void {
	const { error } = storedCommit.safeParse(commit);
	if (!error) return;
	throw new CandorError(
		'internal',
		'This leads to a record that could not be read back, so nothing was published. Say it differently, and report this command.',
	);
}
