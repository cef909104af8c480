/** The client's address: the peer's, or the one that a trusted reverse proxy passes on. */
import { isIP } from 'node:net';
import { CandorError } from '../../../src/model/errors.ts';
import { type AddressRange, isInRange, keyOf, parseAddress, parseRange } from './address.ts';

/**
 * Results that are cached: parsing an address costs more than everything else in the admission of a
 * connection.
 */
const maxCachedAddresses = 10_000;

/** Some load balancers append the port: `192.0.2.1:1000`, `[2001:db8::1]:1000`. */
const withoutPort = (hop: string): string => hop.replace(/^(?:\[([^\]]*)\]|([\d.]+))(?::\d+)?$/, '$1$2');

/** Trusted unless the operator names proxies: this machine, where a reverse proxy usually runs. */
const defaultTrusted = ['127.0.0.0/8', '::1'];

export interface TrustedProxies {
	/**
	 * The key under which connections from this address are counted; `null` for a trusted proxy,
	 * whose connections belong to many clients and are not limited.
	 */
	limitKey(address: string): string | null;
	/**
	 * The address of the client behind `peer`, by the `X-Forwarded-For` header if `peer` is a trusted
	 * proxy; `null` when the proxy does not pass it on.
	 */
	clientAddress(peer: string | undefined, forwardedFor: string | undefined): string | null;
}

/**
 * `trusted`: addresses and ranges such as `10.0.0.0/8`. `null`: the `X-Forwarded-For` header is
 * ignored, because clients can write it themselves, and connections from this machine are not
 * limited. Throws CandorError `invalid` for other text.
 */
export function trustedProxies(trusted: readonly string[] | null): TrustedProxies {
	const ranges = (trusted ?? defaultTrusted).map(rangeOf);
	const cache = new Map<string, string | null>();

	function limitKey(address: string): string | null {
		const cached = cache.get(address);
		if (cached !== undefined) return cached;
		const parsed = parseAddress(address);
		// Not an address: not cached, because such text from a header can be long.
		if (!parsed) return address;
		const key = ranges.some((range) => isInRange(parsed, range)) ? null : keyOf(parsed);
		if (cache.size >= maxCachedAddresses) cache.clear();
		cache.set(address, key);
		return key;
	}

	return {
		limitKey,
		clientAddress(peer, forwardedFor) {
			if (peer === undefined || limitKey(peer) !== null) return peer ?? null;
			if (trusted === null) return null;
			// Each proxy appends the address that it received the request from. The client is the last
			// one that is not a trusted proxy; everything before it could be forged.
			const hops = (forwardedFor ?? '').split(',').map((hop) => withoutPort(hop.trim()));
			const client = hops.reverse().find((hop) => hop !== '' && limitKey(hop) !== null);
			return client !== undefined && isIP(client) !== 0 ? client : null;
		},
	};
}

function rangeOf(text: string): AddressRange {
	const range = parseRange(text);
	if (range) return range;
	throw new CandorError(
		'invalid',
		`"${text}" is not an address or a range of addresses. Use for example 10.0.0.5 or 10.0.0.0/8.`,
	);
}
