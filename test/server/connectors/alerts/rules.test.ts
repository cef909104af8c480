/** What rules do about alerts, over HTTP, on a clock that the test advances. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText } from '../../../../src/model/rich-text.ts';
import { aStory, minute } from './story.ts';

test('a rule writes a draft after its hold-down, and the draft goes when the alert is over', async (context) => {
	const { send, pass, drafts, notices, log } = await aStory(context);
	await send({});
	await pass(50_000);
	assert.deepEqual(await drafts(), []);
	await pass(20_000);
	const [draft] = await drafts();
	assert.equal(draft.title, 'Problems with Checkout');
	assert.equal(draft.author.id, 'rule:checkout');
	assert.deepEqual(await notices(), []);
	await send({ status: 'resolved' });
	await pass(9 * minute);
	assert.equal((await drafts()).length, 1);
	await pass(2 * minute);
	assert.deepEqual(await drafts(), []);
	assert.deepEqual(await log(), ['draft-notice by rule:checkout', 'discard-draft by rule:checkout']);
});

test('a rule that may publish opens a notice and ends it, in its own words', async (context) => {
	const { send, pass, notices, log, server } = await aStory(context, { publish: true });
	await send({});
	await pass(70_000);
	const [notice] = await notices();
	assert.deepEqual(
		[notice.title, notice.impact, notice.phase],
		['Problems with Checkout', 'major', 'investigating'],
	);
	assert.deepEqual(notice.affected, [{ component: 'checkout', status: 'partial-outage' }]);
	assert.equal(plainText(notice.updates[0].body), 'Some payments fail. We are looking into it.');
	await send({ status: 'resolved' });
	await pass(6 * minute);
	const ended = (await server.write('GET', `/v1/notices/${notice.id}`)).body;
	assert.equal(ended.phase, 'resolved');
	assert.equal(plainText(ended.updates[0].body), 'Checkout works again.');
	assert.deepEqual(await log(), ['open-notice by rule:checkout', 'resolve by rule:checkout']);
});

test('an alert that ends within the hold-down does nothing', async (context) => {
	const { send, pass, groups, log } = await aStory(context, { publish: true });
	await send({});
	await pass(30_000);
	await send({ status: 'resolved' });
	await pass(3 * minute);
	assert.deepEqual([await groups(), await log()], [[], []]);
});

for (const publish of [true, false])
	test(`flapping 20 times in 10 minutes makes one ${publish ? 'notice' : 'draft'}`, async (context) => {
		const { send, pass, notices, drafts, log, groups } = await aStory(context, {
			publish,
			openAfter: '0s',
			resolveAfter: '0s',
		});
		for (let round = 0; round < 20; round++) {
			await send({});
			await pass(15_000);
			await send({ status: 'resolved' });
			await pass(15_000);
		}
		assert.equal((await (publish ? notices() : drafts())).length, 1);
		assert.equal((await groups())[0].flapping, true);
		const steps = await log();
		assert.equal(steps.filter((step) => /^(draft|open)-notice/.test(step)).length, 1, steps.join());
		assert.ok(steps.length <= 4, steps.join());
		await pass(12 * minute);
		assert.deepEqual(await groups(), publish ? [] : await groups());
		assert.match((await log()).at(-1) ?? '', publish ? /^resolve/ : /^discard-draft/);
	});

test('a manual change wins: the rule does not end what a person has edited', async (context) => {
	const { send, pass, notices, server, groups } = await aStory(context, { publish: true });
	await send({});
	await pass(70_000);
	const [{ id }] = await notices();
	await server.write('POST', `/v1/notices/${id}/updates`, {
		body: 'We have found the cause.',
		phase: 'identified',
	});
	await send({ status: 'resolved' });
	await pass(6 * minute);
	assert.equal((await server.write('GET', `/v1/notices/${id}`)).body.phase, 'identified');
	assert.match((await groups())[0].note, /person/);
});

test('a draft that a person has edited or approved is the person’s', async (context) => {
	const { send, pass, drafts, notices, server, log } = await aStory(context);
	await send({});
	await pass(70_000);
	const [draft] = await drafts();
	await server.write('PATCH', `/v1/drafts/${draft.id}`, { impact: 'minor' });
	await send({ status: 'resolved' });
	await pass(15 * minute);
	assert.equal((await drafts()).length, 1);
	assert.equal(
		(await server.write('POST', `/v1/notices/${draft.notice}/approve`, { draft: draft.id })).status,
		200,
	);
	await send({});
	await pass(2 * minute);
	assert.equal((await notices()).length, 1);
	assert.deepEqual(await log(), ['draft-notice by rule:checkout']);
});

test('a notice that a person has ended or opened stays as the person left it', async (context) => {
	const { send, pass, notices, server, log, groups } = await aStory(context, { publish: true });
	const opened = await server.write('POST', '/v1/notices', {
		title: 'Payments fail',
		impact: 'major',
		affected: [{ component: 'checkout' }],
	});
	await send({});
	await pass(70_000);
	assert.equal((await notices()).length, 1);
	assert.equal((await groups())[0].coveredBy, opened.body.id);
	await server.write('POST', `/v1/notices/${opened.body.id}/resolve`, {});
	await pass(5 * minute);
	await send({});
	await pass(5 * minute);
	await send({ status: 'resolved' });
	await pass(6 * minute);
	assert.deepEqual(await log(), []);
});

test('more alerts of the incident add their components, and make no second notice', async (context) => {
	const rule = {
		publish: true,
		components: [],
		componentLabel: 'service',
		title: 'Problems with {component}',
	};
	const { send, pass, notices, log } = await aStory(context, rule);
	const labels = (service: string) => ({ alertname: 'CheckoutErrors', service });
	await send({ key: 'a', labels: labels('checkout') });
	await pass(70_000);
	await send({ key: 'b', labels: labels('search') }, { key: 'a', labels: labels('checkout') });
	await send({ key: 'c', labels: labels('checkout') });
	const [notice] = await notices();
	assert.equal(notice.title, 'Problems with Checkout');
	assert.deepEqual(
		notice.affected.map(({ component }: { component: string }) => component),
		['checkout', 'search'],
	);
	await send({ key: 'a', status: 'resolved', labels: labels('checkout') });
	await pass(10 * minute);
	assert.equal((await notices())[0].phase, 'investigating');
	for (const key of ['b', 'c']) await send({ key, status: 'resolved' });
	await pass(10 * minute);
	assert.deepEqual(await log(), [
		'open-notice by rule:checkout',
		'edit-notice by rule:checkout',
		'resolve by rule:checkout',
	]);
});

test('an alert about a component that does not exist becomes a draft, and never a notice', async (context) => {
	const rule = { publish: true, components: [], componentLabel: 'service' };
	const { send, pass, notices, drafts } = await aStory(context, rule);
	await send({ labels: { alertname: 'CheckoutErrors', service: 'unknown' } });
	await pass(70_000);
	assert.deepEqual([(await notices()).length, (await drafts()).length], [0, 1]);
});

test('groups of alerts about the same component share one notice, which ends with the last', async (context) => {
	const { send, pass, notices } = await aStory(context, { publish: true });
	await send({ group: 'one' }, { key: 'b', group: 'two' });
	await pass(70_000);
	assert.equal((await notices()).length, 1);
	await send({ group: 'one', status: 'resolved' });
	await pass(7 * minute);
	assert.equal((await notices())[0].phase, 'investigating');
	await send({ key: 'b', group: 'two', status: 'resolved' });
	await pass(8 * minute);
	assert.equal((await notices())[0].phase, 'resolved');
});

test('while automation is off nothing happens, and on again the rules act on what fires', async (context) => {
	const { send, pass, notices, server, groups, settle } = await aStory(context, { publish: true });
	const off = await server.write('PUT', '/v1/automation', { enabled: false });
	assert.equal(off.status, 200, off.text);
	assert.equal((await server.write('GET', '/v1/server')).body.automation, false);
	await send({});
	await pass(3 * minute);
	assert.deepEqual(await notices(), []);
	assert.match((await groups())[0].note, /off/);
	await server.write('PUT', '/v1/automation', { enabled: true });
	await settle();
	assert.equal((await notices()).length, 1);
	await server.write('PUT', '/v1/automation', { enabled: false });
	await send({ status: 'resolved' });
	await pass(10 * minute);
	assert.equal((await notices())[0].phase, 'investigating');
});

test('the first rule that matches is used, and a rule that is off is none', async (context) => {
	const { send, pass, drafts, server } = await aStory(context, { enabled: false });
	const rule = { name: 'All', title: 'Something is wrong', openAfter: '0s' };
	await server.write('PUT', '/v1/alert-rules/z-all', rule);
	await server.write('PUT', '/v1/alert-rules/b-all', {
		...rule,
		title: 'Payments',
		match: [
			{ label: 'alertname', op: '=~', value: 'Checkout.*|Pay' },
			{ label: 'severity', op: '!=', value: 'info' },
			{ label: 'team', op: '!~', value: 'test.*' },
		],
	});
	const of = async (labels: Record<string, string>, key: string) => {
		await send({ key, group: key, labels });
		await pass(10_000);
		return (await drafts()).map(({ title }: { title: string }) => title)[0];
	};
	assert.equal(await of({ alertname: 'CheckoutSlow' }, '1'), 'Payments');
	assert.equal(await of({ alertname: 'CheckoutSlow', severity: 'info' }, '2'), 'Something is wrong');
	assert.equal(await of({ alertname: 'Pay', team: 'tests' }, '3'), 'Something is wrong');
	assert.equal(await of({ alertname: 'Pay' }, '4'), 'Payments');
});

test('a test of the rules says what they would do, and changes nothing', async (context) => {
	const { server, groups, drafts } = await aStory(context, { publish: true });
	const alert = { key: 'a', status: 'firing', labels: { alertname: 'CheckoutErrors' } };
	const before = (await server.write('GET', '/v1/snapshot')).body.seq;
	const tested = await server.write('POST', '/v1/alert-rule-test', {
		source: 'tool',
		document: { alerts: [alert, { ...alert, labels: {} }, { ...alert, status: 'resolved' }] },
	});
	assert.equal(tested.status, 200, tested.text);
	assert.deepEqual(
		tested.body.alerts.map(({ does, rule, title }: Record<string, unknown>) => [does, rule, title]),
		[
			['publish', 'checkout', 'Problems with Checkout'],
			['nothing', null, null],
			['end', 'checkout', null],
		],
	);
	assert.deepEqual([await groups(), await drafts()], [[], []]);
	assert.equal((await server.write('GET', '/v1/snapshot')).body.seq, before);
});

test('a rule that cannot work is refused, with the field and what to do', async (context) => {
	const { server } = await aStory(context);
	const refused = async (fields: object) => {
		const { status, body } = await server.write('PUT', '/v1/alert-rules/r', {
			name: 'R',
			title: 'T',
			...fields,
		});
		return status === 422 ? body.issues[0].path : status;
	};
	assert.equal(await refused({ match: [{ label: 'a', op: '=~', value: '(a+)+$' }] }), 'match.0.value');
	assert.equal(await refused({ components: ['unknown'] }), 'components.0');
	assert.equal(await refused({ title: null }), 'title');
	assert.equal(await refused({ template: 'outage' }), 'template');
	assert.equal(await refused({ title: null, template: 'unknown' }), 'template');
	assert.equal(await refused({ publish: true }), 'publish');
	assert.equal(await refused({ openAfter: '2d' }), 'openAfter');
	assert.equal(await refused({ body: '# Heading' }), 'body');
	assert.equal(await refused({ title: 'Problems with {component}' }), 'title');
	assert.equal(await refused({ colour: 'red' }), 'colour');
	assert.equal(await refused({}), 201);
});

test('a template gives the words of a notice, in its languages', async (context) => {
	const rule = {
		title: null,
		body: null,
		template: 'outage',
		variables: { service: 'The checkout' },
		publish: true,
	};
	const { send, pass, notices, server } = await aStory(context, rule);
	await send({});
	await pass(70_000);
	const [notice] = await notices();
	const preview = await server.write('GET', '/v1/templates/outage');
	assert.equal(notice.title, preview.body.title.replace('{service}', 'The checkout'));
	assert.deepEqual(Object.keys(notice.translations).sort(), Object.keys(preview.body.translations).sort());
});

test('a sign of life that is missing fires, and the next one ends it', async (context) => {
	const rule = {
		match: [{ label: 'heartbeat', op: '=', value: 'backup' }],
		openAfter: '0s',
		resolveAfter: '0s',
		publish: true,
	};
	const { server, pass, notices, settle } = await aStory(context, rule);
	const refused = await server.write('POST', '/v1/alert-sources', { id: 'backup', kind: 'heartbeat' });
	assert.equal(refused.body.issues[0].path, 'settings.every');
	const created = await server.write('POST', '/v1/alert-sources', {
		id: 'backup',
		kind: 'heartbeat',
		settings: { every: '5m' },
	});
	const beat = async () => {
		const headers = { authorization: `Bearer ${created.body.secret}` };
		const { status } = await server.request('/v1/alerts/backup', { method: 'POST', headers, body: '' });
		assert.equal(status, 202);
		await settle();
	};
	await pass(20 * minute);
	assert.deepEqual(await notices(), []);
	for (let beats = 0; beats < 4; beats++) {
		await beat();
		await pass(4 * minute);
	}
	assert.deepEqual(await notices(), []);
	await pass(2 * minute);
	assert.equal((await notices())[0].phase, 'investigating');
	await beat();
	await pass(minute);
	assert.equal((await notices())[0].phase, 'resolved');
});

test('a source that is removed takes its alerts along, and what its rule made stays', async (context) => {
	const { server, send, pass, notices, groups, log } = await aStory(context, { publish: true });
	await send({});
	await pass(70_000);
	await send({ key: 'b', group: 'another' });
	assert.equal((await groups()).length, 2);
	assert.equal((await server.write('DELETE', '/v1/alert-sources/tool')).status, 204);
	assert.deepEqual(await groups(), []);
	await pass(20 * minute);
	assert.deepEqual([(await notices())[0].phase, (await notices()).length], ['investigating', 1]);
	assert.deepEqual(await log(), ['open-notice by rule:checkout']);
});

test('two persons: the end of a critical notice waits for a second person, also from a rule', async (context) => {
	const rule = { publish: true, impact: 'critical' };
	const { send, pass, notices, drafts, groups } = await aStory(context, rule, {
		secondPersonFor: ['critical-end'],
	});
	await send({});
	await pass(70_000);
	await send({ status: 'resolved' });
	await pass(6 * minute);
	assert.deepEqual([(await notices())[0].phase, (await drafts()).length], ['investigating', 1]);
	assert.match((await groups())[0].note, /second person/);
});
