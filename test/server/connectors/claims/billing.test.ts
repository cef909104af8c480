/** The webhook to billing: signed, once for each claim by its id, also when the server is killed. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { systemClock } from '../../../../server/core/clock.ts';
import { aFolder } from '../../../support/folder.ts';
import { seeded } from '../../../support/seeded-random.ts';
import { token } from '../../../support/server.ts';
import { aReceiver } from '../channels/receiver.ts';
import { aRemedy, aStory, signClaim } from './story.ts';

type Context = { after(act: () => unknown): void };

async function aBilling(context: Context, remedy: object = {}) {
	const receiver = await aReceiver(context);
	// Real time: the attempts wait for it.
	const story = await aStory(context, remedy, { clock: systemClock });
	const channel = {
		id: 'billing',
		kind: 'billing-webhook',
		name: 'Billing',
		settings: { url: receiver.url },
	};
	const { status, body, text } = await story.server.write('POST', '/v1/channels', channel);
	assert.equal(status, 201, text);
	const claim = async (subject: string) => story.post(await signClaim(story.secret, subject, Date.now()));
	return { ...story, claim, receiver, webhookSecret: body.secret as string };
}

const idOf = ({ headers }: { headers: Readonly<Record<string, string | undefined>> }) =>
	headers['webhook-id'];

test('billing gets each claim, signed, with the reference, and gets no notices', async (context) => {
	const { claim, receiver, webhookSecret, server } = await aBilling(context);
	const open = { title: 'Payments fail', body: 'We look into it.', impact: 'minor' };
	assert.equal((await server.write('POST', '/v1/notices', open)).status, 201);
	const { body } = await claim('customer-1');
	await claim('customer-1');
	await claim('customer-2');
	await receiver.until(2);
	assert.equal(receiver.received.length, 2);
	const [first] = receiver.received;
	assert.ok(first);
	assert.ok(new Webhook(webhookSecret).verify(first.body, first.headers as Record<string, string>));
	assert.deepEqual(first.document, {
		type: 'remedy.claimed',
		timestamp: body.claimedAt,
		data: {
			...{ id: idOf(first), claim: body.id, remedy: 'credit', subject: 'customer-1' },
			...{ kind: 'service-credit', value: '5.00', unit: 'money', currency: 'EUR', minutes: 0 },
		},
	});
});

test('loyalty points go the same way, with their kind', async (context) => {
	const { claim, receiver } = await aBilling(context, {
		offer: { kind: 'loyalty-points', summary: '500 points' },
		payout: { unit: 'points', tiers: [{ value: '500' }] },
	});
	await claim('member-7');
	await receiver.until(1);
	const { kind, value, unit, subject } = receiver.received[0]?.document.data ?? {};
	assert.deepEqual([kind, value, unit, subject], ['loyalty-points', '500', 'points', 'member-7']);
});

test('billing that fails gets it later with the same id; what it refuses is a dead letter that can be sent again', async (context) => {
	const { claim, receiver, server } = await aBilling(context);
	receiver.reply = (place) => ({ status: place < 3 ? 503 : 204 });
	await claim('customer-1');
	await receiver.until(1);
	assert.equal(new Set(receiver.received.map(idOf)).size, 1);
	receiver.reply = () => ({ status: 400 });
	await claim('customer-2');
	const deliveries = async () => (await server.write('GET', '/v1/channels/billing/deliveries')).body;
	let { outbox } = await deliveries();
	while (outbox.deadLetters.length === 0) {
		await sleep(10);
		({ outbox } = await deliveries());
	}
	const [letter] = outbox.deadLetters;
	assert.deepEqual([letter.type, letter.tries, outbox.waiting], ['remedy.claimed', 5, 0]);
	assert.match(letter.reason, /answered 400/);
	assert.ok(!JSON.stringify(outbox).includes('customer-2'));
	assert.equal((await server.write('GET', '/v1/channels/billing')).body.deadLetters, 1);
	receiver.reply = () => ({ status: 204 });
	const again = await server.write('POST', '/v1/channels/billing/replay', { deadLetter: letter.id });
	assert.deepEqual(again.body, { delivered: true, reason: null });
	assert.equal(idOf(receiver.accepted.at(-1) as never), letter.id);
	assert.deepEqual((await deliveries()).outbox, { waiting: 0, deadLetters: [] });
	const unknown = await server.write('POST', '/v1/channels/billing/replay', { deadLetter: letter.id });
	assert.equal(unknown.status, 404);
});

test('a test message reaches billing, and a receiver that is gone disables the channel', async (context) => {
	const { claim, receiver, server, webhookSecret } = await aBilling(context);
	const tested = await server.write('POST', '/v1/channels/billing/test');
	assert.equal(tested.body.delivered, true, tested.text);
	const [message] = receiver.received;
	assert.ok(message);
	assert.ok(new Webhook(webhookSecret).verify(message.body, message.headers as Record<string, string>));
	receiver.reply = () => ({ status: 410 });
	await claim('customer-1');
	for (;;) {
		const { body } = await server.write('GET', '/v1/channels/billing');
		if (!body.enabled) break;
		await sleep(10);
	}
	receiver.reply = () => ({ status: 204 });
	await server.write('PATCH', '/v1/channels/billing', { enabled: true });
	await receiver.until(2);
	assert.equal(receiver.accepted.at(-1)?.document.data.subject, 'customer-1');
});

async function aProcess(context: Context, data: string) {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', 'test/server/connectors/claims/claims-process.ts'],
		{ env: { PATH: process.env.PATH, DATA: data, TOKEN: token }, stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const ended = once(child, 'close');
	const kill = async (): Promise<void> => {
		child.kill('SIGKILL');
		await ended;
	};
	context.after(kill);
	const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
	return { url, kill };
}

const customers = 40;
const kills = 4;

test(`billing gets ${customers} claims exactly once by id, although the server is killed ${kills} times`, async (context) => {
	const random = seeded(21);
	const folder = aFolder(context);
	const receiver = await aReceiver(context);
	let server = await aProcess(context, folder);
	const write = async (method: string, path: string, body: object) => {
		const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
		const response = await fetch(server.url + path, { method, headers, body: JSON.stringify(body) });
		assert.ok(response.ok, `${path}: ${response.status}`);
		return (await response.json()) as Record<string, string>;
	};
	const { secret = '' } = await write('POST', '/v1/claim-keys', {});
	await write('PUT', '/v1/remedies/credit', aRemedy({ budget: { claims: customers } }));
	const channel = {
		id: 'billing',
		kind: 'billing-webhook',
		name: 'Billing',
		settings: { url: receiver.url },
	};
	await write('POST', '/v1/channels', channel);
	const answered = new Map<string, string>();
	/** A killed server may have counted the claim all the same. */
	const claim = async (subject: string): Promise<void> => {
		try {
			const response = await fetch(`${server.url}/v1/remedies/credit/claims`, {
				method: 'POST',
				body: JSON.stringify({ token: await signClaim(secret, subject, Date.now()) }),
			});
			const { id = '' } = (await response.json()) as { id?: string };
			assert.ok(response.ok, `${subject}: ${response.status}`);
			const before = answered.get(subject);
			assert.ok(before === undefined || before === id, 'a repetition has the same answer');
			answered.set(subject, id);
		} catch (error) {
			if (error instanceof assert.AssertionError) throw error;
		}
	};
	for (let run = 0; run < kills; run++) {
		const subjects = Array.from({ length: customers }, (_, index) => `customer-${index}`);
		const part = subjects.slice(run * 8, run * 8 + 16);
		const claiming = Promise.all(part.map(claim));
		await receiver.until(receiver.accepted.length + 1 + Math.floor(random() * 5));
		await server.kill();
		await claiming;
		server = await aProcess(context, folder);
	}
	while (answered.size < customers)
		for (let index = 0; index < customers; index++) await claim(`customer-${index}`);
	const billed = () => new Map(receiver.accepted.map((each) => [idOf(each), each.document.data]));
	while (billed().size < customers) await sleep(20);
	const { claimed } = (await (
		await fetch(`${server.url}/v1/remedies/credit/claims`, { headers: { authorization: `Bearer ${token}` } })
	).json()) as { claimed: number };
	assert.equal(claimed, customers);
	assert.equal(billed().size, customers, 'each claim has one id');
	const bySubject = new Map([...billed().values()].map(({ subject, claim: id }) => [subject, id]));
	assert.deepEqual([...bySubject].sort(), [...answered].sort());
	context.diagnostic(`${receiver.accepted.length - customers} messages were repeated`);
});
