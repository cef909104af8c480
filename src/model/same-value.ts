/** Whether two JSON values are the same. The order of the members of an object does not count. */
export function isSameValue(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	if (Array.isArray(a) !== Array.isArray(b)) return false;
	const names = Object.keys(a);
	return (
		names.length === Object.keys(b).length &&
		names.every(
			(name) => Object.hasOwn(b, name) && isSameValue((a as JsonObject)[name], (b as JsonObject)[name]),
		)
	);
}

type JsonObject = Readonly<Record<string, unknown>>;
