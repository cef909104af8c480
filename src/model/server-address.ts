/** The parts of a URL that are needed here. Browsers and Node have the class; this layer's types do not. */
type Parsed = Readonly<Record<'protocol' | 'hostname' | 'origin' | 'pathname', string>>;

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether text is the address of a status server as it is stored: `https:`, without credentials,
 * query, fragment and a slash at its end. One without TLS must be on the same machine.
 */
export function isServerAddress(text: string): boolean {
	const { URL } = globalThis as unknown as { URL: new (url: string) => Parsed };
	try {
		const { protocol, hostname, origin, pathname } = new URL(text);
		const isReachable = protocol === 'https:' || (protocol === 'http:' && loopback.includes(hostname));
		return isReachable && text === (origin + pathname).replace(/\/$/, '') && !text.endsWith('/');
	} catch {
		// Not an absolute URL.
		return false;
	}
}
