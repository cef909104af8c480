/** The places in a template's texts where values are filled in: `{service}`. */

/** Lower-case letters, digits and hyphens, at most 40. */
export const variablePattern = /^[a-z][a-z0-9-]{0,39}$/;

const placeholder = /\{([a-z][a-z0-9-]{0,39})\}/g;

/** The names of the variables that a text uses. */
export const variablesIn = (text: string): string[] =>
	[...text.matchAll(placeholder)].map(([, name = '']) => name);

/** The text with values in the places of its variables. A variable without a value stays as it is. */
export const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
	text.replace(placeholder, (place, name: string) =>
		Object.hasOwn(values, name) ? (values[name] ?? place) : place,
	);

/**
 * A value as Markdown that reads as it was typed: no part of it becomes a link, a list or
 * emphasis.
 */
export const escapeMarkdown = (value: string): string => value.replace(/[!-/:-@[-`{-~]/g, '\\$&');
