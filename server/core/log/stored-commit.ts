/**
 * Commits as text. A log outlives versions, and in a cluster older and newer servers share it. So
 * reading is lenient (src/model/records/lenient.ts) and keeps what this version does not know;
 * writing is strict. Only a commit of a higher major version stops a reader: it would misunderstand
 * what it reads.
 */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import { recordSchemas } from '../../../src/model/records/kinds.ts';
import { lenient } from '../../../src/model/records/lenient.ts';
import type { Change, Commit } from '../../../src/model/state/commit.ts';
import { liveRecord, ownerOf, type State } from '../../../src/model/state/state.ts';

/** The major version that this version reads and writes. A commit without `v` has version 1. */
const majorVersion = 1;

const strictSchemas: Readonly<Record<string, z.ZodType>> = recordSchemas;
const lenientSchemas: Readonly<Record<string, z.ZodType>> = Object.fromEntries(
	Object.entries(recordSchemas).map(([kind, schema]) => [kind, lenient(schema)]),
);

const schemaOf = (schemas: Readonly<Record<string, z.ZodType>>, kind: string): z.ZodType | undefined =>
	Object.hasOwn(schemas, kind) ? schemas[kind] : undefined;

const storedChange = z
	.looseObject({
		kind: z.string(),
		id: z.string(),
		value: z.unknown(),
		previous: z.int().min(0).optional(),
	})
	.transform((change, context) => {
		const value = change.value ?? null;
		const schema = schemaOf(lenientSchemas, change.kind);
		if (!schema || value === null) return { ...change, value };
		const read = schema.safeParse(value);
		if (!read.success) context.addIssue(`the value of a ${change.kind} has the wrong type`);
		return { ...change, value: read.data };
	});

const storedCommit = z.looseObject({
	seq: z.int().min(1),
	at: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
	actor: z.string(),
	cause: z.looseObject({
		command: z.string(),
		source: z.string().optional(),
		idempotencyKey: z.string().optional(),
		fingerprint: z.string().optional(),
	}),
	changes: z.array(storedChange),
});

/** What an operator can do about a damaged log. */
export const recoveryAdvice =
	'Restore candor.db from a backup. Or start with the last good state: candor serve --last-good continues after the commits before the damage, and keeps the damaged file.';

/**
 * Reads commit `seq`. `text`: `null` if the row is damaged. Throws CandorError
 * `unsupported-version` or `damaged`, which says `advice`.
 */
export function readCommit(text: string | null, seq: number, advice = recoveryAdvice): Commit {
	const stored = text === null ? undefined : parseJson(text);
	const { v } = Object(stored) as { readonly v?: unknown };
	if (typeof v === 'number' && v > majorVersion)
		throw new CandorError(
			'unsupported-version',
			`Commit ${seq} of the log has the major version ${v}, and this version of Candor reads up to ${majorVersion}. Start the newer version of Candor that wrote it.`,
		);
	const { success, data } = storedCommit.safeParse(stored);
	if (success && data.seq === seq) return data as Commit;
	throw new CandorError('damaged', `Commit ${seq} of the log is damaged and cannot be read. ${advice}`);
}

/** The value of a JSON text. `undefined` if it is not JSON. */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/**
 * The commit as {@link readCommit} will return it. Throws CandorError `internal` for a record that
 * breaks its schema: that is a bug, and it is found before it is in the log.
 *
 * @param before - The state before the commit. What a record has from there is not checked: a newer
 * version may have written it.
 */
export function asStored(commit: Commit, before: State): Commit {
	return { ...commit, changes: commit.changes.map((change) => asStoredChange(change, before)) };
}

function asStoredChange(change: Change, before: State): Change {
	const { kind, id, value } = change;
	const strict = schemaOf(strictSchemas, kind);
	if (strict && value === null) return change;
	const checked = strict?.safeParse(value);
	if (checked?.success) return { ...change, value: checked.data as object };
	const owner = ownerOf(change);
	const earlier = [
		liveRecord(before, kind, id)?.value,
		// An update takes the statuses of components from its notice.
		owner === null ? null : liveRecord(before, 'notice', owner)?.value,
	];
	const isInherited = (path: readonly PropertyKey[]): boolean =>
		earlier.some((source) =>
			valuesAt(source, path).some((each) => isDeepStrictEqual(each, valueAt(value, path))),
		);
	const read = lenientSchemas[kind]?.safeParse(value);
	if (read?.success && checked?.error.issues.flatMap(pathsOf).every(isInherited))
		return { ...change, value: read.data as object };
	throw new CandorError(
		'internal',
		'This leads to a record that could not be read back, so nothing was published. Say it differently, and report this command.',
	);
}

/** The fields that an issue is about. */
const pathsOf = (issue: z.core.$ZodIssue): readonly PropertyKey[][] =>
	issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
	path.reduce<unknown>((found, key) => (Object(found) as Record<PropertyKey, unknown>)[key], value);

/** The values at a path, with any index in the place of each index. */
const valuesAt = (value: unknown, path: readonly PropertyKey[]): readonly unknown[] =>
	path.reduce<readonly unknown[]>(
		(found, key) =>
			found.flatMap((each) =>
				Array.isArray(each) ? each : Object.hasOwn(Object(each), key) ? [Object(each)[key]] : [],
			),
		[value],
	);
