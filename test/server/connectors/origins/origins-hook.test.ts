/** The hook of the origins: signed, sent until it is accepted, and only the newest list. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { aFolder } from '../../../support/folder.ts';
import { aServer } from '../../../support/server.ts';
import { aReceiver } from '../channels/receiver.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const patience = { timeout: 120_000 };
const [one, two] = ['https://one.example.net', 'https://two.example.net'];

async function aHook(context: { after(act: () => unknown): void }) {
	const receiver = await aReceiver(context);
	const data = aFolder(context);
	const options = {
		data,
		originsHook: { url: receiver.url, secret },
		channels: { allowed: ['127.0.0.1'] },
		random: () => 0,
	};
	const server = await aServer(context, options);
	await server.write('PATCH', '/v1/page', { name: 'Shop' });
	return { receiver, server, options };
}

test('each change of the list is sent once, signed, with the list before it', patience, async (context) => {
	const { receiver, server } = await aHook(context);
	await server.write('PUT', '/v1/origins', { origins: [one] });
	await receiver.until(1);
	await server.write('PATCH', '/v1/page', { name: 'Shop 2' });
	await server.write('PUT', '/v1/origins', { origins: [two, one] });
	await receiver.until(2);
	assert.deepEqual(
		receiver.accepted.map(({ document: { type, data } }) => [type, data.origins, data.previous]),
		[
			['origins.changed', [one], []],
			['origins.changed', [two, one], [one]],
		],
	);
	for (const { body, headers } of receiver.accepted)
		new Webhook(secret).verify(body, headers as Record<string, string>);
	const ids = receiver.accepted.map(({ headers }) => headers['webhook-id']);
	assert.equal(new Set(ids).size, 2);
});

test(
	'a list is sent again with the same id until it is accepted, and then never again, also after a restart',
	patience,
	async (context) => {
		const { receiver, server, options } = await aHook(context);
		receiver.reply = (place) => (place < 2 ? { status: 500 } : { status: 204 });
		await server.write('PUT', '/v1/origins', { origins: [one] });
		await receiver.until(1);
		assert.equal(receiver.received.length, 3);
		assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1);
		await server.close();
		const next = await aServer(context, options);
		await next.write('PUT', '/v1/origins', { origins: [two] });
		const listsById = () =>
			new Map(
				receiver.accepted.map(({ headers, document }) => [headers['webhook-id'], document.data.origins]),
			);
		while (listsById().size < 2) await receiver.until(receiver.accepted.length + 1);
		// The first server may have been stopped before it noted that its list was accepted.
		assert.deepEqual([...listsById().values()], [[one], [two]]);
	},
);

test(
	'what changed while the server was stopped is not lost, and a list that was replaced is not sent',
	patience,
	async (context) => {
		const { receiver, server, options } = await aHook(context);
		receiver.reply = () => null;
		await server.write('PUT', '/v1/origins', { origins: [one] });
		await server.write('PUT', '/v1/origins', { origins: [two] });
		await server.close();
		receiver.reply = () => ({ status: 204 });
		await aServer(context, options);
		await receiver.until(1);
		assert.deepEqual(
			receiver.accepted.map(({ document }) => document.data.origins),
			[[two]],
		);
	},
);

test('an inside address that the configuration does not allow is not reached', patience, async (context) => {
	const receiver = await aReceiver(context);
	const failures: string[] = [];
	const { default: pino } = await import('pino');
	const logger = pino({}, { write: (line: string) => void failures.push(line) });
	const server = await aServer(context, { originsHook: { url: receiver.url, secret }, logger });
	await server.write('PATCH', '/v1/page', { name: 'Shop' });
	await server.write('PUT', '/v1/origins', { origins: [one] });
	while (!failures.some((line) => line.includes('did not accept the list of origins')))
		await new Promise((resolve) => setTimeout(resolve, 20));
	assert.equal(receiver.received.length, 0);
	assert.ok(!failures.join().includes('a-secret-of-the-path'));
});
