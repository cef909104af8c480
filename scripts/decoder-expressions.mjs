/** The parts of the generated decoders: zod schemas as expressions. See record-decoders.mjs. */

/** Returns the function that writes the decoder of a schema as an expression. */
export function decoderWriter(fieldDecoders) {
	const decode = (schema) => {
		const own = fieldDecoders.get(schema)?.name;
		if (own) return own === 'richText' ? 'optional(richText, [])' : own;
		const { def } = schema._zod;
		switch (def.type) {
			case 'string':
				return def.format === 'datetime' ? 'instant' : 'text';
			case 'enum':
				return 'text';
			case 'number':
				return `optional(whole, ${minimumOf(schema)})`;
			case 'boolean':
				return 'isTrue';
			case 'default':
				if (decode(def.innerType) === 'isTrue' && def.defaultValue === true) return 'isNotFalse';
				break;
			case 'nullable':
				return nullable(def.innerType);
			case 'array': {
				const entry = decode(def.element);
				return entry === 'text' ? 'lines' : `list(${entry})`;
			}
			case 'record':
				return `dictionary(${decode(def.valueType)})`;
			case 'object': {
				const fields = Object.entries(def.shape).map(([name, field]) => `${name}: ${decode(field)}`);
				return `shape({ ${fields.join(', ')} })`;
			}
		}
		throw new Error(`There is no decoder for a schema of the type "${def.type}". Add one to this script.`);
	};
	const nullable = (schema) => {
		const own = fieldDecoders.get(schema)?.name;
		if (own === 'safeHref') return own;
		if (own) return `optional(${own})`;
		const { type, format } = schema._zod.def;
		if (type === 'boolean') return 'maybeBoolean';
		if (type === 'number' && format === undefined) return 'maybeNumber';
		const inner = decode(schema);
		return { text: 'maybeText', instant: 'maybeInstant' }[inner] ?? `optional(${inner})`;
	};
	return decode;
}

const minimumOf = (schema) => schema.minValue ?? 0;

/**
 * What a missing field means, as an expression; `null` if the field cannot be missing in a new
 * record.
 */
export function emptyValue({ _zod: { def } }) {
	switch (def.type) {
		case 'nullable':
			return 'null';
		case 'array':
			return '[]';
		case 'record':
			return '{}';
		case 'boolean':
			return 'false';
		case 'default':
			return JSON.stringify(def.defaultValue);
		default:
			return null;
	}
}
