/** Failed sign-ins, and requests of load balancers. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import pino from 'pino';
import { aServer, textOf, token } from '../../support/server.ts';

test('wrong tokens from one address are limited, logged and counted; a valid token still works', async (context) => {
	const lines: { msg: string; failed?: number; limited?: number; address?: string }[] = [];
	const logger = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });
	const { request } = await aServer(context, { logger });
	const tokens = (given: string) => request('/v1/tokens', { headers: { authorization: `Bearer ${given}` } });
	const statuses: number[] = [];
	for (let guess = 0; guess < 300; guess++) {
		const { status, headers, body } = await tokens(`wrong-${guess}`);
		statuses.push(status);
		if (status !== 429) continue;
		assert.equal(body.code, 'too-many');
		assert.ok(Number(headers.get('retry-after')) > 0);
	}
	const refused = statuses.filter((status) => status === 401).length;
	assert.ok(refused >= 20 && refused < 40, `${refused} got 401`);
	assert.equal(statuses.at(-1), 429);
	assert.equal(lines.filter(({ msg }) => /sign-in failed/.test(msg)).length, refused);
	const limited = lines.filter(({ msg }) => /limited/.test(msg));
	assert.ok(limited.length >= 2 && limited.length <= 4);
	assert.equal(limited[0]?.failed, 21);
	assert.ok(lines.every((line) => !JSON.stringify(line).includes('wrong-')));
	assert.equal((await tokens(token)).status, 200);
});

test('requests without a token are refused and not counted', async (context) => {
	const { request } = await aServer(context);
	for (let attempt = 0; attempt < 60; attempt++) assert.equal((await request('/v1/tokens')).status, 401);
});

test('addresses behind a trusted proxy are limited one by one', async (context) => {
	const { request } = await aServer(context, { trustedProxies: ['127.0.0.1'] });
	const guess = (address: string) =>
		request('/v1/tokens', { headers: { authorization: 'Bearer wrong', 'x-forwarded-for': address } });
	for (let attempt = 0; attempt < 40; attempt++) await guess('192.0.2.1');
	assert.equal((await guess('192.0.2.1')).status, 429);
	assert.equal((await guess('192.0.2.2')).status, 401);
});

for (const path of ['/healthz', '/readyz', '/v1/snapshot', '/v1/notices'])
	test(`HTTP/1.0 without a Host header is answered: ${path}`, async (context) => {
		const { url } = await aServer(context);
		const socket = connect(Number(new URL(url).port), '127.0.0.1');
		socket.write(`GET ${path} HTTP/1.0\r\n\r\n`);
		assert.match(await textOf(socket), /^HTTP\/1\.1 200 /);
	});
