/**
 * Moves the defaults of fields from `default` into their descriptions. Generators of clients read a
 * default as "always there", and would require a field that a request may leave out.
 */
export function withoutDefaults(value: unknown): object {
	return rewrite(value) as object;
}

function rewrite(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(rewrite);
	if (!isObject(value)) return value;
	const entries = Object.entries(value).map(([key, item]) => [key, rewrite(item)] as const);
	const { properties, required = [], ...rest } = Object.fromEntries(entries) as JsonSchema;
	if (!isObject(properties)) return Object.fromEntries(entries);
	const fields = Object.entries(properties).map(([name, field]) => [
		name,
		describe(field, required.includes(name)),
	]);
	return { ...rest, properties: Object.fromEntries(fields), ...(required.length > 0 && { required }) };
}

interface JsonSchema extends Readonly<Record<string, unknown>> {
	readonly properties?: unknown;
	readonly required?: readonly string[];
}

function describe(field: unknown, isRequired: boolean): unknown {
	if (!isObject(field) || !Object.hasOwn(field, 'default')) return field;
	const { default: value, description = '', ...rest } = field;
	// A field that is always there has a value of its own.
	if (isRequired) return description === '' ? rest : { ...rest, description };
	return { ...rest, description: `${description} Default: \`${JSON.stringify(value)}\`.`.trim() };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
