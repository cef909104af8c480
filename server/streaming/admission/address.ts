/** Whose connection it is: the peer's address, or what a proxy that is trusted says. */
import { BlockList, isIP } from 'node:net';

/** Addresses that are written in two ways are one. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** Some balancers write the port as well: `192.0.2.1:1000`, `[2001:db8::1]:1000`. */
const withoutPort = (hop: string): string => hop.replace(/^(?:\[([^\]]*)\]|([\d.]+))(?::\d+)?$/, '$1$2');

/**
 * What is counted together: an IPv4 address, or the first half of an IPv6 address, which is what one household or one server
 * gets to choose from.
 */
export function addressKey(address: string): string {
	const own = plain(address);
	if (isIP(own) !== 6) return own;
	const [head = '', tail] = own.split('%', 1)[0]?.toLowerCase().split('::') ?? [];
	const before = head === '' ? [] : head.split(':');
	const after = tail ? tail.split(':') : [];
	const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
	const groups = [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4);
	return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** Answers that are remembered: looking an address up takes longer than everything else about a connection. */
const mostKnown = 10_000;

export interface Proxies {
	/** Whether connections from there stand for many visitors, and are not limited themselves. */
	exempt(peer: string | undefined): boolean;
	/** The visitor's own address; `null` where it cannot be told apart from others behind the same proxy. */
	visitor(peer: string | undefined, forwardedFor: string | undefined): string | null;
}

/**
 * `trusted` are addresses and ranges such as `10.0.0.0/8`. `null`: nobody's `X-Forwarded-For` is believed, since visitors can
 * write it themselves; connections from this machine are not limited by address, because that is where a proxy usually is.
 */
export function proxyPolicy(trusted: readonly string[] | null): Proxies {
	const list = new BlockList();
	for (const entry of trusted ?? ['127.0.0.0/8', '::1']) add(list, entry);
	const known = new Map<string, boolean>();
	const listed = (address = ''): boolean => {
		const before = known.get(address);
		// In a storm behind a proxy the same few addresses come again and again.
		if (before !== undefined) return before;
		const answer = check(list, plain(address));
		if (known.size >= mostKnown) known.clear();
		known.set(address, answer);
		return answer;
	};
	return {
		exempt: listed,
		visitor(peer, forwardedFor) {
			if (!listed(peer)) return peer ?? null;
			if (trusted === null) return null;
			// Each proxy appends whom it heard from: the last one that is no proxy of ours is the visitor.
			const hops = (forwardedFor ?? '').split(',').map((hop) => withoutPort(hop.trim()));
			const visitor = hops.reverse().find((hop) => hop !== '' && !listed(hop));
			return visitor !== undefined && isIP(plain(visitor)) !== 0 ? visitor : null;
		},
	};
}

/** Whether an entry of the list of trusted proxies can be used. */
export function isProxyEntry(entry: string): boolean {
	const [address = '', bits, more] = plain(entry).split('/');
	const version = isIP(address);
	if (version === 0 || more !== undefined) return false;
	return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32));
}

function check(list: BlockList, address: string): boolean {
	const version = isIP(address);
	return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

function add(list: BlockList, entry: string): void {
	const [address = '', bits] = plain(entry).split('/');
	const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
	if (bits === undefined) list.addAddress(address, family);
	else list.addSubnet(address, Number(bits), family);
}
