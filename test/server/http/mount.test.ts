/** Candor mounted in an existing server: plain http, Express, Fastify and Hono. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { type HttpBindings, serve } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import pino from 'pino';
import { type Candor, createCandor } from '../../../server/index.ts';
import { token } from '../../support/server.ts';
import { aSubscriber } from '../../support/subscriber.ts';

type Context = { after(act: () => unknown): void };

const testOptions = {
	...{ data: null, token, logger: pino({ level: 'silent' }) },
	openId: {
		issuer: 'http://127.0.0.1:1',
		clientId: 'candor',
		clientSecret: null,
		roles: { claim: 'groups', admin: ['x'] },
		name: 'Example ID',
	},
};

async function aCandor(context: Context, options = {}): Promise<Candor> {
	const candor = await createCandor({ ...testOptions, ...options });
	context.after(() => candor.close());
	return candor;
}

async function listening(context: Context, server: Server): Promise<string> {
	if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Writes, reads and streams through the mount, and checks that other paths still work. */
async function checkMount(origin: string, base: string): Promise<void> {
	const url = origin + base;
	const subscriber = await aSubscriber(url);
	await subscriber.until(({ frames }) => frames.length === 1);
	const made = await fetch(`${url}/v1/notices`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify({ id: 'n', title: 'Down' }),
	});
	assert.equal(made.status, 201);
	await subscriber.until(({ state }) => state.seq === 1);
	subscriber.close();
	// The `Location` header contains the mount path.
	const { title } = await (await fetch(origin + made.headers.get('location'))).json();
	assert.equal(title, 'Down');
	// The page at the mount path names the tag with this address.
	const page = await fetch(`${url}?x=1`);
	const [, src = ''] = / src="([^"]*candor\.js)/.exec(await page.text()) ?? [];
	assert.equal(new URL(src, page.url).href, `${url}/candor.js`);
	assert.equal((await fetch(`${url}/v1/nothing`)).status, 404);
	const signedIn = await fetch(`${url}/v1/session`, {
		method: 'POST',
		headers: { origin, 'content-type': 'application/json' },
		body: JSON.stringify({ token }),
	});
	assert.equal(signedIn.status, 201);
	const [cookie = ''] = signedIn.headers.get('set-cookie')?.split(';') ?? [];
	const changed = await fetch(`${url}/v1/session`, { method: 'DELETE', headers: { origin, cookie } });
	assert.equal(changed.status, 204);
	const { openid } = await (await fetch(`${url}/v1/sign-in`)).json();
	assert.equal(openid.href, `${base}/console/sign-in/openid`);
	assert.equal(await (await fetch(`${origin}/own`)).text(), 'own');
}

test('in a plain http server, below a path', async (context) => {
	const candor = await aCandor(context, { basePath: 'status/' });
	const server = createServer((request, response) => {
		if (/^\/status(?![\w-])/.test(request.url ?? '')) candor.handler(request, response);
		else response.end('own');
	});
	await checkMount(await listening(context, server), '/status');
});

test('in an Express application', async (context) => {
	const candor = await aCandor(context);
	const application = express();
	application.use('/status', candor.handler);
	application.use(express.json());
	application.get('/own', (_request, response) => void response.send('own'));
	await checkMount(await listening(context, createServer(application)), '/status');
});

test('in a Fastify application', async (context) => {
	const candor = await aCandor(context, { basePath: '/status' });
	const application = fastify();
	application.addHook('onRequest', (request, reply, done) => {
		if (!/^\/status(?![\w-])/.test(request.url)) return done();
		reply.hijack();
		candor.handler(request.raw, reply.raw);
	});
	application.get('/own', async () => 'own');
	context.after(() => application.close());
	const origin = await application.listen({ port: 0, host: '127.0.0.1' });
	await checkMount(origin, '/status');
});

test('in a Hono application', async (context) => {
	const candor = await aCandor(context, { basePath: '/status' });
	const application = new Hono<{ Bindings: HttpBindings }>();
	application.use('/status/*', async ({ env }) => {
		candor.handler(env.incoming, env.outgoing);
		return RESPONSE_ALREADY_SENT;
	});
	application.get('/own', ({ text }) => text('own'));
	const server = serve({ fetch: application.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
	await new Promise<void>((resolve) => (server.listening ? resolve() : server.once('listening', resolve)));
	await checkMount(await listening(context, server), '/status');
});

test('a request that arrives before the previous response has ended gets its response after it', async (context) => {
	const candor = await aCandor(context);
	let end = (): void => undefined;
	const server = createServer((request, response) => {
		if (request.url !== '/own') return candor.handler(request, response);
		response.writeHead(200, { 'content-length': 3 });
		response.write('own');
		end = () => void response.end();
	});
	const { port } = new URL(await listening(context, server));
	for (const [path, answer] of [
		['/v1/snapshot', /HTTP\/1\.1 200 .*"records":\[\]/s],
		['/v1/stream', /HTTP\/1\.1 200 .*event: snapshot/s],
	] as const) {
		const socket = connect(Number(port), '127.0.0.1');
		let received = '';
		const receives = (expected: RegExp): Promise<void> =>
			new Promise((resolve) => {
				socket.on('data', (chunk) => {
					received += chunk.toString('latin1');
					if (expected.test(received)) resolve();
				});
			});
		const request = (target: string): string => `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`;
		const own = receives(/own$/);
		socket.write(request('/own'));
		await own;
		const requested = once(server, 'request');
		received = '';
		const responded = receives(answer);
		socket.write(request(path));
		await requested;
		end();
		await responded;
		socket.destroy();
	}
});
