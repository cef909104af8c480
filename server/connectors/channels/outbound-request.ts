/**
 * Requests to addresses that operators have entered. None reaches a private, loopback or link-local
 * address unless the configuration allows it: the name is resolved once, each of its addresses is
 * checked, and the connection is made to them. Redirects are not followed.
 */
import { promises as dns, type LookupAddress } from 'node:dns';
import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { readRetryAfter } from '../../../src/model/backoff.ts';
import { type AddressRange, isInRange, parseAddress, parseRange } from '../../streaming/admission/address.ts';

export interface OutboundMessage {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | Uint8Array;
	readonly signal: AbortSignal;
	/** How many bytes of the answer are read. Default: 2,048. */
	readonly longestBody?: number;
}

export interface OutboundResponse {
	readonly status: number;
	/** `Retry-After`, milliseconds. */
	readonly retryAfterMs: number | undefined;
	/** The beginning of the body on one line, for operators. */
	readonly excerpt: string;
	/** In lower case, without parameters. Empty: the answer has none. */
	readonly mediaType: string;
	/** The body as far as it was read. */
	readonly text: string;
	/** Whether there is more, or it ended early. */
	readonly isCut: boolean;
}

/** Sends a POST request. Throws an error for operators when no response came. */
export type OutboundRequest = (message: OutboundMessage) => Promise<OutboundResponse>;

/** Sends a GET request, and leaves the body to the caller, who limits what is read of it. */
export type OutboundGet = (
	message: Pick<OutboundMessage, 'url' | 'headers' | 'signal'>,
) => Promise<IncomingMessage>;

/** All addresses of a name. */
export type Lookup = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface OutboundOptions {
	/** Addresses and ranges that are allowed although they are inside, such as `10.0.0.0/8`. */
	readonly allowed: readonly string[];
	/** Epoch milliseconds. */
	readonly now: () => number;
	/** Default: the resolver of the system. */
	readonly lookup?: Lookup;
}

const longestExcerpt = 120;

/** Why an address cannot be one of a receiver; `null`: it can. */
export function addressProblem(text: string): string | null {
	if (!URL.canParse(text)) return 'Use an address such as https://hooks.example.com/status.';
	const { protocol, username, password, hash } = new URL(text);
	if (protocol !== 'https:' && protocol !== 'http:') return 'Use an https: address.';
	if (username || password) return 'Leave the user and the password out of the address.';
	return hash ? 'Leave the part from # on out of the address.' : null;
}

/** What an answer may show of an address: a path often holds a secret. */
export const redactedAddress = (url: string): string =>
	URL.canParse(url) ? `${new URL(url).origin}/…` : '…';

/** `::127.0.0.1`: an old way to write an IPv4 address. */
const ipv4Compatible = parseRange('::/96') as AddressRange;

const systemLookup: Lookup = (hostname) => dns.lookup(hostname, { all: true });

export function outboundRequests(options: OutboundOptions): OutboundRequest {
	const open = guardedRequests(options);
	return async (message) => {
		const response = await open('POST', message);
		const { statusCode = 0, headers } = response;
		const [mediaType = ''] = (headers['content-type'] ?? '').split(';');
		return {
			status: statusCode,
			retryAfterMs: readRetryAfter(headers['retry-after'] ?? null, options.now()),
			mediaType: mediaType.trim().toLowerCase(),
			...(await readBody(response, message.longestBody ?? 2_048)),
		};
	};
}

export function outboundGets(options: Omit<OutboundOptions, 'now'>): OutboundGet {
	const open = guardedRequests(options);
	return (message) => open('GET', message);
}

function guardedRequests({ allowed, lookup = systemLookup }: Omit<OutboundOptions, 'now'>) {
	const ranges = allowed.map(parseRange).filter((range) => range !== null);
	const isAllowed = ({ address }: LookupAddress): boolean => {
		const parsed = parseAddress(address);
		return parsed !== null && ranges.some((range) => isInRange(parsed, range));
	};

	/** The agent knows all inside ranges but this one. */
	const isCompatible = ({ address }: LookupAddress): boolean => {
		const parsed = parseAddress(address);
		return parsed !== null && isInRange(parsed, ipv4Compatible);
	};

	async function addressesOf(hostname: string): Promise<readonly LookupAddress[]> {
		const literal = hostname.replace(/^\[(.*)\]$/, '$1');
		const family = isIP(literal);
		const found = family ? [{ address: literal, family }] : await lookup(literal);
		if (found.length > 0) return found;
		throw new Error(`the name ${hostname} has no address`);
	}

	return async (
		method: 'GET' | 'POST',
		{ url, headers, body, signal }: Omit<OutboundMessage, 'body'> & Partial<OutboundMessage>,
	): Promise<IncomingMessage> => {
		const problem = addressProblem(url);
		if (problem) throw new Error(problem);
		const { protocol, hostname } = new URL(url);
		const addresses = await untilAborted(addressesOf(hostname), signal);
		const inside = addresses.filter(isAllowed);
		if (addresses.some((each) => isCompatible(each) && !isAllowed(each)))
			throw new Error(`the address of ${hostname} is not allowed, because it is inside`);
		if (protocol === 'http:' && inside.length < addresses.length)
			throw new Error('the address is not https:');
		const agentOptions = { keepAlive: false, allowIPAddressList: inside.map(({ address }) => address) };
		const options: RequestOptions = {
			method,
			headers: {
				...headers,
				...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
			},
			signal,
			// The connection is made to the addresses that were checked, whatever the name means by then.
			lookup: pinned(addresses),
		};
		const send =
			protocol === 'https:'
				? requestHttps(url, { ...options, agent: new RequestFilteringHttpsAgent(agentOptions) })
				: requestHttp(url, { ...options, agent: new RequestFilteringHttpAgent(agentOptions) });
		return new Promise((resolve, reject) => {
			send.once('response', resolve).once('error', reject).end(body);
		});
	};
}

function pinned(addresses: readonly LookupAddress[]): LookupFunction {
	return (_hostname, options, callback) => {
		const [first] = addresses;
		if (options.all) callback(null, [...addresses]);
		else callback(null, first?.address ?? '', first?.family);
	};
}

/** A lookup cannot be aborted, but it need not be waited for. */
function untilAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
	return new Promise((resolve, reject) => {
		const abort = (): void => reject(signal.reason);
		if (signal.aborted) return abort();
		signal.addEventListener('abort', abort, { once: true });
		promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
	});
}

/** The rest of a long body is not read. */
async function readBody(
	response: IncomingMessage,
	longest: number,
): Promise<Pick<OutboundResponse, 'excerpt' | 'text' | 'isCut'>> {
	const chunks: Buffer[] = [];
	let length = 0;
	let isCut = false;
	try {
		for await (const chunk of response as AsyncIterable<Buffer>) {
			chunks.push(chunk);
			length += chunk.length;
			isCut = length > longest;
			if (isCut) break;
		}
	} catch {
		// The status is known. Who needs the whole body asks whether it was cut.
		isCut = true;
	}
	response.destroy();
	const text = Buffer.concat(chunks).subarray(0, longest).toString('utf8');
	const excerpt = text.replaceAll(/[^\x20-\x7e]+/g, ' ').trim();
	return { text, isCut, excerpt: excerpt.slice(0, longestExcerpt) };
}
