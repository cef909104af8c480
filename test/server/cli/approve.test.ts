/** `candor approve`, and commands that wait for a second person. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { secondPersonReasons } from '../../../src/model/vocabulary.ts';
import { runCli, startServer } from './harness.ts';

async function startServerWithPeople(context: TestContext) {
	const server = await startServer(context, { secondPersonFor: secondPersonReasons });
	const { url, clock } = server;
	const tokens: Record<string, string> = {};
	for (const owner of ['Operator A', 'Operator B']) {
		const made = await server.json(
			'token',
			'create',
			`${owner}’s laptop`,
			'--role',
			'publisher',
			'--owner',
			owner,
		);
		tokens[owner] = String(made.token);
	}
	const as = (owner: 'Operator A' | 'Operator B', ...argv: readonly string[]) =>
		runCli(argv, { url, clock, environment: { CANDOR_TOKEN: tokens[owner] } });
	return { ...server, as };
}

test('8: a notice to everyone waits; the output says for whom and how, and another person approves it', async (context) => {
	const { as, candor } = await startServerWithPeople(context);
	const opened = await as('Operator A', 'open', 'Everything is down', '--id', 'down', '-m', 'We are on it.');
	assert.equal(opened.code, 8);
	assert.equal(opened.err, '');
	assert.match(opened.out, /^Nothing is published yet: a second person must approve it\./);
	assert.match(opened.out, /^Publish “Everything is down” .*for everyone {2}/m);
	assert.match(opened.out, /^ {2}Asked by Operator A’s laptop, .*\. Notice down$/m);
	assert.match(opened.out, /^ {4}Text: We are on it\.$/m);
	assert.match(opened.out, /Needs a second person: it reaches everyone and names no component/);
	const [, id] = /candor approve (\S+)/.exec(opened.out) ?? [];
	assert.match((await candor('list')).out, /No notice is open/);
	assert.match(
		(await as('Operator B', 'drafts')).out,
		new RegExp(`Publish “Everything is down” .*for everyone {2}${id}`),
	);
	const own = await as('Operator A', 'approve');
	assert.equal(own.code, 4);
	assert.match(own.err, /another person must approve it/);
	const dry = await as('Operator B', 'approve', 'down', '--dry-run');
	assert.match(dry.out, /Nothing was published.*\n[\s\S]*Customers would read:\n[\s\S]*Everything is down/);
	const approved = await as('Operator B', 'approve', 'down');
	assert.equal(approved.code, 0, approved.err);
	assert.match(approved.out, /^Published\. Customers now see:\n\n.*Everything is down/);
	assert.match((await as('Operator B', 'approve')).err, /No draft waits/);
	assert.equal((await as('Operator B', 'approve', 'down')).code, 5);
});

test('breaking the glass needs a reason, and is the first that operators read', async (context) => {
	const { as } = await startServerWithPeople(context);
	await as('Operator A', 'open', 'Everything is down', '--id', 'down');
	assert.equal((await as('Operator A', 'approve', '--break-glass', 'now')).code, 1);
	const done = await as('Operator A', 'approve', '--break-glass', 'I am alone on call.');
	assert.equal(done.code, 0, done.err);
	const { out } = await as('Operator B', 'drafts');
	assert.match(
		out,
		/^Published without a second person {2}down\n {2}By Operator A’s laptop, .*“I am alone on call\.”/,
	);
	assert.match((await as('Operator B', 'status')).out, /^Alone: {6}1 published without a second person/m);
	assert.match((await as('Operator B', 'log')).out, /approve-draft[\s\S]*reason: "?I am alone on call/);
});

test('--json prints the draft that waits, and the exit code tells scripts', async (context) => {
	const { as } = await startServerWithPeople(context);
	const { code, out } = await as('Operator A', 'open', 'Everything is down', '--json');
	const draft = JSON.parse(out);
	assert.deepEqual([code, draft.waiting, draft.reasons], [8, true, ['no-component']]);
	await as('Operator A', 'open', 'Search is down too');
	const several = await as('Operator B', 'approve');
	assert.equal(several.code, 2);
	assert.match(several.err, /Several drafts wait[\s\S]*Search is down too[\s\S]*Everything is down/);
	assert.equal((await as('Operator B', 'approve', draft.id)).code, 0);
	assert.equal((await as('Operator B', 'approve')).code, 0);
});

test('a notice is written as a draft, and discarded or approved later', async (context) => {
	const { candor, json } = await startServer(context);
	const written = await candor('open', 'Search is down', '--id', 'search', '--draft', '--next-update', '20m');
	assert.equal(written.code, 0, written.err);
	assert.match(written.out, /^Nothing is published\. The draft waits:\n\nPublish “Search is down”/);
	assert.match(written.out, /Next update: 20m/);
	assert.match(written.out, /Waits for a publisher/);
	const [{ id } = { id: '' }] = (await json('drafts')).waiting as { id: string }[];
	assert.equal((await candor('draft', 'discard', id)).code, 0);
	assert.match((await candor('drafts')).out, /^No drafts\.$/m);
	await candor('open', 'Search is down', '--id', 'search', '--draft');
	assert.equal((await candor('approve')).code, 0);
	assert.match((await candor('list')).out, /Search is down/);
});

test('a retraction that waits is approved like anything else', async (context) => {
	const { as } = await startServerWithPeople(context);
	await as('Operator A', 'components', 'set', 'api', '--name', 'API');
	await as('Operator A', 'open', 'API is down', '--id', 'n', '--impact', 'critical', '--component', 'api');
	assert.equal((await as('Operator A', 'retract', 'n', '--yes')).code, 8);
	const approved = await as('Operator B', 'approve', 'n');
	assert.equal(approved.code, 0, approved.err);
	assert.match(approved.out, /^Retracted/);
});
