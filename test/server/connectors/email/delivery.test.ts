/** Mail servers that are down, slow or refuse, and mailboxes that do: no one waits for another one. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { aFolder } from '../../../support/folder.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { anEmailStory, openNotice } from './email-story.ts';
import { storeSubscribers } from './stored.ts';

type Context = { after(act: () => unknown): void };

const minute = 60_000;

async function withSubscribers(context: Context, addresses: readonly string[], options: object = {}) {
	const data = aFolder(context);
	await storeSubscribers(data, addresses);
	return anEmailStory(context, { data, ...options });
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await isTrue())) await sleep(5);
}

const everyone = Array.from({ length: 12 }, (_, index) => `reader${index}@example.com`);

describe('a mail server', () => {
	test('that is down, for everyone, delays the e-mails and loses none', async (context) => {
		const { server, mail } = await withSubscribers(context, everyone);
		await mail.kill();
		const { body } = await openNotice(server);
		await server.write('POST', `/v1/notices/${body.id}/updates`, { body: 'Still looking.' });
		await sleep(100);
		await mail.start({ mode: 'tempfail' });
		await sleep(100);
		assert.equal(mail.mails.length, 0);
		await mail.start({ mode: 'reject' });
		await sleep(100);
		assert.equal(mail.mails.length, 0);
		await mail.start();
		await mail.until(2 * everyone.length);
		const list = (await server.write('GET', '/v1/subscribers')).body.subscribers;
		assert.ok(
			list.every(({ state }: { state: string }) => state === 'confirmed'),
			'it is not their fault',
		);
		for (const address of everyone) {
			const own = mail.mails.filter(({ to }) => to === address);
			assert.deepEqual(
				own.map(({ raw }) => /Still looking/.test(raw)),
				[false, true],
				address,
			);
		}
	});

	test('that dies in the middle of a message gets the rest of it, and no one a second copy', async (context) => {
		const { server, mail } = await withSubscribers(context, everyone);
		await mail.start({ slowMs: 20 });
		await openNotice(server);
		await mail.until(5);
		await mail.kill();
		const before = mail.mails.length;
		await mail.start();
		await until(() => new Set(mail.mails.map(({ to }) => to)).size === everyone.length);
		assert.ok(before < everyone.length);
		// Those whose e-mail was accepted while the connection broke.
		assert.ok(mail.mails.length - everyone.length <= 5);
	});

	test('that is slow gets each e-mail once', async (context) => {
		const { server, mail } = await withSubscribers(context, everyone);
		await mail.start({ slowMs: 150 });
		await openNotice(server);
		await mail.until(everyone.length);
		await sleep(400);
		assert.equal(mail.mails.length, everyone.length);
	});

	test('asks for a name and a password, which no log and no reason shows', async (context) => {
		const lines: string[] = [];
		const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
		const story = await anEmailStory(context, { logger });
		const { port } = story.mail;
		const { request, mail } = await anEmailStory(context, {
			logger,
			email: { smtpUrl: `smtp://candor:wrong-secret@127.0.0.1:${port}` },
		});
		await request('anna@example.com');
		await until(() => lines.some((line) => line.includes('535')));
		const good = await anEmailStory(context, {
			logger,
			email: { smtpUrl: `smtp://candor:p%40ss%3Aword@127.0.0.1:${port}` },
		});
		await good.request('anna@example.com');
		await story.mail.until(1);
		assert.equal(mail.mails.length, 0);
		const text = lines.join('');
		for (const secret of [
			'wrong-secret',
			'p@ss',
			'p%40ss',
			'anna@',
			Buffer.from('wrong-secret').toString('base64'),
		])
			assert.equal(text.includes(secret), false, secret);
	});
});

describe('a mailbox', () => {
	test('that refuses for now gets its e-mails later, in order; the others do not wait', async (context) => {
		const clock = aManualClock();
		const { server, mail } = await withSubscribers(context, ['later-anna@example.com', ...everyone], {
			clock,
		});
		const { body } = await openNotice(server);
		await mail.until(everyone.length);
		await server.write('POST', `/v1/notices/${body.id}/updates`, { body: 'Still looking.' });
		await mail.until(2 * everyone.length);
		const own = () => mail.mails.filter(({ to }) => to.startsWith('later-'));
		assert.equal(own().length, 0);
		const waiting = async () => {
			const { text } = await server.write('GET', '/metrics');
			return /^candor_emails_waiting (\d+)$/m.exec(text)?.[1];
		};
		await until(async () => (await waiting()) === '2');
		// The first waits for its time, and the second for the first.
		for (let round = 0; own().length < 2; round++) {
			assert.ok(round < 200);
			clock.advance(minute);
			await sleep(20);
		}
		assert.deepEqual(
			own().map(({ raw }) => /Still looking/.test(raw)),
			[false, true],
		);
		await until(async () => (await waiting()) === '0');
	});

	test('that refuses for good three times in a row gets nothing more; one that subscribes again does', async (context) => {
		const { server, mail } = await withSubscribers(context, ['gone-anna@example.com', 'otto@example.com']);
		const states = async () =>
			Object.fromEntries(
				(await server.write('GET', '/v1/subscribers')).body.subscribers.map(
					({ email, state }: { email: string; state: string }) => [email, state],
				),
			);
		const { body } = await openNotice(server);
		await mail.until(1);
		await server.write('POST', `/v1/notices/${body.id}/updates`, { body: 'Still looking.' });
		await mail.until(2);
		assert.equal((await states())['gone-anna@example.com'], 'confirmed');
		await server.write('POST', `/v1/notices/${body.id}/updates`, { body: 'Found it.' });
		await until(async () => (await states())['gone-anna@example.com'] === 'undeliverable');
		assert.equal((await states())['otto@example.com'], 'confirmed');
	});

	test('that refuses the content does not count as gone, and holds up no other', async (context) => {
		const clock = aManualClock();
		const { server, mail, subscribers } = await withSubscribers(
			context,
			['spam-anna@example.com', 'otto@example.com'],
			{ clock },
		);
		for (let count = 1; count <= 4; count++) {
			await openNotice(server, { title: `Notice ${count}`, anyway: true });
			await mail.until(count);
		}
		for (let round = 0; round < 60; round++) {
			clock.advance(10 * minute);
			await sleep(5);
		}
		assert.deepEqual(
			(await subscribers()).map(({ state }) => state),
			['confirmed', 'confirmed'],
		);
		assert.ok(mail.mails.every(({ to }) => to === 'otto@example.com'));
	});

	test('that has left meanwhile gets nothing that still waits for it', async (context) => {
		const clock = aManualClock();
		const { server, mail, subscribers } = await withSubscribers(
			context,
			['later-anna@example.com', 'otto@example.com'],
			{ clock },
		);
		await openNotice(server);
		await mail.until(1);
		const anna = (await subscribers()).find(({ email }) => email.startsWith('later-'));
		await server.write('DELETE', `/v1/subscribers/${anna?.id}`);
		for (let round = 0; round < 30; round++) {
			clock.advance(minute);
			await sleep(5);
		}
		assert.equal(mail.mails.length, 1);
	});
});
