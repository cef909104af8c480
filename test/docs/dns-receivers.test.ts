/** The receivers in docs/how-to/dns, run as they are, with a DNS API on this machine. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { textOf } from '../support/server.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** What the DNS API is asked for. */
interface Asked {
	readonly method: string | undefined;
	readonly path: string | undefined;
	readonly key: string | string[] | undefined;
	// biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects, and fails where that is not there
	readonly body: any;
}

async function aDnsApi(context: TestContext) {
	const asked: Asked[] = [];
	const api = { status: 200, asked, url: '' };
	const server = createServer(async (request, response) => {
		const { method, url: path, headers } = request;
		const key = headers.authorization ?? headers['x-api-key'];
		asked.push({ method, path, key, body: JSON.parse(await textOf(request)) });
		response.writeHead(api.status).end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	api.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return api;
}

/** Runs a receiver on a free port. Resolves to a function that sends it a message. */
async function aReceiver(context: TestContext, name: string, api: string) {
	const place = createServer();
	await new Promise<void>((resolve) => place.listen(0, '127.0.0.1', resolve));
	const { port } = place.address() as AddressInfo;
	await new Promise((resolve) => place.close(resolve));
	const child = spawn(process.execPath, [`docs/how-to/dns/${name}.mjs`], {
		env: {
			...process.env,
			...{ HOOK_SECRET: secret, DNS_API: api, DNS_TOKEN: 'a-key', PORT: String(port) },
			...{ DNS_ZONE: 'example.com.', DNS_RECORD: 'status.example.com.' },
		},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	context.after(() => child.kill());
	for await (const text of child.stdout) if (String(text).includes('Listening')) break;
	return async (origins: readonly string[], signedWith = secret): Promise<number> => {
		const body = JSON.stringify({ type: 'origins.changed', data: { seq: 1, origins, previous: [] } });
		const now = new Date();
		const headers = {
			'webhook-id': 'm1',
			'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
			'webhook-signature': new Webhook(signedWith).sign('m1', now, body),
		};
		return (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body })).status;
	};
}

const expected: Readonly<Record<string, Asked>> = {
	cloudflare: {
		...{ method: 'PATCH', path: '/zones/example.com./dns_records/status.example.com.', key: 'Bearer a-key' },
		body: { content: 'eu2.example.net' },
	},
	powerdns: {
		...{ method: 'PATCH', path: '/zones/example.com.', key: 'a-key' },
		body: {
			rrsets: [
				{
					...{ name: 'status.example.com.', type: 'CNAME', ttl: 60, changetype: 'REPLACE' },
					records: [{ content: 'eu2.example.net.', disabled: false }],
				},
			],
		},
	},
};

for (const [name, request] of Object.entries(expected))
	test(`the receiver for ${name} changes the record, and refuses what is not signed`, async (context) => {
		const api = await aDnsApi(context);
		const send = await aReceiver(context, name, api.url);
		assert.equal(await send(['https://eu2.example.net/status', 'https://us.example.net']), 204);
		assert.deepEqual(api.asked, [request]);
		const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
		assert.equal(await send(['https://evil.example'], other), 401);
		assert.equal(await send([]), 204);
		assert.equal(api.asked.length, 1);
		api.status = 500;
		assert.equal(await send(['https://eu2.example.net']), 502);
	});
