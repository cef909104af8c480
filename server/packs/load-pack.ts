/** Loads a policy pack: one that is part of the package, or an operator's file. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { CandorError, type Issue } from '../../src/model/errors.ts';
import { nearest } from '../../src/model/nearest.ts';
import { type PolicyPack, policyPack } from '../../src/model/policy-pack/policy-pack.ts';
import { templateProblems } from '../../src/model/templates/template-problems.ts';
import { readDataFile } from '../core/embedded-package.ts';
import { markdownProblems } from '../core/markdown/template-markdown.ts';
import { schemaIssues } from '../http/schema-sentences.ts';
import { parseJsonFile } from './parse-json-file.ts';

/** The packs of the package. */
export const packNames = [
	'general',
	'financial-services',
	'e-commerce',
	'cloud-provider',
	'healthcare',
	'media-and-streaming',
] as const;

const folder = new URL('./data/', import.meta.url);
type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isPackName = (name: unknown): boolean => packNames.some((each) => each === name);

/**
 * `given`: the name of a pack of the package, or the path of a file. A file may name a pack that it
 * `extends`: it then needs only the fields that differ, and its templates come before those of the
 * pack, in place of those with the same id. Throws CandorError `invalid` with the file, the path
 * within it, and what to do.
 */
export async function loadPack(given: string): Promise<PolicyPack> {
	if (isPackName(given)) return checked(await shippedFields(given), fileURLToPath(packFile(given)));
	if (!/[/\\.]/.test(given)) throw unknownPack(given);
	return checked(await withBase(await readFields(given), given), given);
}

const packFile = (name: string): URL => new URL(`${name}.json`, folder);

/** @param file - Its path in the folder of the packs. */
const readShipped = (file: string): Promise<string> =>
	readDataFile(`server/packs/data/${file}`, new URL(file, folder));

function unknownPack(given: string): CandorError {
	const [similar] = nearest(given, packNames, (name) => [name]);
	const hint = similar === undefined ? '' : ` Did you mean "${similar}"?`;
	return new CandorError(
		'invalid',
		`CANDOR_PACK: there is no policy pack "${given}".${hint} Use one of ${packNames.join(', ')}, the path of a file such as ./my-pack.json, or none.`,
	);
}

async function shippedFields(name: string): Promise<Fields> {
	const path = fileURLToPath(packFile(name));
	return withBase(await readFields(path, readShipped(`${name}.json`)), path);
}

async function readFields(path: string, reading = readFile(path, 'utf8')): Promise<Fields> {
	const text = await reading.catch((error: NodeJS.ErrnoException) => {
		if (error instanceof CandorError) throw error;
		throw new CandorError(
			'invalid',
			`CANDOR_PACK: the file ${path} cannot be read (${error.code ?? error.message}). Check the path and its permissions.`,
		);
	});
	const value = parseJsonFile(text, path);
	if (isFields(value)) return value;
	throw new CandorError('invalid', `CANDOR_PACK: the file ${path} is not a JSON object. ${advice}`);
}

const advice = '"candor pack --as-file" prints a complete pack to start from.';

/** The fields of a file, with those of the pack that it extends, and with templates for their names. */
async function withBase({ extends: base, ...fields }: Fields, path: string): Promise<Fields> {
	if (base !== undefined && !isPackName(base))
		throw problem(path, [{ path: 'extends', message: `Name one of ${packNames.join(', ')}.` }]);
	const inherited = base === undefined ? {} : await shippedFields(String(base));
	const own = Array.isArray(fields.templates)
		? await Promise.all(fields.templates.map((each, index) => template(each, index, path)))
		: [];
	const ids = new Set(own.map((each) => (isFields(each) ? each.id : undefined)));
	const others = (Array.isArray(inherited.templates) ? inherited.templates : []).filter(
		(each: unknown) => isFields(each) && !ids.has(each.id),
	);
	const isList = fields.templates === undefined || Array.isArray(fields.templates);
	return { ...inherited, ...fields, ...(isList && { templates: [...own, ...others] }) };
}

/** A template, or for its name the one of the package. */
async function template(given: unknown, index: number, path: string): Promise<unknown> {
	if (typeof given !== 'string') return given;
	const file = `templates/${given}.json`;
	const text = /^[a-z0-9-]+$/.test(given) ? await readShipped(file).catch(() => null) : null;
	if (text !== null) return { id: given, ...(parseJsonFile(text, file) as object) };
	const message = `There is no template "${given}" in the package. Correct the name, or write the template here.`;
	throw problem(path, [{ path: `templates.${index}`, message }]);
}

function checked(fields: Fields, path: string): PolicyPack {
	const { data, error } = policyPack.safeParse(fields);
	if (error)
		throw problem(
			path,
			schemaIssues(error.issues).map((issue) => ({
				...issue,
				message: issue.message.replaceAll('Send ', 'Write '),
			})),
		);
	const issues = data.templates.flatMap(({ id, ...value }, index) =>
		[...templateProblems(value), ...markdownProblems(value)].map((issue) => ({
			path: `templates.${index}.${issue.path}`,
			message: `${issue.message} (template "${id}")`,
		})),
	);
	if (issues.length > 0) throw problem(path, issues);
	return data;
}

/** The most problems that are listed. */
const mostListed = 20;

function problem(path: string, issues: readonly Issue[]): CandorError {
	const lines = issues
		.slice(0, mostListed)
		.map((issue) => `  ${issue.path === '' ? 'the whole file' : issue.path}: ${issue.message}`);
	const more = issues.length > mostListed ? `\n  and ${issues.length - mostListed} more` : '';
	return new CandorError(
		'invalid',
		`CANDOR_PACK: the policy pack ${path} cannot be used:\n${lines.join('\n')}${more}\nCorrect the file and start again. ${advice}`,
		issues,
	);
}
