/** Where streaming is refused, or the server asks for polling: a real server, and long waits advanced by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPage, aServer, until, untilItRests } from '../page.ts';
import { answers } from '../wire-server.ts';

const options = { timeout: 10_000 };

test(
	'a page of somebody else’s is no stream, and the snapshot is asked for instead',
	options,
	async (context) => {
		const server = await aServer(context);
		server.put('n1', 'One');
		server.instead.set('/v1/stream', answers(200, { 'content-type': 'text/html' }, '<h1>Welcome</h1>'));
		const { feed } = aPage(context, server);
		await until(feed, 'polling', 'One');
		assert.deepEqual(server.asked.slice(0, 2), ['/v1/stream', '/v1/snapshot']);
		server.instead.clear();
		await until(feed, 'live', 'One');
	},
);

for (const status of [204, 401, 403, 404, 410])
	test(
		`where the stream is refused with ${status}, the page polls seldom, and streams again after a while`,
		options,
		async (context) => {
			const server = await aServer(context);
			server.put('n1', 'One');
			server.instead.set('/v1/stream', answers(status));
			const { feed, environment } = aPage(context, server);
			await until(feed, 'polling', 'One');
			assert.deepEqual(server.asked, ['/v1/stream', '/v1/snapshot']);
			await untilItRests(environment, 54_000);
			server.put('n2', 'Two');
			environment.advance(54_000);
			await until(feed, 'polling', 'One, Two');
			await untilItRests(environment, 54_000);
			server.instead.clear();
			environment.advance(600_000);
			await until(feed, 'live', 'One, Two');
		},
	);

test(
	'a server that refused everything is streamed from as soon as it answers again',
	options,
	async (context) => {
		const server = await aServer(context);
		for (const path of ['/v1/stream', '/v1/snapshot']) server.instead.set(path, answers(404));
		const { feed } = aPage(context, server, { hurryMs: 60_000 });
		await server.until(() => server.asked.filter((path) => path === '/v1/snapshot').length > 2);
		server.instead.clear();
		await until(feed, 'live');
	},
);

test(
	'a policy of polling closes the stream, and one of streaming opens it again',
	options,
	async (context) => {
		const server = await aServer(context);
		server.policy = { mode: 'poll', intervalMs: 60_000 };
		server.put('n1', 'One');
		const { feed, environment } = aPage(context, server);
		await until(feed, 'polling', 'One');
		await server.until(() => server.streams === 0 && server.asked.includes('/v1/snapshot'));
		await untilItRests(environment, 54_000);
		server.put('n2', 'Two');
		environment.advance(54_000);
		await until(feed, 'polling', 'One, Two');
		await untilItRests(environment, 54_000);
		environment.show(false);
		environment.advance(54_000);
		assert.equal(server.asked.length, 3);
		server.policy = { mode: 'stream', intervalMs: 60_000 };
		environment.show(true);
		await until(feed, 'live', 'One, Two');
	},
);
