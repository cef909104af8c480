/**
 * Generates the browsers' decoders of the public records, and the default values of new records,
 * from the zod schemas in src/model/records. Zod itself is too large for a browser bundle. How
 * lenient a decoder is follows from the types alone:
 *
 * | schema                  | decoder                                    | value of a missing field |
 * | ----------------------- | ------------------------------------------ | ------------------------ |
 * | string, enum            | any string: unknown words are kept         | none: the record is bad  |
 * | instant                 | a string that Date can parse               | none: the record is bad  |
 * | whole number            | 0 or more                                  | the schema's minimum     |
 * | boolean                 | the default, if it is no boolean           | the default, or `false`  |
 * | nullable                | as its inner type; a number may be unreadable | `null`                |
 * | array, record           | the same for each entry                    | empty                    |
 * | object                  | its own fields only                        | none: the record is bad  |
 * | in `fieldDecoders`      | the function of that name                  | as that function says    |
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { decoderWriter, emptyValue } from './decoder-expressions.mjs';

const folder = 'src/model/generated';

/** The fields that the client and the first banner use. wire/essentials.ts decodes these alone. */
const essentials = {
	page: ['statusUrl'],
	component: ['name'],
	notice: [
		'title',
		'kind',
		'phase',
		'impact',
		'affected',
		'promise',
		'window',
		'openedAt',
		'updatedAt',
		'endedAt',
		'expiresAt',
		'latestUpdate',
		'audience',
	],
	update: ['notice', 'number', 'editedAt', 'withdrawnAt'],
};

/**
 * The generated files: their sources by their names.
 *
 * @param {Readonly<Record<string, import('zod').ZodObject>>} schemas The schema of each public
 *   kind.
 * @param {typeof import('../src/model/records/fields.ts').fieldDecoders} fieldDecoders
 * @returns {Readonly<Record<string, string>>}
 */
export function generatedFiles(schemas, fieldDecoders) {
	const decode = decoderWriter(fieldDecoders);
	const fieldsOf = (kind, names = Object.keys(schemas[kind].shape)) =>
		names.map((name) => `\t${name}: ${decode(schemas[kind].shape[name])},\n`).join('');
	const decoders = Object.keys(schemas).map(
		(kind) =>
			`export const ${kind} = /* @__PURE__ */ shape({\n${fieldsOf(kind)}}) as Decoder<${typeOf(kind)}>;\n`,
	);
	const essential = Object.entries(essentials).map(
		([kind, names]) =>
			`export const ${kind} = /* @__PURE__ */ within(\n\t/* @__PURE__ */ shape({\n${fieldsOf(kind, names).replaceAll('\t', '\t\t')}\t}),\n);\n`,
	);
	const types = Object.keys(schemas).map(
		(kind) => `import type { ${typeOf(kind)} } from '../records/${kind}.ts';\n`,
	);
	const defaults = Object.entries(schemas).map(
		([kind, { shape }]) =>
			`export const ${kind}Defaults = {\n${Object.entries(shape)
				.map(([name, schema]) => [name, emptyValue(schema)])
				.filter(([, value]) => value !== null)
				.map(([name, value]) => `\t${name}: ${value},\n`)
				.join('')}} satisfies Partial<${typeOf(kind)}>;\n`,
	);
	return {
		'record-decoders.ts': file(types, decoders),
		'essential-decoders.ts': file([], essential),
		'record-defaults.ts': file(types, defaults),
	};
}

/** Writes the generated files that have changed. */
export async function writeGeneratedFiles() {
	// Imported here, because callers install the dependencies first. Node 20 cannot import
	// TypeScript by itself.
	const { tsImport } = await import('tsx/esm/api');
	const { publicSchemas, fieldDecoders } = await tsImport('../src/model/records/kinds.ts', import.meta.url);
	mkdirSync(folder, { recursive: true });
	for (const [name, source] of Object.entries(generatedFiles(publicSchemas, fieldDecoders))) {
		const path = `${folder}/${name}`;
		if (!existsSync(path) || readFileSync(path, 'utf8') !== source) writeFileSync(path, source);
	}
}

const typeOf = (kind) => `${kind[0].toUpperCase()}${kind.slice(1)}Value`;

/** A source file with imports of the functions that its statements call. */
function file(types, statements) {
	const code = statements.join('\n');
	const imports = Object.entries({
		'../wire/decoder.ts': [
			'dictionary',
			'instant',
			'isNotFalse',
			'isTrue',
			'lines',
			'list',
			'maybeBoolean',
			'maybeInstant',
			'maybeNumber',
			'maybeText',
			'optional',
			'shape',
			'text',
			'whole',
			'within',
		],
		'../wire/field-decoders.ts': ['claim', 'richText', 'safeHref'],
	}).flatMap(([path, names]) => {
		const used = names.filter((name) => RegExp(`[ (]${name}(?=[(),\\s])`).test(code));
		if (code.includes('as Decoder<') && path.endsWith('/decoder.ts')) used.unshift('type Decoder');
		return used.length > 0 ? [`import { ${used.join(', ')} } from '${path}';\n`] : [];
	});
	const head =
		'// Generated by scripts/record-decoders.mjs from the schemas in src/model/records. `npm run build` writes it.\n';
	return `${head}${types.join('')}${imports.join('')}\n${code}`;
}
