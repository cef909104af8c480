/** `candor remedy` and `candor postmortem`. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { runCli, startServer } from './harness.ts';

const credit = [
	...['remedy', 'put', 'march-credit', 'We are sorry', '-m', 'You could not pay for **two hours**.'],
	...['--offer', 'service-credit', '--summary', '10 % off your next bill'],
];
/** Starts a server with a notice that has ended. */
async function startServerAfterOutage(context: TestContext) {
	const server = await startServer(context);
	await server.candor('open', 'Checkout is failing', '--id', 'checkout-down');
	await server.candor('resolve');
	return server;
}

test('a remedy is printed in the order in which customers read it', async (context) => {
	const { candor, json } = await startServerAfterOutage(context);
	const { code, out, err } = await candor(
		...[...credit, '--claim-code', 'SORRY10', '--expires', '2h', '--terms', 'Once for each account.'],
		...['--notice', 'check', '--audience', 'plan=pro,team', '--signed-in'],
	);
	assert.equal(code, 0, err);
	assert.equal(
		out,
		`Published. Customers now see:

We are sorry  march-credit   seq 3
  You could not pay for two hours.
  Service credit: 10 % off your next bill
  Claimed with the code SORRY10
  Claim by 14:00 UTC (in 2 h)
  Terms:
  Once for each account.
  For the notice checkout-down
  Only for: plan pro or team · signed in
`,
	);
	assert.equal((await candor('remedy', 'list')).out, out.split('\n').slice(2).join('\n'));
	const { remedies } = await json('remedy', 'list');
	assert.deepEqual(
		(remedies as { id: string; claim: object }[]).map(({ id, claim }) => [id, claim]),
		[['march-credit', { type: 'code', code: 'SORRY10' }]],
	);
});

test('a remedy is claimed by a link, by a code or in the host page, never in two ways', async (context) => {
	const { candor, json } = await startServerAfterOutage(context);
	assert.deepEqual((await json(...credit)).claim, { type: 'event' });
	const link = await json(...credit, '--claim-url', 'https://example.com/claim');
	assert.deepEqual(link.claim, { type: 'link', href: 'https://example.com/claim' });
	const both = await candor(...credit, '--claim-url', 'https://example.com/claim', '--claim-code', 'X');
	assert.equal(both.code, 2);
	assert.match(both.err, /--claim-url and --claim-code exclude each other/);
});

test('a remedy needs a known kind of offer, a summary and a message', async (context) => {
	const { candor } = await startServerAfterOutage(context);
	const cake = await candor('remedy', 'put', 'r', 'X', '-m', 'Sorry', '--offer', 'cake', '--summary', 'Y');
	assert.equal(cake.code, 2);
	assert.match(cake.err, /Allowed choices are service-credit/);
	assert.equal((await candor('remedy', 'put', 'r', 'X', '-m', 'Sorry', '--offer', 'discount')).code, 2);
	assert.equal((await candor(...credit.slice(0, 4), ...credit.slice(6))).code, 2);
	assert.equal((await candor(...credit, '--notice', 'unknown')).code, 5);
	assert.equal((await candor(...credit, '--expires', '2000-01-01T00:00Z')).code, 1);
});

test('remove --if-match removes only the version that was seen', async (context) => {
	const { candor, json } = await startServerAfterOutage(context);
	await candor(...credit);
	assert.equal((await candor('remedy', 'remove', 'march-credit', '--if-match', '1')).code, 6);
	assert.deepEqual(await json('remedy', 'remove', 'march-credit'), { id: 'march-credit', removed: true });
	assert.equal((await candor('remedy', 'remove', 'march-credit')).code, 5);
	assert.match((await candor('remedy', 'list')).out, /^No remedies\.$/m);
});

test('a post-mortem keeps the promised actions in the order of the command line', async (context) => {
	const { candor } = await startServerAfterOutage(context);
	const { code, out, err } = await candor(
		...['postmortem', 'put', 'checkout', 'Why checkout failed', '-m', 'A certificate ran out.'],
		...['--planned', 'A warning @ 1h', '--done', 'A new certificate', '--planned', 'Mail us @ help'],
	);
	assert.equal(code, 2);
	assert.match(err, /duration/);
	const right = await candor(
		...['postmortem', 'put', 'checkout', 'Why checkout failed', '-m', 'A certificate ran out.'],
		...['--planned', 'A warning @ 1h', '--done', 'A new certificate', '--in-progress', 'A second supplier'],
	);
	assert.equal(right.code, 0, right.err);
	assert.equal(
		right.out,
		`Published. Customers now see:

Why checkout failed
  Published 12:00 UTC (just now)
  A certificate ran out.
  Promised actions:
  - A warning (planned, by 13:00 UTC (in 1 h))
  - A new certificate (done)
  - A second supplier (in progress)

Notice:  checkout-down   seq 3
`,
	);
	assert.equal(out, '');
	assert.equal(
		(await candor('postmortem', 'show', 'checkout')).out,
		right.out.split('\n').slice(2).join('\n'),
	);
});

test('the notice identifies the post-mortem to show or remove', async (context) => {
	const { candor, json } = await startServerAfterOutage(context);
	const none = await candor('postmortem', 'show', 'checkout');
	assert.equal(none.code, 5);
	assert.match(none.err, /no post-mortem/);
	await candor('postmortem', 'put', 'checkout', 'Why', '-m', 'So.');
	assert.equal((await json('postmortem', 'show', 'checkout')).title, 'Why');
	assert.equal((await candor('postmortem', 'remove', 'checkout', '--if-match', '1')).code, 6);
	assert.deepEqual(await json('postmortem', 'remove', 'checkout'), {
		notice: 'checkout-down',
		removed: true,
	});
	assert.equal((await candor('postmortem', 'remove', 'checkout')).code, 5);
});

test('a post-mortem of an open notice, and one without a promise of before, need an option', async (context) => {
	const { candor } = await startServerAfterOutage(context);
	await candor('open', 'Search is slow', '--id', 'slow');
	const put = ['postmortem', 'put', 'slow', 'Why', '-m', 'So.'];
	const early = await candor(...put, '--planned', 'A warning');
	assert.equal(early.code, 6);
	assert.match(early.err, /"slow" is still open.*--anyway/);
	assert.equal((await candor(...put, '--planned', 'A warning', '--anyway')).code, 0);
	const dropped = await candor(...put);
	assert.equal(dropped.code, 6);
	assert.match(dropped.err, /promises "A warning".*--drop-actions/);
	assert.equal((await candor(...put, '--done', 'A warning')).code, 0);
	assert.equal((await candor(...put, '--drop-actions')).code, 0);
});

test('both take translations from a file', async (context) => {
	const { url, clock } = await startServerAfterOutage(context);
	const files = {
		remedy: { de: { title: 'Verzeihung', apology: 'Es tut uns leid.', summary: '10 % Rabatt' } },
		postmortem: { fr: { title: 'Pourquoi', body: 'Un certificat.' } },
	};
	const readFile = async (path: string) => JSON.stringify(files[path as keyof typeof files]);
	const candor = (...argv: string[]) => runCli(argv, { url, clock, io: { readFile } });
	assert.match((await candor(...credit, '--translations', 'remedy')).out, /Also in: de/);
	const put = ['postmortem', 'put', 'checkout', 'Why', '-m', 'So.', '--translations', 'postmortem'];
	assert.match((await candor(...put)).out, /Also in: fr/);
});
