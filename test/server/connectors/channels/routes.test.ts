/** `/v1/channels`: what operators do with channels, and what no answer shows. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import type { CandorOptions } from '../../../../server/index.ts';
import { aServer } from '../../../support/server.ts';
import { fast } from './core-story.ts';
import { aReceiver } from './receiver.ts';

type Context = { after(act: () => unknown): void };

const aStory = async (context: Context, options: CandorOptions = {}) => {
	const receiver = await aReceiver(context);
	const server = await aServer(context, {
		publicUrl: 'https://status.example.com',
		channels: { allowed: ['127.0.0.1'], limits: fast },
		...options,
	});
	const create = (id: string, fields: object = {}) =>
		server.write('POST', '/v1/channels', {
			...{ id, kind: 'webhook', name: 'Our partners', settings: { url: receiver.url } },
			...fields,
		});
	const open = (id: string, fields: object = {}) =>
		server.write('POST', '/v1/notices', {
			...{ id, kind: 'incident', title: 'Payments fail', body: 'Some cards are declined.', anyway: true },
			...{ impact: 'major', affected: [{ component: 'checkout' }], ...fields },
		});
	/** Asks until the answer is right. */
	const until = async (path: string, isRight: (body: Record<string, unknown>) => boolean) => {
		for (;;) {
			const { body } = await server.write('GET', path);
			if (isRight(body)) return body;
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
	};
	return { receiver, server, create, open, until };
};

describe('a channel', () => {
	test('is created, read, listed and removed; its secrets are shown once', async (context) => {
		const { server, create, receiver } = await aStory(context);
		const created = await create('partners');
		assert.equal(created.status, 201, created.text);
		assert.match(created.body.secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
		const read = await server.write('GET', '/v1/channels/partners');
		assert.equal(read.body.settings.url, `${new URL(receiver.url).origin}/…`);
		assert.deepEqual(read.body.filter, { components: null, kinds: null, minImpact: 'none' });
		const listed = await server.write('GET', '/v1/channels');
		assert.deepEqual(listed.body.channels, [read.body]);
		const log = await server.write('GET', '/v1/log');
		for (const { text } of [read, listed, log]) {
			assert.ok(!text.includes(created.body.secret));
			assert.ok(!text.includes('a-secret-of-the-path'));
		}
		assert.equal((await server.write('DELETE', '/v1/channels/partners')).status, 204);
		assert.equal((await server.write('GET', '/v1/channels/partners')).status, 404);
	});

	test('has an ETag, and a change with an outdated If-Match is refused and changes nothing', async (context) => {
		const { server, create } = await aStory(context);
		await create('partners');
		const path = '/v1/channels/partners';
		const read = await server.write('GET', path);
		const tag = read.headers.get('etag') ?? '';
		assert.equal(tag, `"${read.body.version}"`);
		const first = await server.write('PATCH', path, { name: 'First' }, { 'if-match': tag });
		assert.deepEqual([first.status, first.headers.get('etag')], [200, `"${first.body.version}"`], first.text);
		assert.notEqual(first.headers.get('etag'), tag);
		const second = await server.write('PATCH', path, { name: 'Second' }, { 'if-match': tag });
		assert.deepEqual([second.status, second.body.code], [412, 'precondition-failed'], second.text);
		assert.match(second.body.detail, new RegExp(`the current version is ${first.headers.get('etag')}`));
		assert.equal((await server.write('GET', path)).body.name, 'First');
		const wrong = await server.write('PATCH', path, { name: 'Third' }, { 'if-match': 'partners' });
		assert.equal(wrong.body.code, 'malformed');
		// A secret is a change too.
		await server.write('POST', `${path}/secrets`);
		const stale = await server.write(
			'PATCH',
			path,
			{ name: 'Fourth' },
			{ 'if-match': first.headers.get('etag') ?? '' },
		);
		assert.equal(stale.status, 412);
	});

	test('changes once when twenty operators send what they have read', async (context) => {
		const { server, create } = await aStory(context);
		await create('partners');
		const path = '/v1/channels/partners';
		const { headers } = await server.write('GET', path);
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, index) =>
				server.write('PATCH', path, { name: `Name ${index}` }, { 'if-match': headers.get('etag') ?? '' }),
			),
		);
		assert.deepEqual(answers.map(({ status }) => status).sort(), [
			200,
			...Array.from({ length: 19 }, () => 412),
		]);
	});

	test('for e-mails is there once: a second one would write to everyone twice', async (context) => {
		const { create, server } = await aStory(context);
		assert.equal((await create('mails', { kind: 'email', settings: {} })).status, 201);
		const second = await create('more-mails', { kind: 'email', settings: {} });
		assert.equal(second.status, 422, second.text);
		assert.match(second.body.detail, /The channel "mails" writes to all subscribers already/);
		// The audit log has no channel that was refused.
		assert.ok(!(await server.write('GET', '/v1/log')).text.includes('more-mails'));
	});

	test('is refused with a taken id, a wrong address, or settings of another kind', async (context) => {
		const { create } = await aStory(context);
		await create('partners');
		for (const fields of [
			{},
			{ settings: { url: 'file:///etc/passwd' } },
			{ settings: { url: 'https://user:password@hooks.example.com/' } },
			{ settings: {} },
			{ kind: 'pigeon' },
			{ filter: { minImpact: 'huge' } },
		]) {
			const { status, body } = await create('partners', fields);
			assert.equal(status, 422, JSON.stringify(fields));
			assert.equal(body.code, 'invalid');
		}
	});

	test('sends what its filter lets pass, until it is disabled, and continues where it stopped', async (context) => {
		const { server, create, open, receiver } = await aStory(context);
		await create('partners', { filter: { minImpact: 'major' } });
		await open('small', { impact: 'minor' });
		await open('big');
		await receiver.until(1);
		const off = await server.write('PATCH', '/v1/channels/partners', { enabled: false });
		assert.equal(off.body.enabled, false);
		await server.write('POST', '/v1/notices/big/updates', { body: 'A fix is out.', impact: 'minor' });
		await server.write('POST', '/v1/notices/big/resolve', {});
		assert.equal(receiver.received.length, 1);
		await server.write('PATCH', '/v1/channels/partners', { enabled: true });
		await receiver.until(3);
		const said = receiver.received.map(({ document: { type, data } }) => `${type} ${data.notice.id}`);
		assert.deepEqual(said, ['notice.opened big', 'notice.updated big', 'notice.ended big']);
	});

	test('signs with each of its secrets until one is removed', async (context) => {
		const { server, create, open, receiver } = await aStory(context);
		const { body: first } = await create('partners');
		const { body: second } = await server.write('POST', '/v1/channels/partners/secrets');
		await open('one');
		await receiver.until(1);
		await server.write('DELETE', `/v1/channels/partners/secrets/${first.secretId}`);
		await open('two');
		await receiver.until(2);
		const isSigned = (secret: string, place: number): boolean => {
			const { body, headers } = receiver.received[place] ?? { body: '', headers: {} };
			try {
				new Webhook(secret).verify(body, headers as Record<string, string>);
				return true;
			} catch {
				return false;
			}
		};
		assert.deepEqual(
			[first.secret, second.secret].map((secret) => [isSigned(secret, 0), isSigned(secret, 1)]),
			[
				[true, false],
				[true, true],
			],
		);
		const last = await server.write('DELETE', `/v1/channels/partners/secrets/${second.secretId}`);
		assert.equal(last.status, 422);
	});

	test('is tested, and says why a test was not delivered', async (context) => {
		const { server, create, receiver } = await aStory(context);
		await create('partners');
		const well = await server.write('POST', '/v1/channels/partners/test');
		assert.deepEqual(well.body, { delivered: true, reason: null });
		assert.equal(receiver.received[0]?.document.type, 'test');
		receiver.reply = () => ({ status: 403 });
		const badly = await server.write('POST', '/v1/channels/partners/test');
		assert.deepEqual(badly.body, { delivered: false, reason: 'The receiver answered 403.' });
	});

	test('that is refused gives the message up, goes on, and sends it again when an operator says so', async (context) => {
		const { server, create, open, receiver, until } = await aStory(context);
		await create('partners');
		receiver.reply = (place) => ({ status: place < 5 ? 422 : 204 });
		await open('one');
		await open('two');
		await receiver.until(1);
		assert.equal(receiver.accepted[0]?.document.data.notice.id, 'two');
		const path = '/v1/channels/partners/deliveries';
		const { deadLetters } = (await until(path, ({ pending }) => pending === null)) as {
			deadLetters: { id: string; notice: string; tries: number; reason: string; message: string }[];
		};
		assert.equal(deadLetters.length, 1);
		const [letter] = deadLetters;
		assert.deepEqual(
			[letter?.notice, letter?.tries, letter?.reason],
			['one', 5, 'The receiver answered 422.'],
		);
		assert.match(
			(await server.write('GET', '/metrics')).text,
			/candor_channel_dead_letters\{channel="partners"\} 1/,
		);
		const { body: listed } = await server.write('GET', '/v1/channels/partners');
		assert.deepEqual([listed.deadLetters, listed.failingSince, listed.reason], [1, null, null]);
		const again = { deadLetter: letter?.id };
		const replayed = await server.write('POST', '/v1/channels/partners/replay', again);
		assert.deepEqual(replayed.body, { delivered: true, reason: null });
		assert.equal(receiver.accepted[1]?.headers['webhook-id'], letter?.message);
		assert.equal((await server.write('GET', path)).body.deadLetters.length, 0);
		assert.equal((await server.write('GET', '/v1/channels')).body.channels[0].deadLetters, 0);
		assert.equal((await server.write('POST', '/v1/channels/partners/replay', again)).status, 404);
	});

	test('whose receiver is gone is disabled, says why, and continues once it is enabled', async (context) => {
		const { server, create, open, receiver, until } = await aStory(context);
		await create('partners');
		receiver.reply = () => ({ status: 410 });
		await open('one');
		const { disabledBecause } = await until('/v1/channels/partners', ({ enabled }) => enabled === false);
		assert.match(String(disabledBecause), /^The receiver answered 410\. It accepts no messages any more\./);
		const log = await server.write('GET', '/v1/log');
		assert.match(log.text, /disabled by the server, because its receiver is gone/);
		await open('two');
		assert.equal(receiver.received.length, 1);
		receiver.reply = () => ({ status: 204 });
		await server.write('PATCH', '/v1/channels/partners', { enabled: true });
		await receiver.until(2);
		const [, ...sent] = receiver.received.map(({ document }) => document.data.notice.id);
		assert.deepEqual(sent, ['one', 'two']);
		assert.equal(receiver.received[0]?.headers['webhook-id'], receiver.received[1]?.headers['webhook-id']);
	});

	test('sends everything from a commit on again, with the same ids', async (context) => {
		const { server, create, open, receiver } = await aStory(context);
		await create('partners');
		await open('one');
		await open('two');
		await receiver.until(2);
		const seq = 1;
		assert.equal((await server.write('POST', '/v1/channels/partners/replay', { seq })).status, 202);
		await receiver.until(4);
		const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
		assert.deepEqual(ids.slice(2), ids.slice(0, 2));
		const tooFar = await server.write('POST', '/v1/channels/partners/replay', { seq: 10_000 });
		assert.equal(tooFar.status, 422);
		assert.match(tooFar.body.detail, /skips everything up to now/);
	});

	test('shows how far it is behind', async (context) => {
		const { server, create, open, receiver, until } = await aStory(context);
		await create('partners');
		receiver.reply = () => ({ status: 503 });
		await open('one');
		const body = await until(
			'/v1/channels/partners/deliveries',
			({ pending }) => Number((pending as { tries: number } | null)?.tries) >= 2,
		);
		const { lag, pending, reason } = body as {
			lag: { commits: number; seconds: number };
			pending: { notice: string };
			reason: string;
		};
		assert.ok(lag.commits >= 1 && lag.seconds > 0);
		assert.equal(pending.notice, 'one');
		assert.equal(reason, 'The receiver answered 503.');
		const metrics = (await server.write('GET', '/metrics')).text;
		assert.match(metrics, /candor_channel_lag_seconds\{channel="partners"\} 0\.\d/);
		assert.match(metrics, /candor_channel_failures_total\{channel="partners"\} [1-9]/);
		receiver.reply = () => ({ status: 204 });
		await until('/v1/channels/partners', ({ lag: now }) => (now as { seconds: number }).seconds === 0);
	});

	test('shows how much it has not sent while it is disabled, and sends it once it is enabled', async (context) => {
		const { server, create, open, receiver, until } = await aStory(context);
		await create('partners');
		await open('before');
		await receiver.until(1);
		const enable = (enabled: boolean) => server.write('PATCH', '/v1/channels/partners', { enabled });
		await enable(false);
		for (const id of ['one', 'two', 'three']) await open(id);
		type Lag = { messages: number; commits: number; seconds: number; since: string | null };
		const { lag } = (await until('/v1/channels/partners', ({ lag: now }) => (now as Lag).messages === 3)) as {
			lag: Lag;
		};
		const { openedAt } = (await server.write('GET', '/v1/notices/one')).body;
		assert.equal(lag.since, openedAt);
		assert.ok(lag.commits >= 3 && lag.seconds > 0);
		assert.equal(receiver.received.length, 1);
		await enable(true);
		await receiver.until(4);
		await until('/v1/channels/partners', ({ lag: now }) => (now as Lag).messages === 0);
	});
});
