/** HTML and CSS as text. The tags let the build remove white space; values are escaped by {@link escapeText}. */
export const html = String.raw;
export const css = String.raw;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes text for an element's content, or for an attribute in double quotes. */
export const escapeText = (text: string): string =>
	text.replace(/[&<>"]/g, (mark) => entities[mark] as string);

/** Escapes a script for a `script` element, which ends at the first `</script` (HTML Standard, 4.12.1.3). */
export const escapeScript = (text: string): string => text.replace(/<(?=\/script|script|!--)/gi, '\\x3c');
