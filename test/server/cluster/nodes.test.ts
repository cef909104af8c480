/** Several real servers on one Postgres database: what one acknowledges is true on all. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { aDatabase } from '../../support/postgres.ts';
import { aServer } from '../../support/server.ts';

async function threeServers(context: TestContext, options: object = {}) {
	const { address } = await aDatabase(context);
	const all = [];
	for (let count = 0; count < 3; count++) all.push(await aServer(context, { database: address, ...options }));
	const [one, two, three] = all;
	assert.ok(one && two && three);
	return { one, two, three, all };
}

test('a notice that one server opened can be updated at once on another one', async (context) => {
	const { one, two, three } = await threeServers(context);
	for (let round = 0; round < 10; round++) {
		assert.equal((await one.write('POST', '/v1/notices', { id: `n${round}`, title: 'Down' })).status, 201);
		assert.equal((await two.write('POST', `/v1/notices/n${round}/updates`, { body: 'More' })).status, 201);
		assert.equal((await three.write('POST', `/v1/notices/n${round}/resolve`, {})).status, 200);
	}
});

test('the same Idempotency-Key on all servers at once publishes once', async (context) => {
	const { all } = await threeServers(context);
	for (let round = 0; round < 5; round++) {
		const key = { 'idempotency-key': `key-${round}` };
		const answers = await Promise.all(
			all.map((server) => server.write('POST', '/v1/notices', { title: `Down ${round}` }, key)),
		);
		assert.deepEqual(
			answers.map(({ status }) => status),
			[201, 201, 201],
		);
		assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
		assert.equal(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null).length, 1);
	}
});

test('of three updates with the same If-Match on three servers, one is published', async (context) => {
	const { one, all } = await threeServers(context);
	const opened = await one.write('POST', '/v1/notices', { id: 'n', title: 'Down' });
	const etag = opened.headers.get('etag') ?? '';
	assert.ok(etag);
	const answers = await Promise.all(
		all.map((server, index) =>
			server.write('POST', '/v1/notices/n/updates', { body: `By ${index}` }, { 'if-match': etag }),
		),
	);
	assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 412, 412]);
});

test('a second person approves on another server, and the first one cannot', async (context) => {
	const { one, two, three } = await threeServers(context, { secondPersonFor: ['no-component'] });
	const [first, second] = await Promise.all(
		['first', 'second'].map(async (name) => {
			const made = await one.write('POST', '/v1/tokens', { name, role: 'publisher', owner: name });
			assert.equal(made.status, 201, made.text);
			return { authorization: `Bearer ${made.body.token}` };
		}),
	);
	const notice = { id: 'down', title: 'Everything is down', impact: 'critical', body: 'We look into it.' };
	const draft = await two.write('POST', '/v1/notices', notice, first);
	assert.equal(draft.status, 202, draft.text);
	const approve = '/v1/notices/down/approve';
	assert.equal((await three.write('POST', approve, {}, first)).status, 403);
	const answers = await Promise.all([one, three].map((server) => server.write('POST', approve, {}, second)));
	assert.equal(answers.filter(({ status }) => status === 200).length, 1, 'one of two approvals at once');
});

test('answers of visitors are summed over all servers', async (context) => {
	const { one, all } = await threeServers(context);
	await one.write('POST', '/v1/notices', {
		...{ id: 'n', title: 'Down', reporting: true },
		affected: [{ component: 'api' }],
	});
	const { seq } = (await one.request('/v1/snapshot')).body;
	for (const server of all)
		while ((await server.request('/v1/snapshot')).body.seq < seq) await new Promise(setImmediate);
	for (const server of all)
		for (let count = 0; count < 5; count++) {
			const answer = await server.request('/v1/reports/notices/n', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ says: 'affected' }),
			});
			assert.ok(answer.status < 300, answer.text);
		}
	// What is not saved yet is saved when a server stops.
	const [, two, three] = all;
	await two?.close();
	await three?.close();
	const sums = await one.write('GET', '/v1/notices/n/reports');
	assert.equal(sums.body.affected, 15, sums.text);
});

test('words that one server redacts are in the answers of no other server', async (context) => {
	const { one, two, three } = await threeServers(context);
	await one.write('POST', '/v1/notices', { id: 'n', title: 'Down' });
	await two.write('PATCH', '/v1/notices/n', { workaround: 'The password is swordfish.' });
	const redacted = await three.write('POST', '/v1/notices/n/redact', { fields: ['workaround'] });
	assert.ok(redacted.status < 300, redacted.text);
	const { seq } = (await three.request('/v1/snapshot')).body;
	for (const server of [one, two, three]) {
		let snapshot = await server.request('/v1/snapshot');
		while (snapshot.body.seq < seq) snapshot = await server.request('/v1/snapshot');
		const log = await server.write('GET', '/v1/log');
		assert.equal(log.status, 200, log.text);
		assert.ok(!`${snapshot.text}${log.text}`.includes('swordfish'));
	}
});
