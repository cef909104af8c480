/** Post-mortems while operators write them, over HTTP, with real tokens of real owners. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { plainText } from '../../../src/model/rich-text.ts';
import { aFolder } from '../../support/folder.ts';
import { aServer, type TestServer } from '../../support/server.ts';

const path = '/v1/notices/down/postmortem/draft';
const asOperator = (token: string) => ({ authorization: `Bearer ${token}` });

async function tokenOf({ write }: TestServer, name: string, owner: string | null, role = 'publisher') {
	const { body, text } = await write('POST', '/v1/tokens', { name, role, owner });
	assert.ok(body.token, text);
	return asOperator(body.token);
}

async function anEndedNotice(context: TestContext, folder?: string) {
	let now = Date.parse('2030-01-31T14:02:00.000Z');
	const clock = { now: () => now, after: () => () => {} };
	const server = await aServer(context, { clock, ...(folder && { data: folder }) });
	const { write } = server;
	const opened = await write('POST', '/v1/notices', {
		id: 'down',
		title: 'Checkout is failing',
		impact: 'critical',
		affected: [{ component: 'checkout', status: 'major-outage' }],
		body: 'Payments *fail*. 2 * 3 part_of_us are affected.',
	});
	assert.equal(opened.status, 201, opened.text);
	await write('PATCH', '/v1/components/checkout', { name: 'Checkout [EU]' });
	now += 20 * 60_000;
	const posted = await write('POST', '/v1/notices/down/updates', {
		body: 'A certificate expired.',
		phase: 'identified',
		impact: 'minor',
		affected: [{ component: 'checkout', status: 'degraded' }],
	});
	assert.equal(posted.status, 201, posted.text);
	now += 27 * 60_000;
	const resolve = () => write('POST', '/v1/notices/down/resolve', { body: 'Payments work again.' });
	return { ...server, resolve };
}

test('a draft begins with what the log knows, and customers see nothing of it', async (context) => {
	const { write, request, resolve } = await anEndedNotice(context);
	await resolve();
	const started = await write('POST', path);
	assert.equal(started.status, 201, started.text);
	assert.equal(started.headers.get('location'), path);
	const { title, impact, timeline, body } = started.body;
	assert.equal(title, 'What happened: Checkout is failing');
	assert.equal(
		impact,
		'Critical impact for 47 minutes, from 2030-01-31 14:02 to 14:49 UTC.\n\n- Checkout \\[EU\\]: Major outage',
	);
	assert.equal(
		timeline,
		'All times are in UTC.\n\n- 14:02 Investigating. Payments fail. 2 \\* 3 part\\_of\\_us are affected.\n- 14:22 Cause identified. A certificate expired.\n- 14:49 Resolved. Payments work again.',
	);
	assert.match(plainText(body), /^Impact\nCritical .*\n- Checkout \[EU\]: Major outage\nTimeline\n/);
	assert.match(plainText(body), /2 \* 3 part_of_us/);
	const again = await write('POST', path);
	assert.deepEqual([again.status, again.body.seq], [200, started.body.seq], 'there is one already');
	const dry = await write('POST', `${path}?dry-run=true`);
	assert.deepEqual([dry.body.status, dry.body.changes, dry.body.response.seq], [200, [], started.body.seq]);
	assert.equal((await request(path)).status, 401);
	const { postmortems } = (await write('GET', '/v1/drafts')).body;
	assert.deepEqual(
		postmortems.map(({ notice, title, noticeTitle, reviewedBy }: Record<string, unknown>) => ({
			...{ notice, title, noticeTitle, reviewedBy },
		})),
		[{ notice: 'down', title, noticeTitle: 'Checkout is failing', reviewedBy: null }],
	);
	for (const place of ['/v1/snapshot', '/v1/notices/down', '/v1/history'])
		assert.ok(!(await request(place)).text.includes('What happened'), place);
});

test('it is reviewed by another person, published after the end, and the owners stay inside', async (context) => {
	const server = await anEndedNotice(context);
	const { write, request, resolve } = server;
	const author = await tokenOf(server, 'a', 'Operator A', 'responder');
	const authorAgain = await tokenOf(server, 'a2', 'ｏｐｅｒａｔｏｒ ａ');
	const reviewer = await tokenOf(server, 'b', 'Operator B');
	const pipeline = await tokenOf(server, 'pipeline', null);
	const words = {
		title: 'Why checkout failed',
		impact: 'Payments failed for 47 minutes.',
		causes: 'A certificate expired.',
		internal: 'The secret room.',
		actions: [
			{ title: 'A warning a month before', owner: 'Payments team', dueBy: '24h' },
			{ title: 'Move the pager', owner: 'Platform team', isInternal: true },
		],
	};
	const stored = await write('PUT', path, words, author);
	assert.equal(stored.status, 201, stored.text);
	assert.equal(stored.body.authorName, 'a');
	assert.equal(stored.body.actions[0].dueBy, '2030-02-01T14:49:00.000Z');
	const refused = await write('POST', `${path}/review`, undefined, author);
	assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden']);
	assert.equal((await write('POST', `${path}/review`, undefined, authorAgain)).status, 403);
	assert.match((await write('POST', `${path}/review`, undefined, pipeline)).body.detail, /no owner/);
	assert.match((await write('POST', `${path}/publish`, {}, reviewer)).body.detail, /not reviewed/);
	const reviewed = await write('POST', `${path}/review`, undefined, reviewer);
	assert.deepEqual([reviewed.status, reviewed.body.reviewerName], [200, 'b'], reviewed.text);
	assert.equal((await write('POST', `${path}/publish`, {}, author)).status, 403, 'a responder');
	assert.equal((await write('POST', `${path}/publish`, {}, reviewer)).body.code, 'notice-open');
	await resolve();
	const changed = await write('PUT', path, { ...words, wentWell: 'Support knew.' }, author);
	assert.equal(changed.body.reviewedBy, null, 'other words need another review');
	assert.equal((await write('POST', `${path}/publish`, {}, reviewer)).status, 422);
	const again = await write('POST', `${path}/review`, undefined, reviewer);
	const same = await write('PUT', path, { ...words, actions: again.body.actions, wentWell: 'Support knew.' });
	assert.deepEqual([same.status, same.body], [200, again.body], 'the same words keep author and review');
	const published = await write('POST', `${path}/publish`, {}, reviewer);
	assert.equal(published.status, 200, published.text);
	const { text, body } = await request('/v1/notices/down/postmortem');
	assert.deepEqual(
		body.actions.map(({ title }: { title: string }) => title),
		['A warning a month before'],
	);
	assert.equal(
		plainText(body.body),
		'Impact\nPayments failed for 47 minutes.\nCauses\nA certificate expired.\nWhat went well\nSupport knew.',
	);
	for (const inner of ['secret room', 'Payments team', 'Move the pager']) {
		assert.ok(!text.includes(inner), inner);
		assert.ok(!(await request('/v1/snapshot')).text.includes(inner), inner);
	}
	const after = await request(path, { headers: reviewer });
	assert.equal(after.body.publishedAt, '2030-01-31T14:49:00.000Z');
	assert.deepEqual(
		(await write('GET', '/v1/drafts')).body.postmortems,
		[],
		'what is published waits no more',
	);
	const edited = await write('PUT', path, words, author);
	assert.equal(edited.body.publishedAt, null);
	const unreviewed = await write('POST', `${path}/publish`, { unreviewed: true }, reviewer);
	assert.equal(unreviewed.status, 200, unreviewed.text);
});

test('a conflict, bad words and a missing draft are refused with a sentence', async (context) => {
	const { write, request } = await anEndedNotice(context);
	assert.match((await write('DELETE', path)).body.detail, /no draft of a post-mortem/);
	assert.equal((await write('POST', '/v1/notices/none/postmortem/draft')).status, 404);
	const first = await write('POST', path);
	const tag = { 'if-match': first.headers.get('etag') ?? '' };
	assert.equal((await write('PUT', path, { title: 'One' }, tag)).status, 200);
	const stale = await write('PUT', path, { title: 'Two' }, tag);
	assert.deepEqual([stale.status, stale.body.code], [412, 'precondition-failed']);
	const refused = await write('PUT', path, { title: 'One', causes: '<script>x</script>' });
	assert.equal(refused.body.code, 'markup-refused', refused.text);
	assert.equal((await write('PUT', path, { title: 'One', causes: 'x'.repeat(5_001) })).status, 422);
	assert.equal((await write('DELETE', path)).status, 204);
	assert.equal((await request(path)).status, 401);
});

test('a redaction removes the draft and its words from the files', async (context) => {
	const folder = aFolder(context);
	const { write, request, close, resolve } = await anEndedNotice(context, folder);
	await resolve();
	await write('PUT', path, { title: 'Why', causes: 'Zanzibar-42 was in the log.' });
	const log = await request('/v1/log', { headers: asOperator('a-token-for-the-tests') });
	assert.match(log.text, /Zanzibar-42/);
	const redacted = await write('POST', '/v1/notices/down/redact', {
		fields: ['workaround'],
		reason: 'A name.',
	});
	assert.equal(redacted.status, 200, redacted.text);
	assert.equal((await write('DELETE', path)).status, 404);
	await close();
	for (const file of readdirSync(folder))
		assert.ok(!readFileSync(join(folder, file)).includes('Zanzibar-42'), file);
});

test('a notice with many long updates begins a draft that can be stored', async (context) => {
	const { write } = await anEndedNotice(context);
	for (let index = 0; index < 60; index += 1) {
		const posted = await write('POST', '/v1/notices/down/updates', {
			body: `* ${'_*[`'.repeat(200)} ${index}`,
		});
		if (index === 0) assert.equal(posted.status, 201, posted.text);
	}
	const started = await write('POST', path);
	assert.equal(started.status, 201, started.text);
	assert.match(started.body.timeline, /The first 12 updates are left out\./);
	const { title, impact, timeline } = started.body;
	const stored = await write('PUT', path, { title, impact, timeline });
	assert.equal(stored.status, 200, stored.text);
});
