/** A notice is marked as a duplicate: visitors are led to the other one, and it counts once. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { locales } from '../../../src/model/locales.ts';
import { plainText } from '../../../src/model/rich-text.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { aServer } from '../../support/server.ts';

const promise = { nextUpdateBy: '30m' };
const main = {
	id: 'main',
	title: 'Payments are failing',
	affected: [{ component: 'pay', status: 'degraded' }],
	translations: { de: { title: 'Zahlungen schlagen fehl' } },
	promise,
};
const duplicate = {
	id: 'dup',
	title: 'Checkout is down',
	affected: [
		{ component: 'pay', status: 'major-outage' },
		{ component: 'shop', status: 'degraded' },
	],
	promise,
};

async function aServerWithBoth(context: TestContext, fields: object = {}) {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	assert.equal((await server.write('POST', '/v1/notices', main)).status, 201);
	clock.advance(60_000);
	assert.equal((await server.write('POST', '/v1/notices', { ...duplicate, ...fields })).status, 201);
	clock.advance(60_000);
	const merge = (into = 'main', id = 'dup', query = '') =>
		server.write('POST', `/v1/notices/${id}/merge${query}`, { into });
	const statusOf = async (id: string) => (await server.request(`/v1/components/${id}`)).body.currentStatus;
	const read = async (id: string) => (await server.request(`/v1/notices/${id}`)).body;
	return { ...server, clock, merge, statusOf, read };
}

test('the duplicate ends with an update that names the other notice, in every language', async (context) => {
	const { merge, read } = await aServerWithBoth(context);
	const merged = await merge();
	assert.equal(merged.status, 200, merged.text);
	assert.deepEqual([merged.body.phase, merged.body.mergedInto], ['resolved', 'main']);
	const [{ body, translations }] = merged.body.updates;
	assert.equal(plainText(body), 'We now report about this under “Payments are failing”.');
	assert.deepEqual(
		['en', ...Object.keys(translations)].sort(),
		['en', ...locales.filter((tag) => tag !== 'en')].sort(),
	);
	assert.equal(plainText(translations.de), 'Wir berichten darüber jetzt unter „Zahlungen schlagen fehl“.');
	assert.match(plainText(translations.ja), /Payments are failing/);
	assert.equal((await read('dup')).mergedInto, 'main');
	assert.ok(!('mergedInto' in (await read('main'))));
});

test('in a notice of another language, the sentence is in that language', async (context) => {
	const { merge } = await aServerWithBoth(context, { language: 'pt-BR' });
	const [{ body, translations }] = (await merge()).body.updates;
	assert.match(plainText(body), /^Agora informamos/);
	assert.match(plainText(translations.en), /^We now report/);
	assert.ok(!('pt' in translations));
});

test('no component looks operational: the other notice gets the worse statuses', async (context) => {
	const { merge, statusOf, read } = await aServerWithBoth(context);
	await merge();
	assert.deepEqual([await statusOf('pay'), await statusOf('shop')], ['major-outage', 'degraded']);
	const { affected, updates } = await read('main');
	assert.deepEqual(affected, duplicate.affected);
	assert.equal(updates.length, 2);
	assert.deepEqual(updates[0].affected, duplicate.affected);
});

test('the history and the promises count the trouble once', async (context) => {
	const { merge, request, write, clock } = await aServerWithBoth(context);
	await merge();
	clock.advance(60_000);
	await write('POST', '/v1/notices/main/resolve', {});
	const { body: history } = await request('/v1/history');
	assert.deepEqual(
		history.notices.map(({ id }: { id: string }) => id),
		['main'],
	);
	const seconds = history.components.map(({ id, seconds: days }: { id: string; seconds: object[] }) => [
		id,
		days.at(-1),
	]);
	assert.deepEqual(seconds, [
		['pay', { degraded: 60, 'major-outage': 120 }],
		['shop', { degraded: 120 }],
	]);
	const { body: counts } = await write('GET', '/v1/promises');
	assert.deepEqual([counts.kept, counts.broken], [1, 0]);
});

test('an undo reopens the duplicate, and the other notice is as before unless it has changed since', async (context) => {
	const { merge, read, write, request, statusOf } = await aServerWithBoth(context);
	await merge();
	const undone = await write('POST', '/v1/notices/dup/undo', {});
	assert.equal(undone.status, 200, undone.text);
	assert.deepEqual([undone.body.phase, 'mergedInto' in undone.body], ['investigating', false]);
	assert.deepEqual(undone.body.affected, duplicate.affected);
	assert.deepEqual((await read('main')).affected, main.affected);
	assert.equal((await request('/v1/history')).body.notices.length, 2);
	await merge();
	await write('POST', '/v1/notices/main/updates', { body: 'We know more.' });
	await write('POST', '/v1/notices/dup/undo', {});
	assert.equal((await read('dup')).phase, 'investigating');
	assert.deepEqual((await read('main')).affected, duplicate.affected);
	assert.equal(await statusOf('shop'), 'degraded');
});

test('a duplicate that is reopened is none any more', async (context) => {
	const { merge, write, read, clock } = await aServerWithBoth(context);
	await merge();
	clock.advance(60_000);
	const reopened = await write('POST', '/v1/notices/dup/reopen', {});
	assert.ok(!('mergedInto' in reopened.body));
	await write('POST', '/v1/notices/dup/resolve', {});
	assert.ok(!('mergedInto' in (await read('dup'))));
});

test('what is no duplicate is refused, and a dry run changes nothing', async (context) => {
	const { merge, write, read } = await aServerWithBoth(context);
	const codeOf = async (into: string, id = 'dup') => {
		const { status, body } = await merge(into, id);
		return [status, body.code];
	};
	const maintenance = { id: 'work', kind: 'maintenance', title: 'Work', window: { start: '1h', end: '2h' } };
	await write('POST', '/v1/notices', maintenance);
	await write('POST', '/v1/notices', { id: 'ended', title: 'Something else' });
	await write('POST', '/v1/notices/ended/resolve', {});
	assert.deepEqual(await codeOf('dup'), [422, 'invalid']);
	assert.deepEqual(await codeOf('work'), [422, 'invalid']);
	assert.deepEqual(await codeOf('unknown'), [404, 'not-found']);
	assert.deepEqual(await codeOf('main', 'unknown'), [404, 'not-found']);
	assert.deepEqual(await codeOf('ended'), [409, 'notice-ended']);
	assert.deepEqual(await codeOf('main', 'ended'), [409, 'notice-ended']);
	const dry = await merge('main', 'dup', '?dry-run=true');
	assert.deepEqual([dry.body.dryRun, dry.body.response.phase], [true, 'resolved']);
	assert.equal((await read('dup')).phase, 'investigating');
});
