/** Fills texts and labels from a catalogue. */

/** Replaces each `{name}` with its value. A name without a value stays as it is. */
export const fillPlaceholders = (text: string, values: Readonly<Record<string, string | number>>): string =>
	text.replace(/{(\w+)}/g, (placeholder, name) => `${values[name] ?? placeholder}`);

/**
 * The label of a value. A value without a label, perhaps from a newer server, is shown as it is,
 * with a capital letter and with spaces instead of hyphens.
 */
export const labelOf = (labels: Readonly<Record<string, string>>, value: string): string =>
	Object.hasOwn(labels, value)
		? (labels[value] as string)
		: value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ');
