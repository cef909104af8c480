/**
 * Polling, because the stream is refused or the server asks for it. The server is real; the test
 * skips long waits.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPage, aServer, until, untilWaiting } from '../page-on-server.ts';
import { answers } from '../wire-server.ts';

const options = { timeout: 60_000 };

test(
	'an HTML page in place of the stream is refused, and the snapshot is requested instead',
	options,
	async (context) => {
		const server = await aServer(context);
		server.put('n1', 'One');
		server.overrides.set('/v1/stream', answers(200, { 'content-type': 'text/html' }, '<h1>Welcome</h1>'));
		const { feed } = aPage(context, server);
		await until(feed, 'polling', 'One');
		assert.deepEqual(server.requests.slice(0, 2), ['/v1/stream', '/v1/snapshot']);
		server.overrides.clear();
		await until(feed, 'live', 'One');
	},
);

for (const status of [204, 401, 403, 404, 410])
	test(
		`a stream that is refused with ${status} is requested again after ten minutes, and the page polls meanwhile`,
		options,
		async (context) => {
			const server = await aServer(context);
			server.put('n1', 'One');
			server.overrides.set('/v1/stream', answers(status));
			const { feed, environment } = aPage(context, server);
			await until(feed, 'polling', 'One');
			assert.deepEqual(server.requests, ['/v1/stream', '/v1/snapshot']);
			await untilWaiting(environment, 54_000);
			server.put('n2', 'Two');
			environment.advance(54_000);
			await until(feed, 'polling', 'One, Two');
			await untilWaiting(environment, 54_000);
			server.overrides.clear();
			environment.advance(600_000);
			await until(feed, 'live', 'One, Two');
		},
	);

test(
	'when a server that refused everything answers again, the page opens its stream',
	options,
	async (context) => {
		const server = await aServer(context);
		for (const path of ['/v1/stream', '/v1/snapshot']) server.overrides.set(path, answers(404));
		const { feed } = aPage(context, server, { skipWaitsBelowMs: 60_000 });
		await server.until(() => server.requests.filter((path) => path === '/v1/snapshot').length > 2);
		server.overrides.clear();
		await until(feed, 'live');
	},
);

test(
	'a policy to poll closes the stream, and a policy to stream opens it again',
	options,
	async (context) => {
		const server = await aServer(context);
		server.policy = { mode: 'poll', intervalMs: 60_000 };
		server.put('n1', 'One');
		const { feed, environment } = aPage(context, server);
		await until(feed, 'polling', 'One');
		await server.until(() => server.streams === 0 && server.requests.includes('/v1/snapshot'));
		await untilWaiting(environment, 54_000);
		server.put('n2', 'Two');
		environment.advance(54_000);
		await until(feed, 'polling', 'One, Two');
		await untilWaiting(environment, 54_000);
		environment.setVisible(false);
		environment.advance(54_000);
		assert.equal(server.requests.length, 3);
		server.policy = { mode: 'stream', intervalMs: 60_000 };
		environment.setVisible(true);
		await until(feed, 'live', 'One, Two');
	},
);
