/** No spelling of an inside address, no redirect and no name that changes its meaning reaches a canary. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import {
	type Lookup,
	type OutboundOptions,
	outboundRequests,
} from '../../../../server/connectors/channels/outbound-request.ts';

/** Counts connections on every address of this machine, IPv4 and IPv6. */
const canary = { port: 0, connections: 0 };
let server: ReturnType<typeof createTcpServer>;

before(async () => {
	server = createTcpServer((socket) => {
		canary.connections += 1;
		socket.destroy();
	});
	await new Promise<void>((resolve) => server.listen(0, '::', resolve));
	canary.port = (server.address() as AddressInfo).port;
});
after(() => server.close());

function post(url: string, options: Partial<OutboundOptions> = {}) {
	const request = outboundRequests({ allowed: [], now: Date.now, ...options });
	return request({ url, headers: {}, body: '{}', signal: AbortSignal.timeout(5_000) });
}

const hosts = [
	'localhost',
	'LOCALHOST',
	'localhost.',
	'127.0.0.1',
	'127.0.0.1.',
	'127.1',
	'127.0.1',
	'127.255.255.254',
	'2130706433',
	'0x7f000001',
	'0x7f.0.0.1',
	'0x7f.1',
	'0177.0.0.1',
	'017700000001',
	'0177.0.0x1',
	'0',
	'0.0.0.0',
	'0x0',
	'00000000000',
	'１２７.０.０.１',
	'127。0。0。1',
	'%31%32%37.0.0.1',
	'⑫⑦.0.0.1',
	'[::1]',
	'[0:0:0:0:0:0:0:1]',
	'[0000::0001]',
	'[::]',
	'[::ffff:127.0.0.1]',
	'[::ffff:7f00:1]',
	'[0:0:0:0:0:ffff:7f00:0001]',
	'[::127.0.0.1]',
	'[64:ff9b::127.0.0.1]',
	'[64:ff9b::7f00:1]',
	'[64:ff9b:1::7f00:1]',
	'[2002:7f00:1::]',
	'[2001:0:7f00:1::]',
	'[fe80::1]',
	'[fc00::1]',
	'[fd12:3456:789a::1]',
	'[fec0::1]',
	'[ff02::1]',
	'[::ffff:0:127.0.0.1]',
	'10.0.0.1',
	'172.16.0.1',
	'172.31.255.254',
	'192.168.0.1',
	'169.254.169.254',
	'0xa9fea9fe',
	'2852039166',
	'[::ffff:169.254.169.254]',
	'[fd00:ec2::254]',
	'100.64.0.1',
	'192.0.0.1',
	'198.18.0.1',
	'224.0.0.1',
	'255.255.255.255',
];

/** Not a connection that failed. */
const refused = /not allowed|not https|ENOTFOUND|EAI_AGAIN/;

describe('an inside address is not reached', () => {
	for (const host of hosts)
		for (const protocol of ['https', 'http'])
			test(`${protocol}://${host}`, async () => {
				// A resolver need not know "localhost" with a dot.
				await assert.rejects(post(`${protocol}://${host}:${canary.port}/`), refused);
				assert.equal(canary.connections, 0);
			});

	for (const trick of [
		'https://example.com@127.0.0.1:PORT/',
		'https://example.com:443@localhost:PORT/',
		'https://127.0.0.1:PORT#@example.com/',
		'https://127.0.0.1:PORT\\@example.com/',
		'https:127.0.0.1:PORT/',
		'https:\\\\127.0.0.1:PORT/',
		'file:///etc/passwd',
		'ftp://127.0.0.1:PORT/',
	])
		test(trick, async () => {
			await assert.rejects(post(trick.replace('PORT', String(canary.port))));
			assert.equal(canary.connections, 0);
		});

	test('the canary counts', async () => {
		await assert.rejects(post(`http://127.0.0.1:${canary.port}/`, { allowed: ['127.0.0.1'] }));
		assert.equal(canary.connections, 1);
		canary.connections = 0;
	});
});

describe('a name', () => {
	/** The first answer is a public address; every later one is this machine. */
	const rebinding = (): { lookup: Lookup; count: () => number } => {
		let count = 0;
		return {
			count: () => count,
			lookup: async () => [
				count++ === 0 ? { address: '203.0.113.7', family: 4 } : { address: '127.0.0.1', family: 4 },
			],
		};
	};

	test('that means another address at the second question is asked once', async () => {
		const { lookup, count } = rebinding();
		const signal = AbortSignal.timeout(300);
		const request = outboundRequests({ allowed: [], now: Date.now, lookup });
		const url = `https://rebinding.example:${canary.port}/`;
		await assert.rejects(request({ url, headers: {}, body: '{}', signal }));
		assert.equal(count(), 1);
		assert.equal(canary.connections, 0);
		// The next message asks again, and is refused.
		await assert.rejects(post(url, { lookup }), /not allowed/);
		assert.equal(canary.connections, 0);
	});

	for (const addresses of [
		[{ address: '127.0.0.1', family: 4 }],
		[{ address: '::1', family: 6 }],
		[{ address: '::ffff:127.0.0.1', family: 6 }],
		[
			{ address: '203.0.113.7', family: 4 },
			{ address: '127.0.0.1', family: 4 },
		],
		[
			{ address: '10.0.0.5', family: 4 },
			{ address: '127.0.0.1', family: 4 },
		],
	])
		test(`with ${addresses.map(({ address }) => address).join(' and ')} is refused`, async () => {
			const lookup: Lookup = async () => addresses;
			const url = `https://hooks.example:${canary.port}/`;
			await assert.rejects(post(url, { lookup, allowed: ['10.0.0.0/8'] }), /not allowed/);
			assert.equal(canary.connections, 0);
		});

	test('without an address is an error', async () => {
		await assert.rejects(post('https://nothing.example/', { lookup: async () => [] }), /has no address/);
	});
});

test('a redirect to an inside address is not followed', async (context) => {
	const redirecting = await new Promise<Server>((resolve) => {
		const started: Server = createServer((_, response) => {
			response.writeHead(307, { location: `http://127.0.0.1:${canary.port}/` }).end();
		}).listen(0, '127.0.0.1', () => resolve(started));
	});
	context.after(() => redirecting.close());
	const { port } = redirecting.address() as AddressInfo;
	const { status } = await post(`http://127.0.0.1:${port}/`, { allowed: ['127.0.0.0/8'] });
	assert.equal(status, 307);
	assert.equal(canary.connections, 0);
});

test('without TLS, only an address that is allowed is reached', async () => {
	const lookup: Lookup = async () => [{ address: '203.0.113.7', family: 4 }];
	await assert.rejects(post('http://hooks.example/', { lookup }), /not https/);
});
