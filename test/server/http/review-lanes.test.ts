/** Review lanes over HTTP, with real tokens of real owners. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { CandorOptions } from '../../../server/index.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { type Answer, aServer } from '../../support/server.ts';

const minuteMs = 60_000;
const people = {
	author: ['responder', 'Operator A'],
	authorPhone: ['publisher', 'operator a'],
	reviewer: ['responder', 'Operator B'],
	publisher: ['publisher', 'Operator C'],
	pipeline: ['publisher', null],
	desk: ['support', 'Operator D'],
} as const;

async function aServerWithLanes(context: TestContext, options: CandorOptions = {}) {
	const clock = aManualClock();
	const server = await aServer(context, {
		clock,
		reviewLanes: [
			{ lane: 'technical', limitMs: 20 * minuteMs },
			{ lane: 'legal', limitMs: 60 * minuteMs },
		],
		...options,
	});
	const tokens: Record<string, { id: string; token: string }> = {};
	for (const [name, [role, owner]] of Object.entries(people))
		tokens[name] = (await server.write('POST', '/v1/tokens', { name, role, owner })).body;
	const as = (
		person: keyof typeof people,
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<Answer> =>
		server.write(method, path, body, { authorization: `Bearer ${tokens[person]?.token}`, ...headers });
	const draft = await as('author', 'POST', '/v1/drafts', {
		...{ id: 'prices', title: 'A new price list', kind: 'announcement', body: 'It is valid from today.' },
	});
	assert.equal(draft.status, 201, draft.text);
	const reviews = `/v1/drafts/${draft.body.id}/reviews`;
	const pass = (minutes: number): void => clock.advance(minutes * minuteMs);
	return { ...server, as, tokens, draft, reviews, pass, clock };
}

const approve = '/v1/notices/prices/approve';
const codeOf = ({ status, body }: Answer) => [status, body?.code];
const statesOf = ({ body }: Answer) => body.reviews.map((each: { state: string }) => each.state);
const legal = { lane: 'legal', verdict: 'accepted' };
const technical = { lane: 'technical', verdict: 'accepted' };
const objection = { lane: 'legal', verdict: 'objected', comment: 'It promises a refund.' };

test('a draft is published once another person has accepted it in each lane', async (context) => {
	const { as, reviews, request, write, draft, tokens, clock } = await aServerWithLanes(context);
	const until = new Date(clock.now() + 60 * minuteMs).toISOString();
	assert.deepEqual(draft.body.reviews[1], {
		...{ lane: 'legal', state: 'waiting', until },
		...{ by: null, at: null, comment: null },
	});
	for (const person of ['author', 'authorPhone', 'pipeline', 'desk'] as const)
		assert.deepEqual(codeOf(await as(person, 'POST', reviews, legal)), [403, 'forbidden'], person);
	assert.deepEqual(
		codeOf(await write('POST', reviews, legal)),
		[403, 'forbidden'],
		'CANDOR_TOKEN is no person',
	);
	const refused = await as('publisher', 'POST', approve, {});
	assert.deepEqual(codeOf(refused), [409, 'review-missing']);
	assert.ok(
		refused.body.detail.includes(`The legal review has not answered, and its time is up at ${until}.`),
	);
	const dry = await as('reviewer', 'POST', `${reviews}?dry-run=true`, legal);
	assert.equal(dry.body.dryRun, true, dry.text);
	const first = await as('reviewer', 'POST', reviews, legal);
	assert.deepEqual([first.status, statesOf(first)], [200, ['waiting', 'accepted']]);
	assert.deepEqual(first.body.reviews[1].by, { id: tokens.reviewer?.id, name: 'reviewer' });
	assert.match((await as('publisher', 'POST', approve, {})).body.detail, /^The technical review/);
	assert.deepEqual(statesOf(await as('publisher', 'POST', reviews, technical)), ['accepted', 'accepted']);
	const approved = await as('publisher', 'POST', approve, {});
	assert.deepEqual([approved.status, approved.body.title], [200, 'A new price list']);
	assert.equal((await request('/v1/notices/prices')).status, 200);
});

test('an objection blocks also after its time, and nothing of it is public', async (context) => {
	const { as, reviews, request, pass } = await aServerWithLanes(context);
	assert.equal((await as('reviewer', 'POST', reviews, objection)).status, 200);
	pass(90);
	const refused = await as('publisher', 'POST', approve, {});
	assert.deepEqual(codeOf(refused), [409, 'review-missing']);
	assert.match(refused.body.detail, /^The legal review has objected: “It promises a refund\.”/);
	const list = await as('publisher', 'GET', '/v1/drafts');
	assert.deepEqual(statesOf({ ...list, body: list.body.waiting[0] }), ['unanswered', 'objected']);
	for (const path of ['/v1/snapshot', '/v1/notices', '/v1/history', '/v1/components'])
		assert.doesNotMatch((await request(path)).text, /refund|legal|price list/, path);
	assert.equal((await as('reviewer', 'POST', reviews, legal)).status, 200);
	assert.equal((await as('publisher', 'POST', approve, {})).status, 200);
	for (const path of ['/v1/snapshot', '/v1/notices/prices', '/v1/history', '/v1/records'])
		assert.doesNotMatch((await as('publisher', 'GET', path)).text, /refund|legal/, path);
});

test('a lane whose time is up holds nothing up, and the log says that it did not answer', async (context) => {
	const { as, reviews, pass } = await aServerWithLanes(context);
	await as('reviewer', 'POST', reviews, technical);
	pass(59);
	assert.equal((await as('publisher', 'POST', approve, {})).status, 409);
	pass(1);
	assert.equal((await as('publisher', 'POST', approve, {})).status, 200);
	const { body: log } = await as('publisher', 'GET', '/v1/log?notice=prices');
	assert.deepEqual(
		log.entries.map(({ command, unanswered }: { command: string; unanswered: string[] }) => [
			command,
			unanswered,
		]),
		[
			['approve-draft', ['legal']],
			['review-draft', []],
			['draft-notice', []],
		],
	);
});

test('an edit ends the reviews, and a review names the version that it read', async (context) => {
	const { as, reviews, draft, pass, clock } = await aServerWithLanes(context);
	await as('reviewer', 'POST', reviews, objection);
	pass(10);
	const path = `/v1/drafts/${draft.body.id}`;
	const edited = await as('author', 'PATCH', path, { body: 'It is valid from tomorrow.' });
	assert.deepEqual(statesOf(edited), ['waiting', 'waiting']);
	assert.equal(edited.body.reviews[0].until, new Date(clock.now() + 20 * minuteMs).toISOString());
	const stale = { 'if-match': draft.headers.get('etag') ?? '' };
	assert.deepEqual(codeOf(await as('reviewer', 'POST', reviews, legal, stale)), [412, 'precondition-failed']);
	const fresh = { 'if-match': edited.headers.get('etag') ?? '' };
	assert.equal((await as('reviewer', 'POST', reviews, legal, fresh)).status, 200);
	// Who edits is the author, and cannot review the own words.
	await as('reviewer', 'PATCH', path, { title: 'The new price list' });
	assert.deepEqual(codeOf(await as('reviewer', 'POST', reviews, legal)), [403, 'forbidden']);
	assert.equal((await as('author', 'POST', reviews, legal)).status, 200);
});

test('breaking the glass passes, and operators read which reviews were missing', async (context) => {
	const { as, reviews } = await aServerWithLanes(context);
	await as('reviewer', 'POST', reviews, objection);
	const breakGlass = 'Customers read the old prices.';
	assert.equal((await as('publisher', 'POST', approve, { breakGlass })).status, 200);
	const [record] = (await as('author', 'GET', '/v1/drafts')).body.breakGlass;
	assert.deepEqual(
		[record.reason, record.reasons, record.lanes, record.publisher.name],
		[breakGlass, [], ['technical', 'legal'], 'publisher'],
	);
});

test('lanes never hold up a direct publication, and are off by default', async (context) => {
	const { as } = await aServerWithLanes(context);
	const direct = await as('publisher', 'POST', '/v1/notices', { title: 'Checkout is failing' });
	assert.equal(direct.status, 201, direct.text);
	const { body } = await as('publisher', 'GET', '/v1/server');
	assert.deepEqual(body.reviewLanes, [
		{ lane: 'technical', limitMs: 20 * minuteMs },
		{ lane: 'legal', limitMs: 60 * minuteMs },
	]);
	const without = await aServerWithLanes(context, { reviewLanes: [] });
	assert.deepEqual(without.draft.body.reviews, []);
	assert.deepEqual((await without.as('publisher', 'GET', '/v1/server')).body.reviewLanes, []);
	const refused = await without.as('reviewer', 'POST', without.reviews, legal);
	assert.deepEqual(codeOf(refused), [422, 'invalid']);
	assert.match(refused.body.detail, /CANDOR_REVIEW/);
	assert.equal((await without.as('publisher', 'POST', approve, {})).status, 200);
});

test('what is not a review is refused', async (context) => {
	const { as, reviews } = await aServerWithLanes(context);
	for (const body of [
		{},
		{ lane: 'marketing', verdict: 'accepted' },
		{ lane: 'legal', verdict: 'perhaps' },
		{ ...legal, comment: 'x'.repeat(501) },
		{ ...legal, by: 'me' },
	])
		assert.deepEqual(
			codeOf(await as('reviewer', 'POST', reviews, body)),
			[422, 'invalid'],
			JSON.stringify(body),
		);
	assert.deepEqual(codeOf(await as('reviewer', 'POST', '/v1/drafts/nothing/reviews', legal)), [
		404,
		'not-found',
	]);
	const unknown = { lane: 'communications', verdict: 'accepted' };
	assert.match((await as('reviewer', 'POST', reviews, unknown)).body.detail, /Its lanes: technical, legal/);
});
