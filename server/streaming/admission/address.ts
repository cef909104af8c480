/** Network addresses and ranges, and the keys under which connections are counted. */
import { isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
/** An address and the number of its leading bits that count. */
export type AddressRange = readonly [network: Address, prefixBits: number];

/** How Node writes the address of an IPv4 client of a socket that listens on IPv6. */
const mappedPrefix = '::ffff:';

/**
 * An IPv4-mapped IPv6 address becomes the IPv4 address; the zone of a link-local address is
 * dropped. `null`: not an address. Node decides that, because `ipaddr.js` alone also accepts octal,
 * hexadecimal and shortened IPv4 addresses.
 */
export function parseAddress(text: string): Address | null {
	if (isIP(text) === 0) return null;
	// Parsing it as IPv6 would take twice as long, and on such a socket it is the common case.
	if (text.startsWith(mappedPrefix)) {
		const mapped = text.slice(mappedPrefix.length);
		if (isIPv4(mapped)) return ipaddr.IPv4.parse(mapped);
	}
	const zone = text.indexOf('%');
	return ipaddr.process(zone < 0 ? text : text.slice(0, zone));
}

/** Reads an address or a range such as `10.0.0.0/8`; `null`: it is neither. */
export function parseRange(text: string): AddressRange | null {
	const [base = '', bits, ...rest] = text.split('/');
	const network = parseAddress(base);
	if (!network || rest.length > 0) return null;
	const maxBits = network.kind() === 'ipv6' ? 128 : 32;
	if (bits === undefined) return [network, maxBits];
	return /^\d{1,3}$/.test(bits) && Number(bits) <= maxBits ? [network, Number(bits)] : null;
}

export const isInRange = (address: Address, [network, prefixBits]: AddressRange): boolean =>
	address.kind() === network.kind() && address.match(network, prefixBits);

/**
 * Addresses with the same key are counted together: an IPv4 address alone, an IPv6 address with its
 * /64 network, because one household or one server usually gets a whole /64. Text that is not an
 * address is its own key.
 */
export function addressKey(text: string): string {
	const address = parseAddress(text);
	return address ? keyOf(address) : text;
}

export function keyOf(address: Address): string {
	if (address.kind() === 'ipv4') return address.toString();
	const network = (address as ipaddr.IPv6).parts.slice(0, 4).map((group) => group.toString(16));
	return `${network.join(':')}::/64`;
}
