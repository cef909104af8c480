/** Every command over HTTP, against a real server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer } from '../../support/server.ts';
import { wholeComponent, wholePage } from '../../support/whole.ts';

const outage = {
	title: 'Checkout is failing',
	impact: 'major',
	body: 'Some payments fail. **None is taken twice.**',
	affected: [{ component: 'checkout' }],
	unaffected: ['search'],
	promise: { nextUpdateBy: '2099-01-01T00:00:00+02:00' },
};

test('a notice is opened, updated, ended, reopened and retracted', async (context) => {
	const { write, request } = await aServer(context);
	const opened = await write('POST', '/v1/notices', outage);
	assert.equal(opened.status, 201);
	const { id } = opened.body;
	assert.equal(opened.headers.get('location'), `/v1/notices/${id}`);
	assert.equal(opened.headers.get('etag'), `"${opened.body.seq}"`);
	assert.equal(opened.body.kind, 'incident');
	assert.deepEqual(opened.body.affected, [{ component: 'checkout', status: 'partial-outage' }]);
	assert.equal(opened.body.promise.nextUpdateBy, '2098-12-31T22:00:00.000Z');
	assert.equal(opened.body.updates[0].body[0].children[1].type, 'strong');

	const updated = await write('POST', `/v1/notices/${id}/updates`, {
		body: 'Found it.',
		phase: 'identified',
		workaround: 'Pay by transfer.',
	});
	assert.equal(updated.status, 201);
	assert.deepEqual(
		[updated.body.phase, updated.body.latestUpdate, updated.body.updates.length],
		['identified', 2, 2],
	);
	// The update has fulfilled the promise of before; the pack says when the next one is due.
	assert.ok(Date.parse(updated.body.promise.nextUpdateBy) < Date.now() + 3_600_001);
	const moved = await write('PATCH', `/v1/notices/${id}`, { phase: 'monitoring' });
	assert.deepEqual([moved.status, moved.body.phase], [200, 'monitoring']);
	const edited = await write('PATCH', `/v1/notices/${id}`, { title: 'Checkout is slow', impact: 'minor' });
	assert.deepEqual([edited.body.title, edited.body.impact], ['Checkout is slow', 'minor']);
	const ended = await write('POST', `/v1/notices/${id}/resolve`, { body: 'All is well.' });
	assert.deepEqual([ended.status, ended.body.phase], [200, 'resolved']);
	const again = await write('POST', `/v1/notices/${id}/reopen`, { body: 'Not quite.' });
	assert.deepEqual([again.status, again.body.phase], [200, 'investigating']);
	assert.deepEqual((await request(`/v1/notices/${id}`)).body, again.body);

	const gone = await write('POST', `/v1/notices/${id}/retract`, { reason: 'The wrong page.' });
	assert.deepEqual(gone.body, { id, seq: gone.body.seq, retracted: true });
	assert.equal((await request(`/v1/notices/${id}`)).status, 410);
	assert.equal((await write('POST', `/v1/notices/${id}/updates`, { body: 'x' })).status, 410);
});

test('notices of all four kinds are opened with all their fields', async (context) => {
	const { write } = await aServer(context);
	const window = { start: '2098-01-01T00:00:00Z', end: '2098-01-01T01:00:00Z' };
	const planned = await write('POST', '/v1/notices', { kind: 'maintenance', title: 'Move', window });
	assert.deepEqual([planned.status, planned.body.phase], [201, 'scheduled']);
	const dataSafety = {
		state: 'safe',
		statement: 'Nothing was read.',
		evidence: 'See [the report](https://a.example/r).',
		approvedBy: 'Security team',
	};
	const note = await write('POST', '/v1/notices', {
		kind: 'assurance',
		title: 'Your data',
		dataSafety,
		checklist: ['Change your password'],
	});
	assert.equal(note.status, 201);
	assert.equal(note.body.dataSafety.evidence[0].children[1].href, 'https://a.example/r');
	assert.match(note.body.dataSafety.asOf, /Z$/);
	const news = await write('POST', '/v1/notices', { kind: 'announcement', title: 'Closed on Friday' });
	assert.deepEqual([news.status, news.body.phase], [201, 'published']);
});

test('components and the page are created, changed, listed and removed', async (context) => {
	const { write, request } = await aServer(context);
	const made = await write(
		'PUT',
		'/v1/components/checkout',
		wholeComponent({ name: 'Checkout', group: 'Shop' }),
	);
	assert.deepEqual([made.status, made.body.currentStatus], [201, 'operational']);
	const changed = await write(
		'PUT',
		'/v1/components/checkout',
		wholeComponent({ name: 'Checkout', status: 'degraded' }),
	);
	assert.deepEqual([changed.status, changed.body.status], [200, 'degraded']);
	await write('POST', '/v1/notices', {
		title: 'Down',
		affected: [{ component: 'api', status: 'major-outage' }],
	});
	const { body } = await request('/v1/components');
	assert.deepEqual(
		body.components.map((each: Record<string, string>) => [each.id, each.currentStatus]),
		[
			['checkout', 'degraded'],
			['api', 'major-outage'],
		],
	);
	assert.deepEqual((await write('DELETE', '/v1/components/api')).body.code, 'component-in-use');
	assert.equal((await write('DELETE', '/v1/components/checkout')).status, 204);
	assert.equal((await write('DELETE', '/v1/components/checkout')).status, 404);
	assert.equal((await request('/v1/page')).status, 404);
	const page = await write(
		'PUT',
		'/v1/page',
		wholePage({ name: 'Larkfield', supportUrl: 'mailto:help@bank.example' }),
	);
	assert.equal(page.status, 200);
	const urlWithSpaces = '\u0000 https://status.example/\n';
	const trimmed = await write('PUT', '/v1/page', wholePage({ name: 'Larkfield', statusUrl: urlWithSpaces }));
	assert.equal(trimmed.body.statusUrl, 'https://status.example/');
	await write('PUT', '/v1/page', wholePage({ name: 'Larkfield', supportUrl: 'mailto:help@bank.example' }));
	assert.deepEqual((await request('/v1/page')).body.supportUrl, page.body.supportUrl);
});

test('notices are listed by their current state', async (context) => {
	const { write, request } = await aServer(context);
	for (const id of ['a', 'b', 'c']) await write('POST', '/v1/notices', { id, title: id });
	await write('POST', '/v1/notices/b/resolve', {});
	const ids = async (query: string) =>
		(await request(`/v1/notices${query}`)).body.notices.map(({ id }: { id: string }) => id).sort();
	assert.deepEqual(await ids(''), ['a', 'b', 'c']);
	assert.deepEqual(await ids('?state=current'), ['a', 'c']);
	assert.deepEqual(await ids('?state=ended'), ['b']);
	assert.equal((await ids('?limit=2')).length, 2);
	assert.equal((await request('/v1/notices?state=some')).status, 422);
	assert.equal((await request('/v1/notices?limit=0')).status, 422);
});

test('If-Match allows a change only of the expected version', async (context) => {
	const { write, request } = await aServer(context);
	const { body } = await write('POST', '/v1/notices', { id: 'n', title: 'Down' });
	const tag = `"${body.seq}"`;
	const first = await write('PATCH', '/v1/notices/n', { title: 'Slow' }, { 'if-match': tag });
	assert.equal(first.status, 200);
	const second = await write('PATCH', '/v1/notices/n', { title: 'Fast' }, { 'if-match': tag });
	assert.deepEqual([second.status, second.body.code], [412, 'precondition-failed']);
	assert.match(second.body.detail, /the current version is "2"/);
	for (const [header, status] of [
		['"1", "2"', 200],
		['*', 200],
		[`W/"4"`, 412],
		['4', 400],
		['"4', 400],
		['"nonsense"', 412],
	] as const)
		assert.equal(
			(await write('PATCH', '/v1/notices/n', { title: 'Down' }, { 'if-match': header })).status,
			status,
			header,
		);
	assert.equal(
		(await write('PUT', '/v1/components/x', wholeComponent({ name: 'X' }), { 'if-match': '*' })).status,
		412,
	);
	assert.equal((await request('/v1/notices/n', { headers: { 'if-none-match': '"4"' } })).status, 304);
	assert.equal((await request('/v1/notices/n', { headers: { 'if-none-match': '"3"' } })).status, 200);
});

test('a repeated request with the same Idempotency-Key gets the first response; another request with the key is refused', async (context) => {
	const { write } = await aServer(context);
	const headers = { 'idempotency-key': 'deploy-42' };
	const first = await write('POST', '/v1/notices', outage, headers);
	await write('POST', `/v1/notices/${first.body.id}/updates`, { body: 'More.' });
	const again = await write('POST', '/v1/notices', outage, headers);
	assert.deepEqual([again.status, again.text], [201, first.text]);
	assert.equal(again.headers.get('idempotency-replayed'), 'true');
	assert.equal(first.headers.get('idempotency-replayed'), null);
	const other = await write('POST', '/v1/notices', { ...outage, title: 'Other' }, headers);
	assert.deepEqual([other.status, other.body.code], [422, 'idempotency-key-reused']);
	const bad = await write('POST', '/v1/notices', outage, { 'idempotency-key': 'x'.repeat(201) });
	assert.equal(bad.status, 400);
	const making = { 'idempotency-key': 'make' };
	for (const again of ['', 'again'])
		assert.equal(
			(await write('PUT', '/v1/components/new', wholeComponent({ name: 'New' }), making)).status,
			201,
			again,
		);
	const removal = { 'idempotency-key': 'remove' };
	await write('PUT', '/v1/components/old', wholeComponent({ name: 'Old' }));
	assert.equal((await write('DELETE', '/v1/components/old', undefined, removal)).status, 204);
	assert.equal((await write('DELETE', '/v1/components/old', undefined, removal)).status, 204);
	const retracting = { 'idempotency-key': 'retract' };
	const path = `/v1/notices/${first.body.id}/retract`;
	const gone = await write('POST', path, {}, retracting);
	assert.deepEqual((await write('POST', path, {}, retracting)).body, gone.body);
});

test('operators create and revoke tokens, whose secret is shown once', async (context) => {
	const { write, request } = await aServer(context);
	const made = await write('POST', '/v1/tokens', { name: 'release pipeline' });
	assert.equal(made.status, 201);
	assert.match(made.body.token, /^candor_[\w-]{43}$/);
	const headers = { authorization: `Bearer ${made.body.token}` };
	const listed = await request('/v1/tokens', { headers });
	assert.equal(listed.status, 200);
	assert.doesNotMatch(listed.text, /candor_|hash/);
	await write('POST', '/v1/notices', { id: 'n', title: 'Down' }, headers);
	assert.equal((await write('DELETE', `/v1/tokens/${made.body.id}`)).status, 204);
	assert.equal((await request('/v1/tokens', { headers })).status, 401);
	assert.equal((await write('DELETE', `/v1/tokens/${made.body.id}`)).status, 404);
});
