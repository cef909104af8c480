/** `candor draft review`, and what the review lanes hold up. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { runCli, startServer } from './harness.ts';

const hourMs = 3_600_000;

async function startServerWithLanes(context: TestContext) {
	const server = await startServer(context, {
		reviewLanes: [
			{ lane: 'technical', limitMs: hourMs },
			{ lane: 'legal', limitMs: hourMs },
		],
	});
	const { url, clock } = server;
	const tokens: Record<string, string> = {};
	for (const owner of ['Operator A', 'Operator B']) {
		const role = ['--role', 'publisher', '--owner', owner];
		tokens[owner] = String((await server.json('token', 'create', `${owner}’s laptop`, ...role)).token);
	}
	const as = (owner: 'Operator A' | 'Operator B', ...argv: readonly string[]) =>
		runCli(argv, { url, clock, environment: { CANDOR_TOKEN: tokens[owner] } });
	const written = await as('Operator A', 'open', 'Search is down', '--id', 'search', '--draft', '--json');
	assert.equal(written.code, 0, written.err);
	return { ...server, as, id: String(JSON.parse(written.out).id) };
}

test('a lane waits, objects and accepts, and the drafts say who and until when', async (context) => {
	const { as, id } = await startServerWithLanes(context);
	const listed = await as('Operator B', 'drafts');
	assert.match(listed.out, /^ {2}Technical review: waits, until .+\n {2}Legal review: waits, until /m);
	const own = await as('Operator A', 'draft', 'review', id, '--lane', 'legal');
	assert.deepEqual([own.code, /another person must review it/.test(own.err)], [4, true], own.err);
	const refused = await as('Operator B', 'approve');
	assert.equal(refused.code, 6, refused.err);
	assert.match(refused.err, /The technical review has not answered, and its time is up at /);
	const why = 'It promises a refund.';
	const objected = await as('Operator B', 'draft', 'review', id, '--lane', 'legal', '--object', why);
	assert.equal(objected.code, 0, objected.err);
	assert.match(objected.out, /^Objected:\n\nPublish “Search is down”/);
	assert.match(
		objected.out,
		/^ {2}Legal review: objected by Operator B’s laptop, .*: “It promises a refund\.”$/m,
	);
	const accepted = await as('Operator B', 'draft', 'review', id, '--lane', 'legal');
	assert.match(accepted.out, /^Accepted:\n[\s\S]*^ {2}Legal review: accepted by Operator B’s laptop/m);
	assert.equal((await as('Operator B', 'draft', 'review', id, '--lane', 'technical')).code, 0);
	assert.equal((await as('Operator A', 'approve', 'search')).code, 0);
});

test('a lane that did not answer is in the drafts and in the log', async (context) => {
	const { as, clock } = await startServerWithLanes(context);
	clock.now += hourMs;
	assert.match((await as('Operator B', 'drafts')).out, /^ {2}Legal review: no answer, its time was up /m);
	assert.equal((await as('Operator A', 'approve')).code, 0);
	assert.match((await as('Operator A', 'log')).out, /^ {2}without an answer in time: technical, legal$/m);
});

test('breaking the glass says which reviews were missing', async (context) => {
	const { as } = await startServerWithLanes(context);
	assert.equal((await as('Operator A', 'approve', '--break-glass', 'Customers are waiting.')).code, 0);
	const { out } = await as('Operator B', 'drafts');
	assert.match(
		out,
		/^Published without a review {2}search\n {2}By Operator A’s laptop, .*“Customers are waiting\.”/,
	);
	assert.match(out, /^ {2}Reviews that were missing: technical, legal$/m);
});

test('a lane is required, and one of the known ones', async (context) => {
	const { as, id } = await startServerWithLanes(context);
	assert.match((await as('Operator B', 'draft', 'review', id)).err, /--lane/);
	const unknown = await as('Operator B', 'draft', 'review', id, '--lane', 'marketing');
	assert.match(unknown.err, /technical, communications, legal/);
});
