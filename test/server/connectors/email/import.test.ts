/** Subscribers from elsewhere: who is confirmed, who is asked, and what stays in the audit log. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aManualClock } from '../../../support/manual-clock.ts';
import { anEmailStory } from './email-story.ts';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const consent = 'They subscribed at our former status page.';
const listed = (...emails: readonly string[]) => emails.map((email) => ({ email }));

async function aStory(context: { after(act: () => unknown): void }, options: object = {}) {
	const story = await anEmailStory(context, options);
	const send = async (body: object) => {
		const answer = await story.server.write('POST', '/v1/subscribers/import', body);
		assert.equal(answer.status, 200, answer.text);
		return answer.body;
	};
	return { ...story, send };
}

describe('an import of subscribers', () => {
	test('with a statement of consent confirms them, without an e-mail, and is in the audit log', async (context) => {
		const { server, send, subscribers, mail } = await aStory(context);
		const list = [...listed('anna@example.com', 'Otto@example.com'), ...listed('otto@example.com')];
		const choice = { email: 'kim@example.com', language: 'ja', components: ['cards'] };
		const answer = await send({ subscribers: [...list, choice], consent });
		assert.deepEqual(answer, {
			...{ dryRun: false, added: [0, 1, 3], known: [2], refused: [], toConfirm: 0, lastConfirmationAt: null },
		});
		const all = await subscribers();
		assert.deepEqual(all.map(({ email, state }) => `${email} ${state}`).sort(), [
			'Otto@example.com confirmed',
			'anna@example.com confirmed',
			'kim@example.com confirmed',
		]);
		const kim = all.find(({ email }) => email === 'kim@example.com');
		assert.deepEqual({ ...kim, ...choice }, kim);
		assert.equal(mail.mails.length, 0);
		const { text } = await server.write('GET', '/v1/log');
		assert.ok(text.includes(`3 subscribers were imported: ${consent}`), text);
		assert.doesNotMatch(text, /@example/);
		const again = await send({ subscribers: list, consent });
		assert.deepEqual([again.added, again.known], [[], [0, 1, 2]]);
		assert.equal((await subscribers()).length, 3);
	});

	test('without one asks each mailbox, 30 in a minute, and each confirms by itself', async (context) => {
		const clock = aManualClock();
		const { server, send, subscribers, mail, linkTo } = await aStory(context, { clock });
		const emails = Array.from({ length: 40 }, (_, index) => `s${index}@example.com`);
		const before = clock.now();
		const answer = await send({ subscribers: listed(...emails) });
		assert.equal(answer.added.length, 40);
		assert.equal(Date.parse(answer.lastConfirmationAt) - before, 39 * 2_000);
		// None comes earlier than 2 s after the one before, however fast the clock goes.
		while (mail.mails.length < 40) {
			const last = mail.mails.length * 2_000;
			assert.ok(
				clock.now() - before >= last - 2_000,
				`${mail.mails.length} after ${clock.now() - before} ms`,
			);
			clock.advance(500);
			await sleep(5);
		}
		assert.equal(new Set(mail.mails.map(({ to }) => to)).size, 40);
		assert.ok((await subscribers()).every(({ state }) => state === 'pending'));
		const link = await linkTo('confirm', 's39@example.com');
		assert.equal((await server.request(link, form)).status, 200);
		const confirmed = (await subscribers()).filter(({ state }) => state === 'confirmed');
		assert.deepEqual(
			confirmed.map(({ email }) => email),
			['s39@example.com'],
		);
	});

	test('that is tried only adds nothing, and says the same', async (context) => {
		const { server, send, subscribers, mail, subscribe } = await aStory(context);
		await subscribe('known@example.com');
		const list = [
			...listed('known@example.com', 'new@example.com', 'no address', 'NEW@example.com'),
			{ email: 'x@example.com', components: ['nowhere'] },
		];
		const before = await server.write('GET', '/v1/log');
		const tried = await send({ subscribers: list, consent, dryRun: true });
		assert.deepEqual([tried.added, tried.known], [[1], [0, 3]]);
		assert.deepEqual(
			tried.refused.map(({ place }: { place: number }) => place),
			[2, 4],
		);
		assert.equal((await subscribers()).length, 1);
		assert.equal((await server.write('GET', '/v1/log')).text, before.text);
		const done = await send({ subscribers: list, consent });
		assert.deepEqual({ ...done, dryRun: true }, tried);
		assert.equal(mail.mails.length, 1);
	});

	test('brings back no person who has refused, and is for admins', async (context) => {
		const { server, send, subscribers } = await aStory(context);
		await send({ subscribers: listed('anna@example.com') });
		assert.equal((await subscribers())[0]?.state, 'pending');
		const confirmed = await send({ subscribers: listed('anna@example.com'), consent });
		assert.deepEqual(confirmed.added, [0]);
		assert.equal((await subscribers())[0]?.state, 'confirmed');
		const asked = await send({ subscribers: listed('anna@example.com') });
		assert.deepEqual(asked.known, [0]);
		assert.equal((await subscribers())[0]?.state, 'confirmed');
		for (const statement of ['short', 'They agreed, ask anna@example.com.']) {
			const answer = await server.write('POST', '/v1/subscribers/import', {
				...{ subscribers: listed('x@example.com'), consent: statement },
			});
			assert.equal(answer.status, 422, answer.text);
		}
		const body = JSON.stringify({ subscribers: listed('x@example.com'), consent });
		const headers = { 'content-type': 'application/json' };
		const open = await server.request('/v1/subscribers/import', { method: 'POST', headers, body });
		assert.equal(open.status, 401);
	});

	test('is counted by state, language and component, for admins', async (context) => {
		const { server, send } = await aStory(context);
		await send({
			subscribers: [
				{ email: 'a@example.com', language: 'de', components: ['cards'] },
				{ email: 'b@example.com', language: 'de', components: ['cards', 'login'] },
				{ email: 'c@example.com' },
				{ email: 'd@example.com', confirmed: false },
			],
			consent,
		});
		const { body } = await server.write('GET', '/v1/subscribers/counts');
		assert.deepEqual(body.channels[0], {
			...{ channel: 'email', confirmed: 3, pending: 1, undeliverable: 0, allComponents: 1 },
			languages: [
				{ language: 'de', count: 2 },
				{ language: 'en', count: 1 },
			],
			components: [
				{ component: 'cards', count: 2 },
				{ component: 'login', count: 1 },
			],
		});
		assert.equal((await server.request('/v1/subscribers/counts')).status, 401);
	});

	test('needs a mail server', async (context) => {
		const { server } = await anEmailStory(context, { email: null });
		const answer = await server.write('POST', '/v1/subscribers/import', {
			subscribers: listed('anna@example.com'),
		});
		assert.equal(answer.status, 404);
		assert.match(answer.body.detail, /CANDOR_SMTP_URL/);
	});
});

const form = {
	method: 'POST',
	headers: { 'content-type': 'application/x-www-form-urlencoded' },
	body: '',
};
