/**
 * The address of a server or a file: `https:` or `http:`, without query, fragment, name and password, and slashes at its
 * end; `null` for what is none. Relative to the page.
 */
export function addressOf(text: string): string | null {
	try {
		const { protocol, origin, pathname } = new URL(text, globalThis.document?.baseURI);
		return text && /^https?:$/.test(protocol) ? origin + pathname.replace(/\/+$/, '') : null;
	} catch {
		// Not an address.
		return null;
	}
}

/** Addresses with spaces between; those that cannot be used are left out. */
export const addressesIn = (text = ''): string[] =>
	text.split(/\s+/).flatMap((each) => addressOf(each) ?? []);
