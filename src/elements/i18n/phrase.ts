/** How words come out of a catalogue. */

/** The text with each `{name}` replaced by its value; a name without one stays as it is. */
export const phrase = (text: string, values: Readonly<Record<string, string | number>>): string =>
	text.replace(/{(\w+)}/g, (name, key) => `${values[key] ?? name}`);

/** The word for a value; without one, also from after this version's time, the value itself, capital and hyphens opened. */
export const wordOf = (words: Readonly<Record<string, string>>, value: string): string =>
	Object.hasOwn(words, value)
		? (words[value] as string)
		: value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ');
