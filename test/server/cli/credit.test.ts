/** `candor credit` and `GET /v1/credits`: from the history of a real server to the draft of a remedy. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { aFolder } from '../../support/folder.ts';
import { startServer, token } from './harness.ts';

const policy = {
	...{ components: [], measure: 'each' },
	tiers: [
		{ below: '99.9', credit: '10' },
		{ below: '99', credit: '25' },
	],
};

function aPack(context: TestContext, credits: object): string {
	const path = join(aFolder(context), 'pack.json');
	writeFileSync(path, JSON.stringify({ extends: 'general', name: 'own', title: 'Own', credits }));
	return path;
}

/**
 * The component exists from 1 January 2030, 12:00. An outage lasts from 31 January, 23:30, until 1
 * February, 00:30; another one overlaps it from 00:10 until 00:50.
 */
async function aStory(context: TestContext, credits: object = policy) {
	const server = await startServer(context, { pack: aPack(context, credits) });
	const { clock, candor } = server;
	const at = (text: string): void => {
		clock.now = Date.parse(text);
	};
	const succeed = async (...argv: string[]): Promise<void> => {
		const { code, err } = await candor(...argv);
		assert.equal(code, 0, err);
	};
	await succeed('components', 'set', 'pay', '--name', 'Payments');
	const open = ['--impact', 'critical', '--component', 'pay=major-outage', '-m', 'We look into it.'];
	at('2030-01-31T23:30:00Z');
	await succeed('open', 'Payments fail', '--id', 'first', ...open);
	at('2030-02-01T00:10:00Z');
	await succeed('open', 'Cards fail', '--id', 'second', ...open);
	at('2030-02-01T00:30:00Z');
	await succeed('resolve', 'first', '-m', 'Fixed.');
	at('2030-02-01T00:50:00Z');
	await succeed('resolve', 'second', '-m', 'Fixed.');
	at('2030-03-02T00:00:00Z');
	return server;
}

test('an outage at the border of two months counts in each, and overlaps count once', async (context) => {
	const { candor, json } = await aStory(context);
	// January: 30.5 days are 43,920 minutes, of which 30 are 0.07 %.
	const january = await json('credit', '--month', '2030-01');
	assert.deepEqual(january.credits, [
		{ component: 'pay', uptime: 0.9993, existedMinutes: 43_920, downMinutes: 30, credit: null },
	]);
	assert.deepEqual([january.credit, january.remedy], [null, null]);
	assert.match((await candor('credit', '--month', '2030-01')).out, /No credit/);
	// February: 40,320 minutes, of which 50 are 0.124 %.
	const february = await json('credit', '--notice', 'first');
	assert.deepEqual([february.from, february.until], ['2030-02-01T00:00:00.000Z', '2030-03-01T00:00:00.000Z']);
	assert.deepEqual(february.credits, [
		{ component: 'pay', uptime: 0.9987, existedMinutes: 40_320, downMinutes: 50, credit: '10' },
	]);
	assert.deepEqual(february.remedy, {
		notice: 'first',
		offer: { kind: 'service-credit', summary: '10 % off your next bill' },
		claim: { type: 'event' },
		payout: { unit: 'percent', tiers: [{ value: '10' }] },
	});
	// 20 minutes of a day: 98.6 %.
	const day = await json('credit', '--from', '2030-02-01T00:30:00Z', '--until', '2030-02-02T00:30:00Z');
	assert.equal(day.credit, '25');
});

test('the draft is published only with an apology, and publishes nothing by itself', async (context) => {
	const { candor, url } = await aStory(context);
	const drafted = await candor('credit', '--notice', 'first');
	assert.match(drafted.out, /pay +99\.87 % +50\.0 min +10 %/);
	assert.match(drafted.out, /Credit: 10 %\. Nothing is published\./);
	assert.match(drafted.out, /candor remedy put ID "TITLE" -m "APOLOGY" --expires 30d --notice first/);
	const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
	const listed = await (await fetch(`${url}/v1/remedies`)).json();
	assert.deepEqual((listed as { remedies: unknown[] }).remedies, []);
	const { remedy } = (await (await fetch(`${url}/v1/credits?notice=first`, { headers })).json()) as {
		remedy: object;
	};
	const put = (more: object) =>
		fetch(`${url}/v1/remedies/credit`, {
			...{ method: 'PUT', headers },
			body: JSON.stringify({ ...remedy, ...more }),
		});
	assert.equal((await put({})).status, 422);
	const words = { title: 'We are sorry', apology: 'You could not pay. We are sorry.', expiresAt: '30d' };
	const published = await put(words);
	assert.equal(published.status, 201, await published.clone().text());
	const { payout } = (await published.json()) as { payout: { unit: string; tiers: { value: string }[] } };
	assert.deepEqual([payout.unit, payout.tiers.map(({ value }) => value)], ['percent', ['10']]);
});

test('what cannot be computed is refused with the reason', async (context) => {
	const { candor } = await aStory(context);
	for (const [argv, sentence] of [
		[['--month', '2030-03'], /still to come/],
		[['--month', '2028-01'], /400 days/],
		[['--month', 'May'], /month such as 2030-01/],
		[['--from', '2030-02-01T00:00:00Z'], /both "from" and "until"/],
		[['--from', '2030-02-02T00:00:00Z', '--until', '2030-02-01T00:00:00Z'], /empty or longer/],
		[['--notice', 'unknown'], /unknown/],
	] as const) {
		const { code, err } = await candor('credit', ...argv);
		assert.notEqual(code, 0);
		assert.match(err, sentence);
	}
	const other = await aStory(context, { ...policy, components: ['gone'] });
	assert.match((await other.candor('credit')).err, /"gone", which there is not/);
	const none = await startServer(context);
	assert.match((await none.candor('credit')).err, /says nothing about credits/);
	const reader = await (
		await fetch(`${none.url}/v1/tokens`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify({ name: 'responder', role: 'responder' }),
		})
	).json();
	const { token: secret } = reader as { token: string };
	const refused = await fetch(`${none.url}/v1/credits`, { headers: { authorization: `Bearer ${secret}` } });
	assert.equal(refused.status, 403);
});
