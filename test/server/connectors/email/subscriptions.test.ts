/** Double opt-in, one click to leave, and what operators see, with a real mail server. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MailServer } from '../../../support/mail-server.ts';
import { aManualClock, type ManualClock } from '../../../support/manual-clock.ts';
import { token } from '../../../support/server.ts';
import { anEmailStory, openNotice } from './email-story.ts';

const hour = 3_600_000;

/** Waits for e-mails. A timer sends them, which may be set after the answer to the request. */
async function sent(clock: ManualClock, mail: MailServer, count: number): Promise<void> {
	while (mail.mails.length < count) {
		clock.advance(0);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

describe('a subscription by e-mail', () => {
	test('begins when the mailbox has confirmed it, and not before', async (context) => {
		const { server, mail, request, linkTo, send, subscribers } = await anEmailStory(context);
		const answer = await request('anna@example.com', { language: 'de' });
		assert.equal(answer.status, 202);
		assert.deepEqual(answer.body, { status: 'confirmation-sent' });
		await mail.until(1);
		const { subject, headers } = await mail.newest('anna@example.com');
		assert.equal(subject, 'Bestätigen Sie Ihr Abonnement von Larkfield');
		assert.equal(headers.get('auto-submitted'), 'auto-generated');
		assert.deepEqual(
			(await subscribers()).map(({ state }) => state),
			['pending'],
		);
		await openNotice(server);
		const link = await linkTo('confirm', 'anna@example.com');
		const page = await server.request(link);
		assert.equal(page.status, 200);
		assert.match(page.text, /<html lang="de"[\s\S]*<form method="post">[\s\S]*Abonnement bestätigen/);
		for (const [name, value] of [
			['cache-control', 'no-store'],
			['referrer-policy', 'same-origin'],
			['x-robots-tag', 'noindex'],
		] as const)
			assert.equal(page.headers.get(name), value);
		assert.match(page.headers.get('content-security-policy') ?? '', /form-action 'self'/);
		assert.deepEqual(
			(await subscribers()).map(({ state }) => state),
			['pending'],
			'GET changes nothing',
		);
		for (const _ of [1, 2]) assert.equal((await send(link)).status, 200, 'a second time changes nothing');
		assert.deepEqual(
			(await subscribers()).map(({ state }) => state),
			['confirmed'],
		);
		assert.equal(mail.mails.length, 1, 'what happened before is not sent');
	});

	test('gets the same answer whether the address is known or not, and no one changes it from outside', async (context) => {
		const { subscribe, request, mail, server, linkTo, send } = await anEmailStory(context);
		await subscribe('anna@example.com');
		const known = await request('ANNA@example.com', { language: 'fr', components: ['search'] });
		const unknown = await request('otto@example.com', { language: 'fr', components: ['search'] });
		assert.deepEqual([known.status, known.text], [unknown.status, unknown.text]);
		assert.deepEqual([...known.headers.keys()], [...unknown.headers.keys()]);
		const list = async () => (await server.write('GET', '/v1/subscribers')).body.subscribers;
		const anna = async () =>
			(await list()).find(({ email }: { email: string }) => email === 'anna@example.com');
		assert.equal((await list()).length, 2);
		assert.deepEqual([(await anna()).language, (await anna()).components], ['en', null]);
		await mail.until(3);
		await send(
			await linkTo('confirm', 'anna@example.com'),
			'about=chosen&component=search&component=unknown',
		);
		assert.deepEqual([(await anna()).language, (await anna()).components], ['fr', ['search']]);
	});

	test('a request that is not confirmed is forgotten after 48 hours, and its link is worth nothing', async (context) => {
		const clock = aManualClock();
		const { mail, request, linkTo, send, subscribers } = await anEmailStory(context, { clock });
		await request('anna@example.com');
		await sent(clock, mail, 1);
		const link = await linkTo('confirm', 'anna@example.com');
		clock.advance(48 * hour - 1);
		assert.equal((await subscribers()).length, 1);
		clock.advance(1);
		const answer = await send(link);
		assert.equal(answer.status, 410);
		assert.match(answer.text, /This link no longer works/);
		clock.advance(hour);
		while ((await subscribers()).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
		assert.equal((await send(link)).status, 410);
	});

	test('ends with one click of the mail program (RFC 8058), and everything about it is erased', async (context) => {
		const { server, mail, subscribe, subscribers, send, linkTo } = await anEmailStory(context);
		await subscribe('anna@example.com', { language: 'ar' });
		await openNotice(server);
		await mail.until(2);
		const { headers } = await mail.newest('anna@example.com');
		const { unsubscribe, 'unsubscribe-post': post } = headers.get('list') as unknown as Record<
			string,
			{ url?: string; name?: string }
		>;
		const url = new URL(unsubscribe?.url ?? '');
		assert.equal(post?.name, 'List-Unsubscribe=One-Click');
		const link = url.pathname + url.search;
		assert.equal(link, await linkTo('unsubscribe', 'anna@example.com'));
		const page = await server.request(link);
		assert.match(page.text, /<html lang="ar" dir="rtl">[\s\S]*إلغاء الاشتراك/);
		assert.equal((await subscribers()).length, 1, 'GET changes nothing');
		const click = await server.request(link, {
			method: 'POST',
			headers: { 'content-type': 'multipart/form-data; boundary=b' },
			body: '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
		});
		assert.equal(click.status, 200);
		assert.deepEqual(await subscribers(), []);
		assert.equal((await send(link)).status, 200, 'a second time changes nothing');
		await openNotice(server, { anyway: true });
		const { body } = await server.write('GET', '/v1/log?limit=500');
		assert.equal(JSON.stringify(body).includes('anna'), false);
		assert.equal(mail.mails.length, 2);
	});

	test('tokens are bound to their purpose and cannot be made', async (context) => {
		const { mail, request, linkTo, send, subscribers } = await anEmailStory(context);
		await request('anna@example.com');
		await mail.until(1);
		const link = await linkTo('confirm', 'anna@example.com');
		const [path = '', token = ''] = link.split('?token=');
		assert.equal(token.includes('anna'), false);
		const [id = ''] = token.split('.');
		for (const tampered of [
			link.replace('confirm', 'unsubscribe'),
			`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`,
			`${path}?token=${id}..`,
			`${path}?token=${token}.`,
			path,
		])
			assert.equal((await send(tampered)).status, 410, tampered);
		assert.deepEqual(
			(await subscribers()).map(({ state }) => state),
			['pending'],
		);
	});
});

describe('limits', () => {
	test('one network address may request ten an hour, and one mailbox gets three a day', async (context) => {
		const clock = aManualClock();
		const { request, mail } = await anEmailStory(context, { clock, trustedProxies: [] });
		for (let count = 0; count < 10; count++) {
			assert.equal((await request('anna@example.com')).status, 202);
			await sent(clock, mail, Math.min(count + 1, 3));
		}
		const refused = await request('otto@example.com');
		assert.equal(refused.status, 429);
		assert.equal(refused.body.code, 'too-many');
		clock.advance(hour / 10);
		assert.equal((await request('otto@example.com')).status, 202);
		await sent(clock, mail, 4);
		assert.deepEqual(mail.mails.map(({ to }) => to).sort(), [
			...Array(3).fill('anna@example.com'),
			'otto@example.com',
		]);
	});

	test('a form is accepted from the own page, and from pages that may read', async (context) => {
		const { server } = await anEmailStory(context, { origins: ['https://shop.larkfield.example'] });
		const statusFor = async (origin: string): Promise<number> => {
			const { status } = await server.request('/v1/subscribers', {
				method: 'POST',
				headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
				body: 'email=anna@example.com',
			});
			return status;
		};
		assert.equal(await statusFor(server.url), 202);
		assert.equal(await statusFor('https://shop.larkfield.example'), 202);
		assert.equal(await statusFor('https://other.example'), 403);
	});

	test('only an e-mail address is accepted, and only existing components', async (context) => {
		const { request, send } = await anEmailStory(context);
		for (const email of [
			'anna',
			'anna@',
			'a@b',
			'anna@example.com\r\nBcc: x@example.com',
			'Anna <anna@example.com>',
			`${'a'.repeat(250)}@example.com`,
			'anna@example.com,otto@example.com',
		])
			assert.equal((await request(email)).status, 422, email);
		assert.equal(
			(await request('anna@example.com', { components: ['nothing'] })).body.code,
			'unknown-component',
		);
		const page = await send('/v1/subscribers', 'email=anna%40&language=ja');
		assert.equal(page.status, 422);
		assert.match(page.text, /<html lang="ja"[\s\S]*メールアドレスが正しくありません/);
	});
});

describe('operators', () => {
	test('list, export and erase subscribers; the audit log says that it happened, and not to whom', async (context) => {
		const { server, subscribe, subscribers } = await anEmailStory(context);
		for (const name of ['anna', 'otto', 'emil'])
			await subscribe(
				`${name}@example.com`,
				{ components: ['cards', 'search'] },
				'about=chosen&component=cards&component=search',
			);
		const first = await server.write('GET', '/v1/subscribers?limit=2');
		assert.equal(first.body.subscribers.length, 2);
		const rest = await server.write('GET', `/v1/subscribers?limit=2&cursor=${first.body.next}`);
		assert.equal(rest.body.next, null);
		const all = [...first.body.subscribers, ...rest.body.subscribers];
		assert.deepEqual(all.map(({ email }) => email).sort(), [
			'anna@example.com',
			'emil@example.com',
			'otto@example.com',
		]);
		const lines = await fetch(`${server.url}/v1/subscribers`, {
			headers: { authorization: `Bearer ${token}`, accept: 'application/x-ndjson' },
		});
		const exported = (await lines.text()).trim().split('\n');
		assert.deepEqual(
			exported.map((line) => JSON.parse(line)),
			all,
		);
		const csv = await server.write('GET', '/v1/subscribers', undefined, { accept: 'text/csv' });
		const [head, ...rows] = csv.text.trim().split('\r\n');
		assert.equal(head, '"id","email","language","components","state","createdAt","confirmedAt"');
		assert.equal(rows.length, 3);
		assert.match(
			rows[0] ?? '',
			/^"\w+","\w+@example.com","en","cards search","confirmed","[^"]+Z","[^"]+Z"$/,
		);
		const gone = await server.write('DELETE', `/v1/subscribers/${all[0].id}`);
		assert.equal(gone.status, 204);
		assert.equal((await server.write('DELETE', `/v1/subscribers/${all[0].id}`)).body.code, 'not-found');
		assert.equal((await subscribers()).length, 2);
		await subscribe(all[0].email);
		assert.notEqual((await subscribers()).find(({ email }) => email === all[0].email)?.id, all[0].id);
		const { body } = await server.write('GET', '/v1/log?command=put-connector');
		const text = JSON.stringify(body);
		assert.match(text, /the subscribers were exported/);
		assert.match(text, /a subscriber was erased/);
		for (const { id, email } of all) assert.equal(text.includes(id) || text.includes(email), false);
	});

	test('without a mail server people cannot subscribe, and the page has no form', async (context) => {
		const { request, server } = await anEmailStory(context, { email: null });
		assert.equal((await request('anna@example.com')).status, 404);
		assert.equal((await server.request('/')).text.includes('<form'), false);
		assert.deepEqual((await server.write('GET', '/v1/subscribers')).body, { subscribers: [], next: null });
	});
});
