/** What servers count, what they refuse, and that no number below ten is shown anywhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownCount } from '../../../../src/model/counts.ts';
import { aFolder } from '../../../support/folder.ts';
import { aServer } from '../../../support/server.ts';
import { aSubscriber } from '../../../support/subscriber.ts';
import { aCountingServer, pro, send, team } from './story.ts';

const shown = { of: 'shown', notice: 'n', update: 2 } as const;

test('with 9 visitors nothing is shown, with 10 it is, and then in steps of ten', async (context) => {
	const { visitors, second, counts } = await aCountingServer(context);
	await visitors(9, shown);
	assert.deepEqual((await second()).all.shown, null);
	assert.doesNotMatch(JSON.stringify(await counts()), /:\s*9\b/);
	await visitors(1, shown);
	assert.equal((await second()).all.shown, 10);
	for (const [count, seen] of [
		[9, 10],
		[1, 20],
	] as const) {
		await visitors(count, shown);
		assert.equal((await second()).all.shown, seen);
	}
	assert.equal((await counts()).updates[1].counts.shown, null, 'the first update is another one');
});

test('a small group cannot be calculated from the total and the other groups', async (context) => {
	const { visitors, second } = await aCountingServer(context);
	await visitors(21, shown, { ...shown, audience: pro });
	await visitors(7, shown, { ...shown, audience: team });
	const { all, of } = await second();
	assert.deepEqual([all.shown, of('pro').shown, of('team').shown], [20, 20, null]);
});

test('whatever the numbers are, differences between shown ones are never from 1 to 9', () => {
	const seen = Array.from({ length: 200 }, (_, count) => shownCount(count)).filter((each) => each !== null);
	for (const one of seen)
		for (const other of seen) assert.ok(one === other || Math.abs(one - other) >= 10, `${one} ${other}`);
});

test('what was never published is ignored, also a group that the audience does not name', async (context) => {
	const { server, visitors, counts } = await aCountingServer(context);
	await visitors(
		12,
		{ ...shown, update: 3 },
		{ ...shown, notice: 'other' },
		{ ...shown, audience: { attribute: 'plan', value: 'free' } },
		{ ...shown, audience: { attribute: 'constructor', value: 'name' } },
		{ of: 'remedy-shown', remedy: 'none' },
		{ of: 'saw', notice: 'n' },
	);
	const text = JSON.stringify([await counts(), (await server.write('GET', '/v1/counts/days')).body]);
	assert.deepEqual(text.match(/:\s*\d{2,}/g), null, text);
});

const refused: readonly (readonly [string, unknown])[] = [
	['a number', [{ ...shown, count: 2 }]],
	['a number instead of an entry', [5]],
	['an unknown word', [{ ...shown, of: 'bought' }]],
	['no word', [{ notice: 'n', update: 1 }]],
	['an identifier', [{ ...shown, visitor: 'abc' }]],
	['the same entry twice', [shown, shown]],
	['no entry', []],
	['51 entries', Array.from({ length: 51 }, (_, index) => ({ ...shown, update: index + 1 }))],
	['an update of no notice', [{ of: 'shown', update: 1 }]],
];
for (const [what, counts] of refused)
	test(`${what} is refused with a sentence, and nothing is counted`, async (context) => {
		const { server, second } = await aCountingServer(context);
		for (let visitor = 0; visitor < 12; visitor++) {
			const { status, body } = await send(server, counts as unknown[]);
			assert.deepEqual([status, body.code], [422, 'invalid'], JSON.stringify(body));
			assert.match(body.detail, /each entry once/);
		}
		assert.equal((await second()).all.shown, null);
	});

test('without CANDOR_COUNTS no page can switch counting on', async (context) => {
	const server = await aServer(context);
	await server.write('POST', '/v1/notices', { id: 'n', title: 'Checkout fails' });
	const { status, body } = await send(server, [{ ...shown, update: 1 }]);
	assert.deepEqual([status, body.code], [404, 'not-found']);
	assert.match(body.detail, /CANDOR_COUNTS=on/);
	const counts = (await server.write('GET', '/v1/notices/n/counts')).body;
	assert.deepEqual([counts.isCounting, counts.updates[0].counts], [false, null]);
});

test('one address sends 60 batches at once, and is then refused for a while', async (context) => {
	const { server } = await aCountingServer(context, { trustedProxies: [] });
	const statuses: number[] = [];
	for (let batch = 0; batch < 75; batch++) statuses.push((await send(server, [shown])).status);
	assert.deepEqual(statuses.slice(0, 60), Array(60).fill(202));
	assert.ok(statuses.includes(429), statuses.join());
});

test('another site may send counts without a preflight, and only operators read them', async (context) => {
	const { server } = await aCountingServer(context);
	const { status, headers } = await server.request('/v1/counts', {
		method: 'POST',
		headers: { origin: 'https://shop.example', 'content-type': 'text/plain;charset=UTF-8' },
		body: JSON.stringify({ counts: [shown] }),
	});
	assert.deepEqual([status, headers.get('access-control-allow-origin')], [202, '*']);
	for (const path of ['/v1/notices/n/counts', '/v1/counts/days'])
		assert.equal((await server.request(path)).status, 401, path);
});

test('the sums outlive the server and end with the notice; the metrics have none of them', async (context) => {
	const data = aFolder(context);
	const first = await aCountingServer(context, { data });
	await first.visitors(10, shown);
	await first.close();
	const server = await aServer(context, { data, counts: true });
	const read = async () => (await server.write('GET', '/v1/notices/n/counts')).body.updates[0].counts.shown;
	assert.equal(await read(), 10);
	assert.doesNotMatch((await server.write('GET', '/metrics')).text, /candor_count/);
	await server.write('POST', '/v1/notices/n/retract', { reason: 'A mistake.' });
	await server.write('POST', '/v1/notices/n/restore', {});
	assert.equal(await read(), null);
});

test('after an outage, the browsers that saw it and the others are counted by day', async (context) => {
	const { server, visitors } = await aCountingServer(context);
	await server.write('POST', '/v1/notices/n/resolve', { body: 'It works.' });
	await visitors(11, { of: 'saw', notice: 'n' });
	await visitors(9, { of: 'missed', notice: 'n' });
	await visitors(10, { of: 'errors' });
	const { body } = await server.write('GET', '/v1/counts/days');
	const day = new Date().toISOString().slice(0, 10);
	// The test may run across midnight.
	assert.equal(body.days.length, body.days[0].day === day ? 1 : 2);
	if (body.days.length === 1)
		assert.deepEqual(body.days, [{ day, errors: 10, returns: [{ notice: 'n', saw: 10, missed: null }] }]);
	const table = await server.write('GET', '/v1/counts/days', undefined, { accept: 'text/csv' });
	assert.match(table.headers.get('content-type') ?? '', /^text\/csv/);
	assert.equal(table.text, `day,notice,saw,did_not_see\r\n${day},n,10,\r\n`);
});

test('the server knows how many live connections it sent an update to, from ten on', async (context) => {
	const { server, counts } = await aCountingServer(context);
	const stream = async () => {
		const subscriber = await aSubscriber(server.url);
		context.after(() => subscriber.close());
		await subscriber.until(({ frames }) => frames.length > 0);
	};
	for (let count = 0; count < 9; count++) await stream();
	await server.write('POST', '/v1/notices/n/updates', { body: 'Nine are here.' });
	assert.deepEqual((await counts()).updates[0].live, { connections: null, percent: null });
	await stream();
	await server.write('POST', '/v1/notices/n/updates', { body: 'Ten are here.' });
	const { update, live } = (await counts()).updates[0];
	assert.deepEqual([update, live], [4, { connections: 10, percent: 100 }]);
});
