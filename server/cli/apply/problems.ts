/** What is wrong with a document of `candor apply`, in sentences for people who write files. */
import { z } from 'zod';
import { configuration } from '../../../src/model/commands/configuration.ts';
import { nearest } from '../../../src/model/nearest.ts';
import { schemaIssues } from '../../http/schema-sentences.ts';
import { isObject } from '../api/response.ts';
import { oneLine } from '../terminal-text.ts';
import type { Path } from '../yaml-documents.ts';

export interface Problem {
	readonly path: Path;
	readonly message: string;
}

/** The JSON schema of the file, for editors. */
export const fileSchema = (): Readonly<Record<string, unknown>> =>
	z.toJSONSchema(configuration, { io: 'input', unrepresentable: 'any' });

/** Empty if the document can be sent. The server checks the texts of templates. */
export function problemsOf(value: unknown): Problem[] {
	const { error } = configuration.safeParse(value);
	return (error?.issues ?? []).flatMap((issue): Problem[] => {
		const path = issue.path as Path;
		if (issue.code === 'unrecognized_keys')
			return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(path, key) }));
		const message = schemaIssues([issue])[0]?.message ?? '';
		return [{ path, message: `${inFile(message)}${quotesHint(issue, valueAt(value, path))}` }];
	});
}

const inFile = (message: string): string =>
	message.replaceAll('Send ', 'Write ').replaceAll('GET /v1/openapi.json', '"candor apply --schema"');

/** A text such as 1.10 or yes is a number or a truth value in YAML. */
const quotesHint = (issue: z.core.$ZodIssue, value: unknown): string =>
	issue.code === 'invalid_type' &&
	issue.expected === 'string' &&
	(typeof value === 'number' || typeof value === 'boolean')
		? ' Put it in quotes.'
		: '';

/** What other files of this kind have, and why this one has not. */
const notInFile: Readonly<Record<string, string>> = {
	status:
		'The status is not part of the file: operators set it ("candor components set"), and it stays as it is.',
	until: 'The end of a status is not part of the file ("candor components set").',
	position: 'The order of the list decides the position. Leave it out.',
};

function unknownKey(path: Path, key: string): string {
	const isOfComponent = path[0] === 'components' && path.length === 2;
	if (isOfComponent && notInFile[key] !== undefined) return notInFile[key];
	const known = keysAt(fileSchema(), path);
	const [similar] = nearest(key, known, (name) => [name]);
	if (similar !== undefined) return `There is no such key. Did you mean "${similar}"?`;
	return `There is no such key here. Possible are: ${known.map(oneLine).join(', ')}.`;
}

/** The keys that the schema has at a path. */
function keysAt(schema: unknown, path: Path): string[] {
	const forms = formsOf(schema);
	const [key, ...rest] = path;
	if (key === undefined)
		return forms.flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : []));
	return forms.flatMap(({ properties, items, additionalProperties }) => {
		const next = isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
		return keysAt(next ?? items ?? additionalProperties, rest);
	});
}

/** The schema itself, or those of which one must match. */
const formsOf = (schema: unknown): readonly Readonly<Record<string, unknown>>[] =>
	isObject(schema) ? (Array.isArray(schema.anyOf) ? schema.anyOf.flatMap(formsOf) : [schema]) : [];

const valueAt = (value: unknown, path: Path): unknown =>
	path.reduce<unknown>((found, key) => (Object(found) as Record<string, unknown>)[key], value);
