/**
 * Schemas for reading back what is stored. A log outlives versions, so an older version must read
 * what a newer one wrote, and the other way round: unknown fields and unknown words of closed sets
 * are kept, limits are not checked, and a missing field gets its empty value. Only types are
 * checked. The browsers' decoders (scripts/record-decoders.mjs) follow the same rules, except that
 * they drop unknown fields.
 */
import { z } from 'zod';

/** The value of a field that is missing. `undefined` if the field is required. */
export function emptyValue(schema: z.core.$ZodType): unknown {
	const { def } = schema._zod as z.core.$ZodTypes['_zod'];
	switch (def.type) {
		case 'nullable':
			return null;
		case 'array':
			return [];
		case 'record':
			return {};
		case 'boolean':
			return false;
		case 'default':
			return def.defaultValue;
		case 'number':
			return (schema as z.core.$ZodNumber & { readonly minValue?: number | null }).minValue ?? undefined;
		default:
			return undefined;
	}
}

/** The lenient form of a record's schema. */
export function lenient(schema: z.core.$ZodType): z.ZodType {
	const { def } = schema._zod as z.core.$ZodTypes['_zod'];
	switch (def.type) {
		case 'string':
			return 'format' in def && def.format === 'datetime' ? instant : z.string();
		case 'enum':
			return z.string();
		case 'number':
			return z.number();
		case 'boolean':
			return z.boolean();
		case 'unknown':
			return z.unknown();
		case 'nullable':
			return lenient(def.innerType).nullable();
		case 'default':
			return lenient(def.innerType);
		case 'array':
			return z.array(lenient(def.element));
		case 'record':
			return z.record(z.string(), lenient(def.valueType));
		case 'object':
			return z.looseObject(
				Object.fromEntries(Object.entries(def.shape).map(([name, field]) => [name, lenientField(field)])),
			);
		// The nodes of rich text and the ways to claim an offer: newer versions may have more of them.
		case 'union':
			return z.looseObject({ type: z.string() });
		default:
			throw new Error(`There is no lenient form of a schema of the type "${def.type}".`);
	}
}

const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)));

function lenientField(schema: z.core.$ZodType): z.ZodType {
	const empty = emptyValue(schema);
	const field = lenient(schema);
	return empty === undefined ? field : field.default(empty);
}
