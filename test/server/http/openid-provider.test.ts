/** A provider that answers nothing useful is asked rarely, however many people try. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import pino from 'pino';
import { systemClock } from '../../../server/core/clock.ts';
import { OpenIdProvider } from '../../../server/http/openid/provider.ts';

test('attempts at the same moment make one request, and no other follows before the wait is over', async (context) => {
	const askedAt: number[] = [];
	const server = createServer((_request, response) => {
		askedAt.push(performance.now());
		response.statusCode = 500;
		response.end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	const provider = new OpenIdProvider(
		{
			issuer: `http://127.0.0.1:${port}`,
			clientId: 'candor',
			clientSecret: null,
			roles: { claim: 'groups', admin: ['x'] },
			name: 'Example ID',
		},
		{ clock: systemClock, logger: pino({ level: 'silent' }), random: () => 0 },
	);
	const attempt = () => provider.begin('http://127.0.0.1/callback');
	const outcomes = await Promise.allSettled(Array.from({ length: 20 }, attempt));
	for (const outcome of outcomes) assert.equal(outcome.status === 'rejected' && outcome.reason.code, 'busy');
	assert.equal(askedAt.length, 1);
	const until = performance.now() + 4_000;
	while (performance.now() < until) {
		await assert.rejects(attempt(), { code: 'busy' });
		await setTimeout(20);
	}
	// The shortest waits of the back-off: one second, then 1.3 seconds, then 2.7.
	assert.ok(askedAt.length >= 2 && askedAt.length <= 4, `${askedAt.length} requests in four seconds`);
	assert.ok((askedAt[1] ?? 0) - (askedAt[0] ?? 0) >= 990, 'a wait of a second');
});
