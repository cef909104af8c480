/** HTML as text. The tag has the build take out white space; what is put in is escaped by hand. */
export const html = String.raw;
export const css = String.raw;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For text, and for attributes in double quotes. */
export const escapeText = (text: string): string =>
	text.replace(/[&<>"]/g, (mark) => entities[mark] as string);

/** A script's text for a `script` element, which ends at the first `</script` whatever it stands in (HTML Standard, 4.12.1.3). */
export const escapeScript = (text: string): string => text.replace(/<(?=\/script|script|!--)/gi, '\\x3c');
