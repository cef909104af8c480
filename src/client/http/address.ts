/**
 * The address of a server or a file without query, fragment, credentials and trailing slashes.
 * Relative addresses are resolved against the page. `null` when the text is no `https:` or `http:`
 * address.
 */
export function parseAddress(text: string): string | null {
	try {
		const { protocol, origin, pathname } = new URL(text, globalThis.document?.baseURI);
		return text && /^https?:$/.test(protocol) ? origin + pathname.replace(/\/+$/, '') : null;
	} catch {
		return null;
	}
}

/** The addresses in a list separated by white space. Invalid ones are left out. */
export const parseAddresses = (text = ''): string[] =>
	text.split(/\s+/).flatMap((each) => parseAddress(each) ?? []);
