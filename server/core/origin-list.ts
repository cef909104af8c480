/**
 * The list of origins that an operator allows. An origin is text, as browsers send it (RFC 6454,
 * section 6.2): an entry is either a whole origin, or one with a wildcard for its first labels.
 */

/** A scheme of an app's own pages, such as `capacitor://localhost`, which `URL` gives no origin. */
const appOrigin = /^[a-z][a-z0-9+.-]*:\/\/[A-Za-z0-9._-]+(?::\d{1,5})?$/;
const wildcard = '*.';

const canonical = (text: string): string | null => {
	if (!URL.canParse(text)) return null;
	const { origin } = new URL(text);
	return origin === 'null' ? null : origin;
};

const isWeb = (text: string): boolean => /^https?:/i.test(text);

/** What is wrong with an entry, and what to write instead. `null`: nothing. */
export function originProblem(text: string): string | null {
	if (text === '*')
		return 'Use the origins themselves, or leave the variable out: then every page may read. No setting lets every page write.';
	if (text === 'null' || /^file:/i.test(text))
		return 'Use origins of your own. Local files and sandboxed frames have the origin "null" or "file://", also those of other people. Serve the page from an address, or from a scheme of its own such as app://bundle.';
	if (text.includes('*')) return wildcardProblem(text);
	if (!isWeb(text))
		return appOrigin.test(text)
			? null
			: 'Use origins such as https://app.example.com or capacitor://localhost, without a path and without a slash at the end.';
	const origin = canonical(text);
	if (origin === text) return null;
	return origin === null
		? 'Use origins such as https://app.example.com, without a path and without a slash at the end.'
		: `Use the origin as browsers write it: ${origin}`;
}

function wildcardProblem(text: string): string | null {
	const advice =
		'Use one * for the first labels of a host, such as https://*.example.com, or list the hosts.';
	const [scheme = '', host = ''] = text.split('://');
	if (!isWeb(text) || !host.startsWith(wildcard)) return advice;
	const parent = host.slice(wildcard.length);
	// A wildcard directly under a top-level domain covers the sites of strangers. An IP address has no subdomains.
	if (parent.includes('*') || !/^[^.]+\..*[a-z][^.]*$/i.test(parent.replace(/:\d+$/, ''))) return advice;
	const origin = canonical(`${scheme}://${parent}`);
	if (origin === null) return advice;
	const written = origin.replace('://', `://${wildcard}`);
	return written === text ? null : `Use the origin as browsers write it: ${written}`;
}

/** Whether an entry has a wildcard. */
export const isWildcard = (entry: string): boolean => entry.includes(`://${wildcard}`);

/** Whether an origin is one of a subdomain of the wildcard's host. The host itself is not. */
export function matchesWildcard(entry: string, origin: string): boolean {
	const [before = '', after = ''] = entry.split('*');
	const labels = origin.slice(before.length, -after.length);
	return origin === `${before}${labels}${after}` && /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(labels);
}
