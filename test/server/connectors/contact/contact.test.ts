/** Requests for contact: only with the host's signature, once for each customer and notice, and for a while. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignJWT } from 'jose';
import { Webhook } from 'standardwebhooks';
import { systemClock } from '../../../../server/core/clock.ts';
import type { CandorOptions } from '../../../../server/index.ts';
import { aFolder } from '../../../support/folder.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { type Answer, aServer } from '../../../support/server.ts';
import { fast } from '../channels/core-story.ts';
import { aReceiver } from '../channels/receiver.ts';
import { hourMs, signClaim } from '../claims/story.ts';

type Context = { after(act: () => unknown): void };
interface Fields {
	readonly notice?: string;
	readonly issuedAt?: number;
	readonly more?: object;
}

async function aStory(context: Context, options: CandorOptions = {}) {
	const clock = aManualClock();
	const server = await aServer(context, {
		...{ clock, channels: { allowed: ['127.0.0.1'], limits: fast }, contact: { keptDays: 30 } },
		trustedProxies: ['127.0.0.1'],
		...options,
	});
	const now = (): number => (options.clock ?? clock).now();
	const { body } = await server.write('POST', '/v1/claim-keys', {});
	const secret = body.secret as string;
	const open = (id = 'checkout-down') =>
		server.write('POST', '/v1/notices', {
			id,
			title: 'Payments fail',
			body: 'We look into it.',
			impact: 'minor',
		});
	assert.equal((await open()).status, 201);
	const sign = (
		subject: string,
		{ notice = 'checkout-down', issuedAt = now(), more = {} }: Fields = {},
		key = secret,
	) =>
		new SignJWT({ notice, ...more })
			.setProtectedHeader({ alg: 'HS256' })
			.setSubject(subject)
			.setIssuedAt(Math.floor(issuedAt / 1_000))
			.setExpirationTime(Math.floor(issuedAt / 1_000) + 3_600)
			.sign(new TextEncoder().encode(key));
	const post = (token: string, address = '10.1.1.1'): Promise<Answer> =>
		server.request('/v1/contact-requests', {
			method: 'POST',
			headers: { 'content-type': 'text/plain', 'x-forwarded-for': address },
			body: JSON.stringify({ token }),
		});
	const ask = async (subject: string, fields?: Fields) => post(await sign(subject, fields));
	const list = async (query = '') => (await server.write('GET', `/v1/contact-requests${query}`)).body;
	return { clock, server, secret, open, sign, post, ask, list };
}

const refused = ({ status, body }: Answer): unknown[] => [status, body.code];

describe('a request for contact', () => {
	test('is stored once for each customer and notice, with the reference of the host', async (context) => {
		const { ask, open, list, clock, server } = await aStory(context);
		const first = await ask('customer-1');
		assert.equal(first.status, 201, first.text);
		const { id, ...rest } = first.body;
		assert.deepEqual(rest, { notice: 'checkout-down', requestedAt: new Date(clock.now()).toISOString() });
		assert.ok(!first.text.includes('customer-1'));
		clock.advance(1_000);
		const again = await ask('customer-1');
		assert.deepEqual([again.status, again.headers.get('idempotency-replayed')], [200, 'true']);
		assert.deepEqual(again.body, first.body);
		await open('logins-fail');
		assert.equal((await ask('customer-1', { notice: 'logins-fail' })).status, 201);
		assert.equal((await ask('customer-2')).status, 201);
		const { requests, counts, isOpen, keptDays } = await list();
		assert.deepEqual([isOpen, keptDays, requests.length], [true, 30, 3]);
		assert.deepEqual(
			new Map(counts.map((each: { notice: string; requests: number }) => [each.notice, each.requests])),
			new Map([
				['checkout-down', 2],
				['logins-fail', 1],
			]),
		);
		const of = await list('?notice=logins-fail');
		assert.deepEqual(
			of.requests.map(({ subject, deliveredAt }: Record<string, unknown>) => [subject, deliveredAt]),
			[['customer-1', null]],
		);
		assert.equal(requests.at(-1).id, id);
		for (const path of ['/v1/snapshot', '/v1/notices', '/v1/log'])
			assert.ok(!(await server.write('GET', path)).text.includes('customer-'), path);
	});

	test('of one customer twenty times at once is one', async (context) => {
		const { ask, list } = await aStory(context);
		const answers = await Promise.all(Array.from({ length: 20 }, () => ask('customer-1')));
		assert.deepEqual(answers.map(({ status }) => status).sort(), [...Array(19).fill(200), 201]);
		assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
		assert.equal((await list()).requests.length, 1);
	});

	test('is refused without the host’s signature, with a claim token, or for another notice', async (context) => {
		const { ask, post, sign, secret, clock, open, server, list } = await aStory(context);
		const forged = await sign('customer-1', {}, 'x'.repeat(64));
		assert.deepEqual(refused(await post(forged, '10.0.0.1')), [401, 'claim-token-invalid']);
		assert.deepEqual(refused(await post('customer-1', '10.0.0.2')), [401, 'claim-token-invalid']);
		const claim = await signClaim(secret, 'customer-1', clock.now(), { more: { notice: 'checkout-down' } });
		assert.deepEqual(refused(await post(claim, '10.0.0.3')), [401, 'claim-token-invalid']);
		const more = await sign('customer-1', { more: { email: 'a@example.com' } });
		assert.deepEqual(refused(await post(more, '10.0.0.4')), [401, 'claim-token-invalid']);
		assert.deepEqual(refused(await ask('customer-1', { notice: 'unknown' })), [404, 'not-found']);
		const old = await sign('customer-1', { issuedAt: clock.now() - 3_600_000 + 1_000 });
		clock.advance(3_600_000);
		assert.deepEqual(refused(await post(old)), [401, 'claim-token-expired']);
		const early = await sign('customer-1', { notice: 'later', issuedAt: clock.now() - 600_000 });
		await open('later');
		assert.deepEqual(refused(await post(early)), [409, 'claim-token-replayed']);
		const bare = await server.request('/v1/contact-requests', {
			method: 'POST',
			body: JSON.stringify({ subject: 'customer-1', notice: 'checkout-down' }),
		});
		assert.deepEqual(refused(bare), [422, 'invalid']);
		assert.deepEqual((await list()).requests, []);
		// Nor does a contact token claim anything.
		const contact = await sign('customer-1');
		await server.write('PUT', '/v1/remedies/credit', {
			...{ title: 'Sorry', apology: 'We are sorry.', expiresAt: '30d', claim: { type: 'event' } },
			...{ offer: { kind: 'service-credit', summary: '5 €' } },
			payout: { unit: 'money', currency: 'EUR', tiers: [{ value: '5.00' }] },
		});
		const claimed = await server.request('/v1/remedies/credit/claims', {
			method: 'POST',
			body: JSON.stringify({ token: contact }),
		});
		assert.deepEqual(refused(claimed), [401, 'claim-token-invalid']);
	});

	test('is limited by address while tokens are refused, and is refused where it is switched off', async (context) => {
		const { post, ask } = await aStory(context);
		const codes = [];
		for (let index = 0; index < 25; index++) codes.push((await post('forged')).body.code);
		assert.deepEqual(codes, [...Array(20).fill('claim-token-invalid'), ...Array(5).fill('too-many')]);
		assert.deepEqual(refused(await ask('customer-1')), [429, 'too-many']);
		// Of any page, unless the operator names origins: a token of an operator goes with no such request.
		const { server, sign } = await aStory(context);
		const crossOrigin = await server.request('/v1/contact-requests', {
			method: 'POST',
			headers: { origin: 'https://shop.example.com', 'content-type': 'text/plain' },
			body: JSON.stringify({ token: await sign('customer-1') }),
		});
		assert.equal(crossOrigin.status, 201, crossOrigin.text);
		assert.equal(crossOrigin.headers.get('access-control-allow-origin'), '*');
		const off = await aStory(context, { contact: null });
		assert.deepEqual(refused(await off.ask('customer-1')), [404, 'contact-closed']);
		assert.deepEqual((await off.list()).isOpen, false);
	});

	test('is erased after its days, and then the customer can ask again', async (context) => {
		const { ask, clock, list } = await aStory(context, { contact: { keptDays: 1 } });
		const { body } = await ask('customer-1');
		clock.advance(23 * hourMs);
		assert.equal((await list()).requests.length, 1);
		clock.advance(hourMs + 60_000);
		while ((await list()).requests.length > 0) {
			clock.advance(60_000);
			await sleep(5);
		}
		const again = await ask('customer-1');
		assert.equal(again.status, 201, again.text);
		assert.equal(again.body.id, body.id);
	});

	test('is a row of a table that no spreadsheet runs, page by page or as a whole', async (context) => {
		const { ask, list, server, clock } = await aStory(context);
		for (const subject of ['=1+1', 'customer "2"', 'customer-3']) {
			await ask(subject);
			clock.advance(1_000);
		}
		const { text, headers } = await server.write('GET', '/v1/contact-requests', undefined, {
			accept: 'text/csv',
		});
		assert.match(headers.get('content-type') ?? '', /text\/csv/);
		const lines = text.trimEnd().split('\r\n');
		assert.equal(lines[0], 'request,notice,reference,requestedAt,deliveredAt');
		assert.equal(lines.length, 4);
		assert.ok(text.includes(",checkout-down,'=1+1,"), text);
		assert.ok(text.includes(',"customer ""2""",'), text);
		assert.ok((await server.write('GET', '/v1/log')).text.includes('requests for contact were exported'));
		const first = await list('?limit=2');
		assert.deepEqual(
			first.requests.map(({ subject }: { subject: string }) => subject),
			['customer-3', 'customer "2"'],
		);
		const second = await list(`?limit=2&cursor=${encodeURIComponent(first.next)}`);
		assert.deepEqual([second.requests[0].subject, second.next], ['=1+1', null]);
	});
});

test('the desk gets each request once by its id, signed, and the list shows what was delivered', async (context) => {
	const receiver = await aReceiver(context);
	const data = aFolder(context);
	// Real time: the attempts wait for it.
	const { server, ask, list } = await aStory(context, { clock: systemClock, data });
	const channel = { id: 'desk', kind: 'desk-webhook', name: 'Desk', settings: { url: receiver.url } };
	const { body, status, text } = await server.write('POST', '/v1/channels', channel);
	assert.equal(status, 201, text);
	receiver.reply = (place) => ({ status: place < 2 ? 503 : 204 });
	const asked = await ask('customer-1');
	await ask('customer-1');
	await receiver.until(1);
	const message = receiver.accepted[0];
	assert.ok(message);
	assert.ok(new Webhook(body.secret).verify(message.body, message.headers as Record<string, string>));
	assert.deepEqual(message.document, {
		type: 'contact.requested',
		timestamp: asked.body.requestedAt,
		data: {
			...{ id: message.headers['webhook-id'], request: asked.body.id },
			...{ notice: 'checkout-down', title: 'Payments fail', subject: 'customer-1' },
		},
	});
	while ((await list()).counts[0].delivered === 0) await sleep(10);
	assert.equal(receiver.accepted.length, 1);
	assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1);
	assert.ok((await list()).requests[0].deliveredAt >= asked.body.requestedAt);
	// What the desk refuses is not delivered, until an operator sends it again.
	receiver.reply = () => ({ status: 400 });
	await ask('customer-2');
	const deliveries = async () => (await server.write('GET', '/v1/channels/desk/deliveries')).body.outbox;
	while ((await deliveries()).deadLetters.length === 0) await sleep(10);
	const deliveredOf = async (subject: string) =>
		(await list()).requests.find((each: { subject: string }) => each.subject === subject).deliveredAt;
	assert.equal(await deliveredOf('customer-2'), null);
	receiver.reply = () => ({ status: 204 });
	const [{ id }] = (await deliveries()).deadLetters;
	assert.equal(
		(await server.write('POST', '/v1/channels/desk/replay', { deadLetter: id })).body.delivered,
		true,
	);
	assert.notEqual(await deliveredOf('customer-2'), null);
});

test('only publishers and admins see the references', async (context) => {
	const { server, ask } = await aStory(context);
	await ask('customer-1');
	for (const [role, expected] of [
		['viewer', 403],
		['support', 403],
		['responder', 403],
		['publisher', 200],
	] as const) {
		const { body } = await server.write('POST', '/v1/tokens', { name: role, role });
		const headers = { authorization: `Bearer ${body.token}` };
		const answer = await server.request('/v1/contact-requests', { headers });
		assert.equal(answer.status, expected, role);
		assert.equal(answer.text.includes('customer-1'), expected === 200, role);
	}
});
