/** A feed on a real server that is killed, replaced and retired, and that sends errors. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPage, aServer, titles, until, untilWaiting } from '../page-on-server.ts';
import { answers } from '../wire-server.ts';

const options = { timeout: 60_000 };

test(
	'a page connects, receives each change, and resumes from its cursor after the server was killed',
	options,
	async (context) => {
		const server = await aServer(context);
		server.put('n1', 'One');
		const { feed } = aPage(context, server);
		assert.equal(feed.snapshot().connection, 'connecting');
		await until(feed, 'live', 'One');
		server.put('n2', 'Two');
		await until(feed, 'live', 'One, Two');
		await server.kill();
		await until(feed, 'reconnecting', 'One, Two');
		server.put('n1', null);
		server.put('n3', 'Three');
		await server.start();
		await until(feed, 'live', 'Two, Three');
		assert.equal(server.requests[0], '/v1/stream');
		assert.ok(
			server.requests.slice(1).every((path) => path === '/v1/stream?since=2' || path === '/v1/snapshot'),
		);
	},
);

test('a page that survives a hundred kills of its server loses nothing', {
	timeout: 60_000,
}, async (context) => {
	const server = await aServer(context);
	const { feed, history } = aPage(context, server);
	for (let round = 1; round <= 100; round += 1) {
		server.put('n1', `Round ${round}`);
		server.put('n2', null);
		await until(feed, 'live', `Round ${round}`);
		await server.kill();
		server.put('n2', `Gap ${round}`);
		await server.start();
		await until(feed, 'live', `Round ${round}, Gap ${round}`);
	}
	const seqs = history.map(({ state }) => state.seq);
	assert.deepEqual(
		seqs,
		[...seqs].sort((a, b) => a - b),
	);
	assert.equal(seqs.at(-1), 300);
});

test(
	'another log starts with a new state, and the page keeps showing the old one until then',
	options,
	async (context) => {
		const server = await aServer(context);
		server.put('n1', 'Of the old log');
		const { feed, history } = aPage(context, server);
		await until(feed, 'live', 'Of the old log');
		await server.kill();
		server.site = 'site-b';
		server.put('n1', null);
		server.put('n9', 'Of the new log');
		await server.start();
		await until(feed, 'live', 'Of the new log');
		assert.ok(history.every(({ state }) => [...state.records.values()].length > 0));
	},
);

test(
	'a frame that cannot be read ends the stream; the page keeps its state and requests the whole one',
	options,
	async (context) => {
		const server = await aServer(context);
		server.put('n1', 'One');
		const { feed, history } = aPage(context, server);
		await until(feed, 'live', 'One');
		server.write('id: 2\nevent: change\ndata: {"seq":"two"}\n\n');
		await until(feed, 'polling', 'One');
		await until(feed, 'live', 'One');
		assert.deepEqual(server.requests, ['/v1/stream', '/v1/snapshot', '/v1/stream?since=1']);
		assert.ok(history.every((each) => [...each.state.records.values()].length === 1));
	},
);

test('a cursor that the server refuses is dropped', options, async (context) => {
	const server = await aServer(context);
	server.put('n1', 'One');
	const { feed } = aPage(context, server);
	await until(feed, 'live', 'One');
	server.overrides.set('/v1/stream', (request, response) => {
		if (request.url?.includes('since=1')) response.writeHead(400).end();
		else server.stream('2', response);
	});
	server.endStreams();
	await until(feed, 'reconnecting', 'One');
	server.put('n2', 'Two');
	await until(feed, 'live', 'One, Two');
	assert.deepEqual(server.requests.slice(1), ['/v1/stream?since=1', '/v1/snapshot', '/v1/stream?since=2']);
});

test(
	'no request goes to a server that retires before the time that it asked for',
	options,
	async (context) => {
		const server = await aServer(context);
		server.put('n1', 'One');
		const { feed, environment } = aPage(context, server, { random: () => 0.5 });
		await until(feed, 'live', 'One');
		server.send({ name: 'retire', data: { v: 1, afterMs: 60_000 } });
		await until(feed, 'retired', 'One');
		await server.until(() => server.streams === 0);
		assert.deepEqual(environment.timers(), [30_000]);
		environment.setVisible(true);
		await untilWaiting(environment, 30_000);
		server.put('n2', 'Two');
		environment.advance(30_000);
		await until(feed, 'live', 'One, Two');
		assert.deepEqual(server.requests, ['/v1/stream', '/v1/stream?since=1']);
	},
);

test('no request goes to a busy server before the end of Retry-After', options, async (context) => {
	const server = await aServer(context);
	server.overrides.set('/v1/stream', answers(503, { 'retry-after': '40' }));
	const { feed, environment } = aPage(context, server);
	await until(feed, 'reconnecting');
	await untilWaiting(environment, 40_000);
	assert.deepEqual(server.requests, ['/v1/stream']);
	server.overrides.clear();
	environment.advance(40_000);
	await until(feed, 'live');
});

test(
	'a page that is opened while the server is down shows the last state and its age',
	options,
	async (context) => {
		const server = await aServer(context);
		server.put('n1', 'One');
		const first = aPage(context, server);
		await until(first.feed, 'live', 'One');
		const { heardAt } = first.feed.snapshot();
		first.feed.close();
		await server.kill();
		const second = aPage(context, server, {
			storage: () => first.environment.localStorage,
			now: () => Date.now() + 3_600_000,
		});
		server.now = () => Date.now() + 3_600_000;
		assert.equal(titles(second.feed), 'One');
		await until(second.feed, 'reconnecting', 'One');
		assert.equal(second.feed.snapshot().heardAt, heardAt);
		server.put('n2', 'Two');
		await server.start();
		await until(second.feed, 'live', 'One, Two');
		assert.ok(server.requests.includes('/v1/stream?since=1'));
	},
);
