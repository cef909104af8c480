/**
 * The types of records, from the zod schemas in src/model/records. What a browser's code exports
 * must not name zod: an application that installs Candor for its elements has no zod, and its types
 * would become `any`.
 */

/**
 * Returns the source of a module with one type for each schema.
 *
 * @param {Readonly<Record<string, import('zod').ZodObject>>} schemas By the name of the type.
 * @param {typeof import('../src/model/records/fields.ts').fieldDecoders} fieldDecoders
 */
export function typeDeclarations(schemas, fieldDecoders) {
	const names = new Map(Object.entries(schemas).map(([name, schema]) => [schema, name]));

	/** The type of a schema as an expression: its name, if it has one. */
	const typeOf = (schema) => {
		if (fieldDecoders.get(schema)?.name === 'richText') return 'RichText';
		return names.get(schema) ?? expressionOf(schema);
	};
	const expressionOf = ({ _zod: { def } }) => {
		switch (def.type) {
			case 'string':
			case 'number':
			case 'boolean':
			case 'unknown':
				return def.type;
			case 'enum':
				return union(Object.values(def.entries).map(literal));
			case 'literal':
				return union(def.values.map(literal));
			case 'default':
				return typeOf(def.innerType);
			case 'nullable':
				return union([typeOf(def.innerType), 'null']);
			case 'array': {
				const entry = typeOf(def.element);
				return entry.includes(' | ') ? `Array<${entry}>` : `${entry}[]`;
			}
			case 'record':
				return `{ [name: string]: ${typeOf(def.valueType)} }`;
			case 'union':
				return union(def.options.map(typeOf));
			case 'object':
				return `{\n${fieldsOf(def.shape)}}`;
		}
		throw new Error(`There is no type for a schema of the type "${def.type}". Add one to this script.`);
	};
	const fieldsOf = (shape) =>
		Object.entries(shape)
			.map(([name, field]) => `\t${name}: ${typeOf(field).replaceAll('\n', '\n\t')};\n`)
			.join('');

	return Object.entries(schemas)
		.map(([name, schema]) => `export interface ${name} ${expressionOf(schema)}\n`)
		.join('\n');
}

const literal = (value) => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value));
const union = (types) => types.join(' | ');
