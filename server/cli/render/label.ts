/** The label of a value that came from a server. */

/** The label; for a value of a newer server, the value itself with spaces instead of hyphens. */
export const labelOf = (labels: Readonly<Record<string, string>>, value: string): string =>
	Object.hasOwn(labels, value) ? (labels[value] ?? value) : value.replaceAll('-', ' ');
