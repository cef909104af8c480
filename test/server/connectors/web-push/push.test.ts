/** Web Push against a push service on this machine, which decrypts and checks every request. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { withComponents } from '../../../support/filled-server.ts';
import { aFolder } from '../../../support/folder.ts';
import { aPushService, type PushBrowser } from '../../../support/push-service.ts';
import { aServer, type TestServer } from '../../../support/server.ts';

type Context = { after(act: () => unknown): void };

const fast = { minMs: 5, firstMs: 10, maxMs: 40 };
const publicUrl = 'https://status.larkfield.example';
const options = {
	...{ publicUrl, push: { services: ['127.0.0.1', 'localhost'] }, random: () => 0 },
	channels: { allowed: ['127.0.0.1'], limits: fast },
};

const post = (server: TestServer, path: string, body: object) =>
	server.request(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});

async function aStory(context: Context, more: object = {}) {
	const service = await aPushService(context);
	const server = await aServer(context, { ...options, ...more });
	await server.write('PATCH', '/v1/page', { name: 'Larkfield' });
	await withComponents(server);
	const subscribe = async ({ subscription }: PushBrowser, choice: object = {}) => {
		const answer = await post(server, '/v1/push', { subscription, ...choice });
		assert.equal(answer.status, 201, answer.text);
	};
	const open = (fields: object = {}) =>
		server.write('POST', '/v1/notices', {
			...{ title: 'Card payments are failing', impact: 'major', anyway: true },
			body: 'Payments end with an **error**. We are looking for the cause.',
			affected: [{ component: 'cards', status: 'partial-outage' }],
			...fields,
		});
	const listed = async () => (await server.write('GET', '/v1/push/subscribers')).body.subscribers;
	const channel = async () => (await server.write('GET', '/v1/channels/web-push')).body;
	const untilIdle = async () => {
		while ((await channel()).lag.messages > 0) await sleep(20);
	};
	return { service, server, subscribe, open, listed, channel, untilIdle };
}

describe('Web Push', () => {
	test('brings a browser the headline, the first sentence and the page, encrypted and signed', async (context) => {
		const { service, server, subscribe, open } = await aStory(context);
		const { publicKey } = (await server.request('/v1/push')).body;
		await subscribe(service.browser('anna'));
		await subscribe(service.browser('otto'), { language: 'de', components: ['cards'] });
		await subscribe(service.browser('kim'), { components: ['login'] });
		const { body: notice } = await open({
			translations: { de: { title: 'Kartenzahlungen schlagen fehl', body: 'Zahlungen enden mit Fehlern.' } },
		});
		await service.until(2);
		const [anna, otto] = ['/push/anna', '/push/otto'].map((path) =>
			service.received.find((each) => each.path === path),
		);
		assert.deepEqual(anna?.document, {
			...{ candor: 1, id: anna?.document.id, tag: notice.id, lang: 'en', dir: 'ltr' },
			title: 'Investigating: Card payments are failing',
			body: 'Payments end with an error.',
			url: `${publicUrl}/notices/${notice.id}`,
		});
		assert.match(otto?.document.title, /: Kartenzahlungen schlagen fehl$/);
		assert.equal(otto?.document.body, 'Zahlungen enden mit Fehlern.');
		assert.equal(otto?.document.id, anna?.document.id);
		const { headers, claims } = anna ?? assert.fail();
		assert.deepEqual(
			[headers.ttl, headers.urgency, headers['content-encoding'], headers.topic?.length],
			['86400', 'high', 'aes128gcm', 32],
		);
		assert.ok(headers.authorization?.endsWith(`k=${publicKey}`));
		assert.deepEqual([claims.aud, claims.sub], [`http://${service.host}`, publicUrl]);
		await server.write('POST', `/v1/notices/${notice.id}/updates`, { body: 'A fix is out.' });
		await service.until(4);
		const next = service.received.filter(({ path }) => path === '/push/anna').at(-1);
		assert.equal(next?.document.body, 'A fix is out.');
		assert.deepEqual([next?.headers.urgency, next?.headers.topic], ['normal', headers.topic]);
		assert.ok(!service.received.some(({ path }) => path === '/push/kim'));
	});

	test('keeps its key, forgets a browser at once, and one that is gone', async (context) => {
		const data = aFolder(context);
		const first = await aStory(context, { data });
		const { publicKey } = (await first.server.request('/v1/push')).body;
		await first.server.close();
		const { service, server, subscribe, open, listed, untilIdle } = await aStory(context, { data });
		assert.equal((await server.request('/v1/push')).body.publicKey, publicKey);
		const browsers = ['a', 'b', 'c', 'd'].map((name) => service.browser(name));
		for (const browser of browsers) await subscribe(browser);
		await subscribe(browsers[0] as PushBrowser, { language: 'fr' });
		assert.equal((await listed()).length, 4);
		const [a] = browsers;
		const ended = await post(server, '/v1/push/unsubscribe', { endpoint: a?.subscription.endpoint });
		assert.equal(ended.status, 204);
		assert.equal((await listed()).length, 3);
		service.reply = (_, path) => ({ status: path === '/push/b' ? 410 : path === '/push/c' ? 404 : 201 });
		await open();
		await untilIdle();
		assert.deepEqual(service.received.map(({ path }) => path).sort(), ['/push/b', '/push/c', '/push/d']);
		assert.equal((await listed()).length, 1);
		const again = await post(server, '/v1/push/unsubscribe', { endpoint: a?.subscription.endpoint });
		assert.equal(again.status, 204);
	});

	test('gives up a browser whose notifications are refused three times in a row', async (context) => {
		const { service, subscribe, open, listed, untilIdle } = await aStory(context);
		await subscribe(service.browser('full'));
		const statuses = [413, 201, 413, 413, 413];
		service.reply = (place) => ({ status: statuses[place] ?? 201 });
		for (const [place] of statuses.entries()) {
			assert.equal((await listed()).length, 1);
			await open({ title: `Notice ${place}` });
			await untilIdle();
		}
		assert.equal((await listed()).length, 0);
		assert.equal(service.received.length, statuses.length);
	});

	test('a service that fails holds up no browser of another, and gets what it has missed', async (context) => {
		const { service, server, subscribe, open, channel, untilIdle } = await aStory(context);
		const other = await aPushService(context);
		const bad = Array.from({ length: 15 }, (_, index) => other.browser(`bad${index}`));
		const good = Array.from({ length: 15 }, (_, index) => service.browser(`good${index}`));
		for (const browser of [...bad, ...good]) await subscribe(browser);
		other.reply = (place) =>
			place % 4 === 1 ? { status: 201 } : { status: 503, headers: { 'retry-after': '1' } };
		await open();
		await service.until(15);
		const { failingSince, reason, lag } = await channel();
		assert.ok(failingSince);
		assert.match(reason, new RegExp(`${other.host}: .*503`));
		assert.equal(lag.messages, 1);
		other.reply = () => ({ status: 201 });
		await untilIdle();
		assert.equal(service.received.length, 15, 'the others get nothing twice');
		assert.deepEqual(new Set(other.accepted.map(({ path }) => path)), new Set(bad.map(({ path }) => path)));
		assert.equal(other.accepted.length, 15, 'no accepted one twice');
		assert.equal((await server.write('GET', '/v1/push/subscribers')).body.subscribers.length, 30);
	});

	test('500 notices reach all in order, although the service fails, is slow and breaks connections', async (context) => {
		const { service, subscribe, open } = await aStory(context);
		const browsers = ['a', 'b', 'c'].map((name) => service.browser(name));
		for (const browser of browsers) await subscribe(browser);
		service.reply = async (place) => {
			if (place === 40 || place === 41) return { status: 500 };
			if (place === 300) return { status: 429, headers: { 'retry-after': '1' } };
			if (place === 700 || place === 701) return null;
			if (place === 900) await sleep(300);
			return { status: 201 };
		};
		for (let index = 0; index < 500; index += 1) {
			const { status, text } = await open({ title: `Notice ${index}` });
			assert.equal(status, 201, text);
		}
		const firsts = (path: string) => [
			...new Map(
				service.accepted
					.filter((each) => each.path === path)
					.map(({ document }) => [document.id, document.title]),
			).values(),
		];
		while (browsers.some(({ path }) => firsts(path).length < 500)) await sleep(50);
		const expected = Array.from({ length: 500 }, (_, index) => `Investigating: Notice ${index}`);
		for (const { path } of browsers) assert.deepEqual(firsts(path), expected, path);
	});
});

describe('a subscription to Web Push', () => {
	test('must be one of a browser, at a push service, about components that exist', async (context) => {
		const { service, server, listed } = await aStory(context);
		const { endpoint, keys } = service.browser('a').subscription;
		const wrong: [subscription: object, more: object, status: number][] = [
			[{ endpoint: 'https://internal.example/hook', keys }, {}, 422],
			[{ endpoint: 'https://fcm.googleapis.com.evil.example/x', keys }, {}, 422],
			[{ endpoint: 'javascript:alert(1)', keys }, {}, 422],
			[{ endpoint: 'https://user:password@fcm.googleapis.com/x', keys }, {}, 422],
			[{ endpoint, keys: { ...keys, p256dh: `B${'A'.repeat(86)}` } }, {}, 422],
			[{ endpoint, keys: { ...keys, auth: 'short' } }, {}, 422],
			[{ endpoint, keys }, { components: ['nowhere'] }, 422],
			[{ endpoint, keys }, { language: 'xx' }, 422],
		];
		for (const [subscription, more, status] of wrong) {
			const answer = await post(server, '/v1/push', { subscription, ...more });
			assert.equal(answer.status, status, answer.text);
			assert.ok(!answer.text.includes(endpoint), 'no endpoint is repeated');
		}
		assert.equal((await listed()).length, 0);
		for (const host of ['fcm.googleapis.com', 'updates.push.services.mozilla.com', 'web.push.apple.com']) {
			const subscription = { endpoint: `https://${host}/send/abc`, keys };
			assert.equal((await post(server, '/v1/push', { subscription })).status, 201);
		}
	});

	test('is listed, counted, exported and erased by admins, and the audit log names no browser', async (context) => {
		const { service, server, subscribe, listed } = await aStory(context);
		const browser = service.browser('anna');
		await subscribe(browser, { language: 'fr', components: ['cards'] });
		const [{ id, ...shown }] = await listed();
		assert.deepEqual(
			{ ...shown, createdAt: '' },
			{ service: service.host, language: 'fr', components: ['cards'], createdAt: '' },
		);
		const { channels } = (await server.write('GET', '/v1/subscribers/counts')).body;
		assert.deepEqual(channels.at(-1), {
			...{ channel: 'web-push', confirmed: 1, pending: 0, undeliverable: 0, allComponents: 0 },
			...{ languages: [{ language: 'fr', count: 1 }], components: [{ component: 'cards', count: 1 }] },
		});
		const accept = { accept: 'application/x-ndjson' };
		const exported = await server.write('GET', '/v1/push/subscribers', undefined, accept);
		const [line] = exported.text.trim().split('\n');
		assert.deepEqual(JSON.parse(line ?? '').endpoint, browser.subscription.endpoint);
		assert.equal((await server.write('DELETE', `/v1/push/subscribers/${id}`)).status, 204);
		assert.equal((await server.write('DELETE', `/v1/push/subscribers/${id}`)).status, 404);
		assert.deepEqual(await listed(), []);
		const { text } = await server.write('GET', '/v1/log');
		assert.match(text, /the browsers were exported/);
		assert.ok(!text.includes(id) && !text.includes('/push/anna'));
		assert.equal((await server.request('/v1/push/subscribers')).status, 401);
	});

	test('is limited for one network address, and off without the setting', async (context) => {
		const { service, server } = await aStory(context, { trustedProxies: [] });
		const { subscription } = service.browser('a');
		const statuses: number[] = [];
		for (let index = 0; index < 12; index += 1)
			statuses.push((await post(server, '/v1/push', { subscription })).status);
		assert.deepEqual(statuses.slice(-2), [429, 429]);
		const off = await aServer(context, { publicUrl });
		for (const answer of [await off.request('/v1/push'), await post(off, '/v1/push', { subscription })])
			assert.equal(answer.status, 404);
		assert.deepEqual((await off.write('GET', '/v1/channels')).body.channels, []);
	});
});
