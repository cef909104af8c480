/** What a connection may hold, and for how long. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { readConfig } from '../../../server/config/config.ts';
import { start } from '../../../server/start.ts';
import { limitsFor, openFilesLimit } from '../../../server/streaming/admission/limits.ts';
import { aFolder } from '../../support/folder.ts';
import { all } from '../../support/hub.ts';
import { aServer } from '../../support/server.ts';
import { aSubscriber, type Subscriber } from '../../support/subscriber.ts';

/** An event that does not happen fails the test. */
const limited = { timeout: 20_000 };
/** More than the listener reads, so that the request is left to `node:http`. */
const longHead = { cookie: 'x'.repeat(9_000) };

function connectTo(url: string): Socket {
	const { port, hostname } = new URL(url);
	return connect(Number(port), hostname).on('error', () => undefined);
}

test(
	'a client that sends requests without reading the responses is disconnected',
	limited,
	async (context) => {
		const { url } = await aServer(context);
		const socket = connectTo(url);
		socket.write('GET /v1/snapshot HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(200));
		const responses = (await all(socket)).match(/HTTP\/1\.1 200/g) ?? [];
		assert.ok(responses.length <= 1, `${responses.length} responses`);
	},
);

test(
	'the idle timeout ends a connection whose response is not read, and no stream',
	limited,
	async (context) => {
		const config = readConfig({
			CANDOR_DATA: aFolder(context),
			CANDOR_PORT: '0',
			CANDOR_LOG_LEVEL: 'silent',
			// Longer than the idle timeout, so that the streams show that it does not apply to them.
			CANDOR_HEARTBEAT: '200ms',
		});
		let unread: Socket | undefined;
		const timeLimits = {
			headersTimeout: 10_000,
			requestTimeout: 10_000,
			connectionsCheckingInterval: 1_000,
			idleMs: 50,
		};
		const running = await start(
			config,
			(request, response) => {
				if (request.url !== '/large') return false;
				unread = request.socket;
				response.end(Buffer.alloc(32 * 1024 * 1024));
				return true;
			},
			timeLimits,
		);
		context.after(() => running.close());
		const subscribers = [
			await aSubscriber(running.address),
			await aSubscriber(running.address, '', undefined, longHead),
		];
		const client = connectTo(running.address);
		client.write('GET /large HTTP/1.1\r\nHost: a\r\n\r\n');
		await once(client, 'readable');
		if (unread && !unread.destroyed) await once(unread, 'close');
		assert.equal(unread?.destroyed, true);
		client.destroy();
		for (const subscriber of subscribers) {
			await subscriber.until(({ heartbeats }) => heartbeats.length >= 3);
			subscriber.close();
		}
	},
);

test(
	'a stream whose request came through node:http counts as a stream and not as another connection',
	limited,
	async (context) => {
		const { url, request } = await aServer(context, { trustedProxies: [], readersPerAddress: 1_000 });
		const subscribers: Subscriber[] = [];
		const { connectionsPerAddress } = limitsFor(openFilesLimit(), { streamsPerAddress: 1_000 });
		for (let count = 0; count <= connectionsPerAddress; count++)
			subscribers.push(await aSubscriber(url, '', undefined, longHead));
		assert.equal((await request('/healthz')).status, 200);
		for (const subscriber of subscribers) subscriber.close();
	},
);
