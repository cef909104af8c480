/** Undo over HTTP: what each command becomes, and what is refused. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { secondPersonReasons } from '../../../src/model/vocabulary.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { aServer, type TestServer } from '../../support/server.ts';

const outage = {
	id: 'n',
	title: 'Checkout is failing',
	body: 'Some payments fail.',
	impact: 'major',
	affected: [{ component: 'checkout', status: 'partial-outage' }],
	promise: { nextUpdateBy: '30m' },
};
const undo = ({ write }: Pick<TestServer, 'write'>, body: object = {}, query = '') =>
	write('POST', `/v1/notices/n/undo${query}`, body);
const statusOf = async ({ request }: TestServer, id = 'checkout') =>
	(await request(`/v1/components/${id}`)).body.currentStatus;
/** What visitors read of a notice, without what every commit changes. */
const read = async ({ request }: TestServer) => {
	const { body } = await request('/v1/notices/n');
	const { seq: _, updatedAt: __, latestUpdate: ___, updates: ____, ...fields } = body;
	return fields;
};

test('an opening becomes a retraction, and a second undo brings it back', async (context) => {
	const server = await aServer(context);
	const opened = await server.write('POST', '/v1/notices', outage);
	const undone = await undo(server);
	assert.equal(undone.status, 200, undone.text);
	const { commit, command } = undone.body.undone;
	assert.deepEqual([undone.body.retracted, command, commit], [true, 'open-notice', opened.body.seq]);
	assert.equal(undone.body.draft, null);
	assert.equal((await server.request('/v1/notices/n')).status, 410);
	const seen = await server.request('/v1/snapshot');
	assert.ok(!seen.text.includes('Checkout is failing'));
	const again = await undo(server);
	assert.deepEqual([again.status, again.body.title], [200, 'Checkout is failing']);
	assert.deepEqual(again.body.updates, opened.body.updates);
});

test('a component that only the opening named is removed with it; others stay', async (context) => {
	const server = await aServer(context);
	const fields = { description: null, group: null, position: null, status: null };
	await server.write('PUT', '/v1/components/search', { name: 'Search', ...fields });
	const affected = [{ component: 'search' }, { component: 'mistyped' }];
	await server.write('POST', '/v1/notices', { ...outage, affected });
	assert.equal((await server.request('/v1/components/mistyped')).status, 200);
	await undo(server);
	assert.equal((await server.request('/v1/components/mistyped')).status, 404);
	assert.equal((await server.request('/v1/components/search')).status, 200);
});

test('an update is withdrawn, and every field that it changed is as before', async (context) => {
	const server = await aServer(context);
	await server.write('POST', '/v1/notices', outage);
	const before = await read(server);
	const update = {
		body: 'It is the whole shop.',
		phase: 'identified',
		impact: 'critical',
		workaround: 'Pay later.',
		affected: [{ component: 'checkout', status: 'major-outage' }],
		promise: { nextUpdateBy: '1h' },
	};
	await server.write('POST', '/v1/notices/n/updates', update);
	assert.equal(await statusOf(server), 'major-outage');
	const undone = await undo(server);
	assert.equal(undone.status, 200, undone.text);
	assert.deepEqual(await read(server), before);
	assert.equal(await statusOf(server), 'partial-outage');
	const [withdrawn, first] = undone.body.updates;
	assert.deepEqual([withdrawn.body, withdrawn.phase, withdrawn.impact], [[], null, null]);
	assert.match(withdrawn.withdrawnAt, /Z$/);
	assert.equal(first.body[0].children[0].text, 'Some payments fail.');
	assert.equal(undone.body.latestUpdate, 2, 'a later update is new to those who dismissed this one');
	const { body } = await server.write('GET', '/v1/notices/n/corrections');
	assert.equal(body.revisions[0].former.body[0].children[0].text, 'It is the whole shop.');
	await undo(server);
	const { body: redone } = await server.request('/v1/notices/n');
	assert.deepEqual([redone.phase, redone.impact], ['identified', 'critical']);
	assert.equal(redone.updates[0].body[0].children[0].text, 'It is the whole shop.');
	assert.equal(redone.updates[0].withdrawnAt, null);
});

test('a change of phase and an edit get their former values', async (context) => {
	const server = await aServer(context);
	await server.write('POST', '/v1/notices', outage);
	const before = await read(server);
	await server.write('PATCH', '/v1/notices/n', { phase: 'monitoring' });
	await undo(server);
	assert.deepEqual(await read(server), before);
	const edit = {
		title: 'Payments are failing',
		unaffected: ['search'],
		translations: { de: { title: 'Zahlungen schlagen fehl' } },
		expiresAt: '2h',
	};
	const edited = await server.write('PATCH', '/v1/notices/n', edit);
	assert.equal(edited.status, 200, edited.text);
	const undone = await undo(server);
	assert.equal(undone.status, 200, undone.text);
	assert.deepEqual(await read(server), before);
	assert.equal((await server.request('/v1/components/search')).status, 404);
});

test('an end is reopened with the components as they were, and visitors see that it goes on', async (context) => {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	await server.write('POST', '/v1/notices', outage);
	const update = { body: 'Half of it.', affected: [{ component: 'checkout', status: 'degraded' }] };
	await server.write('POST', '/v1/notices/n/updates', { ...update, promise: { nextUpdateBy: '30m' } });
	const before = await read(server);
	const resolved = await server.write('POST', '/v1/notices/n/resolve', { body: 'All works.' });
	assert.equal(await statusOf(server), 'operational');
	const undone = await undo(server);
	assert.equal(undone.status, 200, undone.text);
	assert.deepEqual(await read(server), before);
	assert.equal(await statusOf(server), 'degraded');
	assert.equal(undone.body.latestUpdate, resolved.body.latestUpdate + 1);
	const [newest, end] = undone.body.updates;
	assert.deepEqual([newest.phase, newest.affected], ['investigating', update.affected]);
	assert.deepEqual([end.body, typeof end.withdrawnAt], [[], 'string']);
	// A promise that has passed meanwhile is no promise: a new one is made.
	await server.write('POST', '/v1/notices/n/resolve', {});
	clock.advance(3 * 3_600_000);
	const late = await undo(server);
	assert.ok(Date.parse(late.body.promise.nextUpdateBy) > clock.now(), late.text);
	// And a reopened notice is as it was: ended, at that time.
	const { body: ended } = await server.write('POST', '/v1/notices/n/resolve', {});
	await server.write('POST', '/v1/notices/n/reopen', {});
	const back = await undo(server);
	assert.deepEqual([back.body.phase, back.body.endedAt], ['resolved', ended.endedAt]);
});

test('corrections of an update are taken back too, and a retraction becomes a restoration', async (context) => {
	const server = await aServer(context);
	const { body: opened } = await server.write('POST', '/v1/notices', outage);
	const path = `/v1/notices/n/updates/${opened.updates[0].id}`;
	const textOf = async () =>
		(await server.request('/v1/notices/n')).body.updates[0].body[0]?.children[0].text;
	await server.write('PATCH', path, { body: 'Wrong words.' });
	const { body: undone } = await undo(server);
	assert.equal(await textOf(), 'Some payments fail.');
	assert.match(undone.updates[0].editedAt, /Z$/, 'visitors have read the other words');
	await server.write('POST', `${path}/withdraw`, {});
	assert.equal(await textOf(), undefined);
	await undo(server);
	assert.equal(await textOf(), 'Some payments fail.');
	await server.write('POST', '/v1/notices/n/retract', { reason: 'A test.' });
	await undo(server);
	assert.equal(await textOf(), 'Some payments fail.');
	await server.write('POST', '/v1/notices/n/retract', { reason: 'A test.' });
	await server.write('POST', '/v1/notices/n/restore', {});
	await undo(server);
	const { body } = await server.write('GET', '/v1/notices/n/corrections');
	assert.equal(body.retraction.reason, 'A test.');
});

async function withTokens(context: TestContext, options = {}) {
	const server = await aServer(context, options);
	const create = async (name: string, role: string, owner: string | null = null) => {
		const { body } = await server.write('POST', '/v1/tokens', { name, role, owner });
		return (method: string, path: string, sent: unknown = {}, headers = {}) =>
			server.write(method, path, sent, { authorization: `Bearer ${body.token}`, ...headers });
	};
	return { server, create };
}

test('after another operator’s command it is refused, with the list; a commit that is named is taken back', async (context) => {
	const { server, create } = await withTokens(context);
	const [a, a2, b] = [
		await create('laptop', 'publisher', 'Operator A'),
		await create('phone', 'publisher', 'operator a'),
		await create('other', 'publisher', 'Operator B'),
	];
	await a('POST', '/v1/notices', outage);
	const none = await b('POST', '/v1/notices/n/undo');
	assert.deepEqual([none.status, none.body.code], [412, 'precondition-failed']);
	assert.match(
		none.body.detail,
		/None of the last commands on "n" is yours: open-notice by laptop at .*\(commit \d+\)/,
	);
	await b('PATCH', '/v1/notices/n', { title: 'Payments are failing' });
	const refused = await a('POST', '/v1/notices/n/undo');
	assert.deepEqual([refused.status, refused.body.code], [412, 'precondition-failed']);
	assert.match(refused.body.detail, /has been changed since: edit-notice by other at/);
	assert.equal((await server.request('/v1/notices/n')).body.title, 'Payments are failing');
	const { body: entries } = await server.write('GET', '/v1/log?notice=n');
	const [{ seq: newest }, { seq: older }] = entries.entries;
	assert.equal((await a('POST', '/v1/notices/n/undo', { commit: older })).status, 412);
	assert.equal((await a('POST', '/v1/notices/n/undo', { commit: 99_999 })).status, 412);
	const named = await a('POST', '/v1/notices/n/undo', { commit: newest });
	assert.deepEqual([named.status, named.body.title], [200, 'Checkout is failing']);
	// Another token of the same person, however the name is written.
	assert.equal((await a2('POST', '/v1/notices/n/undo')).body.title, 'Payments are failing');
	assert.equal((await a('POST', '/v1/notices/unknown/undo')).status, 404);
});

test('the clock’s change of a maintenance is listed, and a window that has passed is not brought back', async (context) => {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	const maintenance = { id: 'n', kind: 'maintenance', title: 'Upgrade', window: { start: '1h', end: '3h' } };
	await server.write('POST', '/v1/notices', maintenance);
	await server.write('PATCH', '/v1/notices/n', { window: { start: '2h' } });
	clock.advance(90 * 60_000);
	// The former start has passed: an undo must not begin the maintenance.
	const refused = await undo(server);
	assert.deepEqual([refused.status, refused.body.code], [422, 'invalid'], refused.text);
	assert.equal((await read(server)).phase, 'scheduled');
	clock.advance(40 * 60_000);
	for (let tries = 0; (await read(server)).phase === 'scheduled' && tries < 100; tries++);
	const later = await undo(server);
	assert.deepEqual([later.status, later.body.code], [412, 'precondition-failed'], later.text);
	assert.match(later.body.detail, /keep-time by Candor/);
});

test('a redaction cannot be taken back, and nothing brings redacted words back', async (context) => {
	const server = await aServer(context);
	const { body } = await server.write('POST', '/v1/notices', outage);
	const path = `/v1/notices/n/updates/${body.updates[0].id}`;
	await server.write('POST', `${path}/redact`, {});
	const refused = await undo(server);
	assert.deepEqual([refused.status, refused.body.code], [409, 'not-restorable']);
	await server.write('POST', '/v1/notices/n/retract', {});
	await undo(server);
	const { text } = await server.request('/v1/notices/n');
	assert.ok(!text.includes('Some payments fail.'));
});

test('a published draft waits again, and its notice is retracted', async (context) => {
	const { server, create } = await withTokens(context);
	const a = await create('a', 'publisher', 'Operator A');
	await a('POST', '/v1/drafts', outage);
	const approved = await a('POST', '/v1/notices/n/approve');
	assert.equal(approved.status, 200, approved.text);
	const undone = await a('POST', '/v1/notices/n/undo');
	assert.deepEqual([undone.body.retracted, undone.body.undone.command], [true, 'approve-draft']);
	const { body } = await server.write('GET', '/v1/drafts');
	assert.deepEqual([body.waiting.length, body.waiting[0].id], [1, undone.body.draft]);
	const { notice } = body.waiting[0];
	assert.notEqual(notice, 'n');
	const again = await a('POST', `/v1/notices/${notice}/approve`);
	assert.deepEqual([again.status, again.body.title], [200, 'Checkout is failing'], again.text);
	assert.equal((await server.request('/v1/notices/n')).status, 410);
});

test('roles: a responder takes back updates, and neither openings, ends nor the undo of one', async (context) => {
	const { server, create } = await withTokens(context);
	const responder = await create('responder', 'responder', 'Operator A');
	const publisher = await create('publisher', 'publisher', 'Operator B');
	const last = async () => (await server.write('GET', '/v1/log?notice=n')).body.entries[0].seq;
	const byResponder = async () => {
		const { status } = await responder('POST', '/v1/notices/n/undo', { commit: await last() });
		return status;
	};
	await publisher('POST', '/v1/notices', outage);
	assert.equal(await byResponder(), 403);
	await responder('POST', '/v1/notices/n/updates', { body: 'We know more.' });
	assert.equal(await byResponder(), 200);
	await publisher('PATCH', '/v1/notices/n', { title: 'Other' });
	assert.equal(await byResponder(), 403);
	await publisher('POST', '/v1/notices/n/undo', {});
	assert.equal(await byResponder(), 403);
	await publisher('POST', '/v1/notices/n/resolve', {});
	assert.equal(await byResponder(), 403);
	assert.equal((await publisher('POST', '/v1/notices/n/undo', {})).status, 200);
});

test('an undo waits for a second person where the opposite command would', async (context) => {
	const { create, server } = await withTokens(context, { secondPersonFor: secondPersonReasons });
	const a = await create('a', 'publisher', 'Operator A');
	const b = await create('b', 'publisher', 'Operator B');
	await a('POST', '/v1/notices', { ...outage, impact: 'critical' });
	const waiting = await a('POST', '/v1/notices/n/undo');
	assert.deepEqual([waiting.status, waiting.body.reasons], [202, ['critical-end']], waiting.text);
	assert.equal((await server.request('/v1/notices/n')).status, 200);
	const approved = await b('POST', '/v1/notices/n/approve');
	assert.deepEqual([approved.status, approved.body.retracted], [200, true], approved.text);
});

test('a repeated request takes back one command, and a dry run none', async (context) => {
	const server = await aServer(context);
	await server.write('POST', '/v1/notices', outage);
	await server.write('PATCH', '/v1/notices/n', { title: 'Other' });
	const dry = await undo(server, {}, '?dry-run=true');
	assert.equal(dry.body.dryRun, true, dry.text);
	const [{ fields }] = dry.body.changes;
	assert.deepEqual(
		fields.find(({ field }: { field: string }) => field === 'title'),
		{
			field: 'title',
			before: 'Other',
			after: 'Checkout is failing',
		},
	);
	assert.equal((await read(server)).title, 'Other');
	const key = { 'idempotency-key': 'once' };
	const first = await server.write('POST', '/v1/notices/n/undo', {}, key);
	const second = await server.write('POST', '/v1/notices/n/undo', {}, key);
	assert.deepEqual([first.status, second.headers.get('idempotency-replayed')], [200, 'true'], second.text);
	assert.deepEqual(second.body, first.body);
	assert.equal((await read(server)).title, 'Checkout is failing');
	const stale = await server.write('POST', '/v1/notices/n/undo', {}, { 'if-match': '"1"' });
	assert.equal(stale.status, 412);
});

test('of twenty undos at once, the commands and their undos alternate, and nothing is lost', async (context) => {
	const server = await aServer(context);
	await server.write('POST', '/v1/notices', outage);
	await server.write('PATCH', '/v1/notices/n', { title: 'Other' });
	const answers = await Promise.all(Array.from({ length: 20 }, () => undo(server)));
	const done = answers.filter(({ status }) => status === 200).length;
	assert.ok(done >= 1);
	assert.ok(answers.every(({ status }) => status === 200 || status === 412));
	assert.equal((await read(server)).title, done % 2 === 1 ? 'Checkout is failing' : 'Other');
});

test('the promise of before is counted once', async (context) => {
	const server = await aServer(context);
	await server.write('POST', '/v1/notices', outage);
	await server.write('POST', '/v1/notices/n/updates', {
		body: 'Too early.',
		promise: { nextUpdateBy: '1h' },
	});
	const counts = async () => (await server.write('GET', '/v1/notices/n/promises')).body;
	assert.equal((await counts()).kept, 1);
	await undo(server);
	assert.equal((await counts()).kept, 0);
	await server.write('POST', '/v1/notices/n/updates', { body: 'We know more.' });
	assert.equal((await counts()).kept, 1);
});
