/** The contract of alert sources: each kind, over HTTP, with the tool's own messages. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sourceKindNames } from '../../../../server/connectors/alerts/source-kind-names.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { aServer } from '../../../support/server.ts';
import { hmac, type Message, type Sender, senders } from './messages.ts';

/** They have tests of their own: rules.test.ts, sns.test.ts, vendors.test.ts. */
const withoutMessages = ['heartbeat', 'sns', 'vendor'];

async function aSource(context: TestContext, kind: string, { settings }: Sender) {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	const created = await server.write('POST', '/v1/alert-sources', { id: 'tool', kind, settings });
	assert.equal(created.status, 201, created.text);
	const { secret, path } = created.body;
	const send = async ({ body, headers }: Message) => {
		const answer = await server.request(path, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body,
		});
		assert.ok(!answer.text.includes(secret));
		return answer.status === 202 ? answer.body.alerts : answer.status;
	};
	return { server, clock, secret, send };
}

test('every kind of source is in the contract', () => {
	assert.deepEqual([...Object.keys(senders), ...withoutMessages].sort(), [...sourceKindNames].sort());
});

for (const [kind, sender] of Object.entries(senders)) {
	test(`${kind}: a valid proof is accepted; a wrong, a missing and a changed one are refused`, async (context) => {
		const { server, clock, secret, send } = await aSource(context, kind, sender);
		const now = clock.now();
		const valid = sender.message({ secret, now });
		assert.equal(await send(valid), 1);
		assert.equal(await send(sender.message({ secret, now, firing: false })), 1);
		assert.equal(await send(sender.message({ secret: 'a-wrong-secret-of-some-length', now })), 401);
		assert.equal(await send({ ...valid, headers: {} }), 401);
		const proof = valid.headers[sender.proof] ?? '';
		for (const changed of [`${proof}0`, proof.slice(0, -1), proof.toUpperCase(), ''])
			assert.equal(
				await send({ ...valid, headers: { ...valid.headers, [sender.proof]: changed } }),
				401,
				changed,
			);
		const other = await server.request('/v1/alerts/other', {
			method: 'POST',
			headers: valid.headers,
			body: valid.body,
		});
		assert.deepEqual([other.status, other.body.code], [401, 'unauthorized']);
		if (sender.proof !== 'authorization')
			assert.equal(await send({ ...valid, body: valid.body.replace('fail', 'work') }), 401, 'another body');
	});

	test(`${kind}: several secrets are valid until one is removed`, async (context) => {
		const { server, clock, secret, send } = await aSource(context, kind, sender);
		const now = clock.now();
		const added = await server.write('POST', '/v1/alert-sources/tool/secrets', {});
		assert.equal(added.status, 201);
		assert.equal(await send(sender.message({ secret, now })), 1);
		assert.equal(await send(sender.message({ secret: added.body.secret, now })), 1);
		const { body } = await server.write('GET', '/v1/alerts');
		assert.ok(!JSON.stringify(body).includes(secret) && !JSON.stringify(body).includes(added.body.secret));
		const [first] = body.sources[0].secrets;
		assert.equal((await server.write('DELETE', `/v1/alert-sources/tool/secrets/${first.id}`)).status, 204);
		assert.equal(await send(sender.message({ secret, now })), 401);
		assert.equal(await send(sender.message({ secret: added.body.secret, now })), 1);
		const last = await server.write('DELETE', `/v1/alert-sources/tool/secrets/${added.body.secretId}`);
		assert.deepEqual([last.status, last.body.code], [422, 'invalid']);
		assert.equal((await server.write('DELETE', '/v1/alert-sources/tool')).status, 204);
		assert.equal(await send(sender.message({ secret: added.body.secret, now })), 401);
	});

	test(`${kind}: a secret that the tool made is accepted, and is in no answer and no log entry`, async (context) => {
		const clock = aManualClock();
		const server = await aServer(context, { clock });
		const secret = 'a-secret-that-the-tool-has-made';
		const fields = { id: 'tool', kind, settings: sender.settings, secret };
		assert.equal((await server.write('POST', '/v1/alert-sources', fields)).body.secret, secret);
		const { body, headers } = sender.message({ secret, now: clock.now() });
		assert.equal((await server.request('/v1/alerts/tool', { method: 'POST', headers, body })).status, 202);
		for (const path of ['/v1/alerts', '/v1/log', '/v1/snapshot'])
			assert.ok(!(await server.write('GET', path)).text.includes(secret), path);
		const { entries } = (await server.write('GET', '/v1/log')).body;
		assert.deepEqual([entries[0].command, entries[0].changes[0].id], ['put-connector', 'in:tool']);
	});

	test(`${kind}: a document of another tool is refused, and nothing is stored`, async (context) => {
		const { server, clock, secret } = await aSource(context, kind, sender);
		for (const document of [
			'{}',
			'[]',
			'null',
			'"x"',
			'{"alerts":7}',
			'{"event":{"event_type":1}}',
			'{"__proto__":{}}',
			'{',
		]) {
			const { headers } = resigned(kind, document, secret, clock.now());
			const answer = await server.request('/v1/alerts/tool', { method: 'POST', headers, body: document });
			assert.ok([400, 422].includes(answer.status), `${document}: ${answer.text}`);
		}
		assert.deepEqual((await server.write('GET', '/v1/alerts')).body.groups, []);
	});
}

/** The proof of `sender` for another body. */
function resigned(kind: string, body: string, secret: string, now: number): Message {
	const { headers } = senders[kind]?.message({ secret, now }) ?? { headers: {} };
	const time = String(Math.floor(now / 1_000));
	if (kind === 'grafana')
		return { body, headers: { ...headers, 'x-grafana-alerting-signature': hmac(secret, `${time}:${body}`) } };
	if (kind === 'pagerduty') return { body, headers: { 'x-pagerduty-signature': `v1=${hmac(secret, body)}` } };
	return { body, headers };
}

test('an old signature with a time is refused, and so is one from the future', async (context) => {
	const sender = senders.grafana as Sender;
	const { clock, secret, send } = await aSource(context, 'grafana', sender);
	const sent = sender.message({ secret, now: clock.now() });
	const future = sender.message({ secret, now: clock.now() + 10 * 60_000 });
	assert.equal(await send(sent), 1);
	assert.equal(await send(future), 401);
	clock.advance(10 * 60_000);
	assert.equal(await send(sent), 401);
});

test('Grafana without a header for the time signs the body alone', async (context) => {
	const sender = senders.grafana as Sender;
	const { clock, secret, send } = await aSource(context, 'grafana', { ...sender, settings: {} });
	const { body } = sender.message({ secret, now: clock.now() });
	assert.equal(await send({ body, headers: { 'x-grafana-alerting-signature': hmac(secret, body) } }), 1);
});

test('one of several signatures of PagerDuty is enough, and only of version 1', async (context) => {
	const sender = senders.pagerduty as Sender;
	const { clock, secret, send } = await aSource(context, 'pagerduty', sender);
	const { body, headers } = sender.message({ secret, now: clock.now() });
	const right = headers['x-pagerduty-signature'] ?? '';
	const header = (value: string) => ({ body, headers: { 'x-pagerduty-signature': value } });
	assert.equal(await send(header(`v1=${'0'.repeat(64)},${right}`)), 1);
	assert.equal(await send(header(`${right}, v1=${'0'.repeat(64)}`)), 1);
	assert.equal(await send(header(right.replace('v1', 'v2'))), 401);
	assert.equal(await send(header(right.slice(3))), 401);
	const many = Array.from({ length: 50 }, () => `v1=${'0'.repeat(64)}`).join();
	assert.equal(await send(header(`${many},${right}`)), 401);
});

test('what is refused is not in the audit log, and a refused message is no sign of the source', async (context) => {
	const server = await aServer(context, { clock: aManualClock() });
	const created = await server.write('POST', '/v1/alert-sources', { id: 'tool', kind: 'json' });
	const { secret, secretId } = created.body;
	const topic = 'arn:aws:sns:eu-central-1:123456789012:alarms';
	await server.write('POST', '/v1/alert-sources', { id: 'sns', kind: 'sns', settings: { topic } });
	const commands = async () => (await server.write('GET', '/v1/log')).body.entries.length;
	const before = await commands();
	const refused = [
		await server.write('POST', '/v1/alert-sources', { id: 'tool', kind: 'json' }),
		await server.write('POST', '/v1/alert-sources', { id: 'new', kind: 'heartbeat' }),
		await server.write('POST', '/v1/alert-sources/sns/secrets', {}),
		await server.write('DELETE', `/v1/alert-sources/tool/secrets/${secretId}`),
		await server.write('DELETE', '/v1/alert-sources/tool/secrets/no-such'),
		await server.write('DELETE', '/v1/alert-sources/no-such'),
	];
	assert.deepEqual(
		refused.map(({ status }) => status),
		[422, 422, 422, 422, 404, 404],
	);
	assert.equal(await commands(), before);
	const headers = { authorization: `Bearer ${secret}` };
	const send = (body: string) => server.request('/v1/alerts/tool', { method: 'POST', headers, body });
	const last = async () => {
		const { sources } = (await server.write('GET', '/v1/alerts')).body;
		return sources.find(({ id }: { id: string }) => id === 'tool').lastMessageAt;
	};
	assert.equal((await send('{"no":"alert"}')).status, 422);
	assert.equal(await last(), null);
	assert.equal((await send('{"key":"a","status":"firing"}')).status, 202);
	assert.notEqual(await last(), null);
});

test('a source that sends too many messages is limited, and others are not', async (context) => {
	const { server, clock, secret, send } = await aSource(context, 'json', {
		...(senders.json as Sender),
		settings: {},
	});
	const message = { body: '{"key":"a","status":"resolved"}', headers: { authorization: `Bearer ${secret}` } };
	const statuses: number[] = [];
	for (let sent = 0; sent < 125; sent++) statuses.push(await send(message));
	assert.deepEqual(statuses, [...Array(120).fill(1), ...Array(5).fill(429)]);
	const other = await server.write('POST', '/v1/alert-sources', { id: 'other', kind: 'json' });
	const headers = { authorization: `Bearer ${other.body.secret}` };
	assert.equal(
		(await server.request('/v1/alerts/other', { method: 'POST', headers, body: message.body })).status,
		202,
	);
	clock.advance(1_000);
	assert.equal(await send(message), 1);
});

test('many wrong secrets from one address are limited, and the right one is still accepted', async (context) => {
	const { secret, send } = await aSource(context, 'json', { ...(senders.json as Sender), settings: {} });
	const body = '{"key":"a","status":"resolved"}';
	const statuses: number[] = [];
	for (let sent = 0; sent < 25; sent++)
		statuses.push(await send({ body, headers: { authorization: `Bearer wrong-${sent}` } }));
	assert.deepEqual(statuses, [...Array(20).fill(401), ...Array(5).fill(429)]);
	assert.equal(await send({ body, headers: { authorization: `Bearer ${secret}` } }), 1);
});

test('a message that is too large is refused with 413', async (context) => {
	const { secret, send } = await aSource(context, 'json', { ...(senders.json as Sender), settings: {} });
	const body = JSON.stringify({ key: 'a', status: 'firing', summary: 'x'.repeat(1024 * 1024) });
	assert.equal(await send({ body, headers: { authorization: `Bearer ${secret}` } }), 413);
});
