/** A receiver that asks for time gets it: counted requests, and a clock that the test advances. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { aManualClock } from '../../../support/manual-clock.ts';
import { aServer } from '../../../support/server.ts';
import { aReceiver } from './receiver.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A server with one channel and one message to send, whose receiver answers 429. */
async function aPatientChannel(context: TestContext, retryAfter: string, kind = 'webhook') {
	const receiver = await aReceiver(context);
	receiver.reply = () => ({ status: 429, headers: { 'retry-after': retryAfter } });
	const clock = aManualClock();
	const server = await aServer(context, { clock, channels: { allowed: ['127.0.0.1'] } });
	const settings = { url: receiver.url };
	const made = await server.write('POST', '/v1/channels', { id: 'ops', kind, name: 'Operations', settings });
	assert.equal(made.status, 201, made.text);
	const deliveries = async () => (await server.write('GET', '/v1/channels/ops/deliveries')).body;
	/** Resolves once the channel waits, and nothing is under way. */
	const settle = async (): Promise<void> => {
		for (;;) {
			const { retryAt } = await deliveries();
			if (retryAt !== null && Date.parse(retryAt) > clock.now()) return;
			await wait(2);
		}
	};
	await server.write('POST', '/v1/notices', {
		...{ id: 'n', kind: 'incident', title: 'Payments fail', impact: 'major', body: 'Some cards.' },
	});
	await settle();
	return {
		...{ receiver, clock, server, deliveries, settle },
		/** Passes so much time, a minute at a time. */
		async pass(ms: number): Promise<void> {
			for (let passed = 0; passed < ms; passed += minute) {
				clock.advance(minute);
				await settle();
			}
		},
	};
}

test('Retry-After: 3600 is asked once an hour, and not every five minutes', async (context) => {
	const { receiver, pass } = await aPatientChannel(context, '3600');
	await pass(4 * hour - minute);
	assert.equal(receiver.received.length, 4);
});

test('a Retry-After of a week is followed for six hours', async (context) => {
	const { receiver, pass } = await aPatientChannel(context, String(7 * 24 * 3_600));
	await pass(6 * hour - minute);
	assert.equal(receiver.received.length, 1);
	await pass(2 * minute);
	assert.equal(receiver.received.length, 2);
});

test('a change of the channel ends the wait', async (context) => {
	const { receiver, server, deliveries } = await aPatientChannel(context, '3600');
	receiver.reply = () => ({ status: 204 });
	const changed = await server.write('PATCH', '/v1/channels/ops', { name: 'The operations' });
	assert.equal(changed.status, 200, changed.text);
	await receiver.until(1);
	while ((await deliveries()).deliveredAt === null) await wait(2);
	assert.equal(receiver.received.length, 2);
});
