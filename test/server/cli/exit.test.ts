/** The exit codes, and the error sentences that say what to do next. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli, startServer, token } from './harness.ts';

test('1: the server refuses the request; every invalid field is listed', async (context) => {
	const { candor } = await startServer(context);
	const { code, err, out } = await candor('open', 'x'.repeat(141), '--action', 'y'.repeat(301));
	assert.equal(code, 1);
	assert.equal(out, '');
	assert.match(err, /^Error: /);
	assert.match(err, /title: .+/);
	assert.match(err, /actions\.0: .+/);
});

test('1: a phase that the kind of notice does not have', async (context) => {
	const { candor } = await startServer(context);
	await candor('open', 'Checkout is failing');
	const { code, err } = await candor('phase', 'scheduled');
	assert.equal(code, 1);
	assert.match(err, /does not fit/);
});

const wrongUsage: readonly (readonly [line: string, message: RegExp])[] = [
	['', /Name a command/],
	['opne x', /Unknown command 'opne'.*Did you mean open/],
	['open', /The title is missing/],
	['open x --impact huge', /Allowed choices are none, minor, major, critical/],
	['open x --next-update soon', /Write a duration from now such as 20m, 1h30m or 2h/],
	['open x --next-update 0m', /Write a duration/],
	['open x --estimate 2h..30m', /The second must be later/],
	['open x --estimate 2h', /such as 30m\.\.2h/],
	['open x --component Checkout', /lower-case letters/],
	['open x --component checkout=broken', /write one of operational, maintenance/],
	['open x --starts 1h', /--starts needs --ends/],
	['open x --starts 2h --ends 1h', /--ends must be later/],
	['open x --starts 2030-02-31T09:30Z --ends 2030-03-10T10:00Z', /There is no day 2030-02-31/],
	['open x --data-safety safe', /needs --statement/],
	['open x --evidence logs', /need --data-safety/],
	['open x --phase begun', /A phase is one of these/],
	['update', /The message is missing/],
	['postmortem put n1 Why', /The message is missing\. Write it in quotes after -m/],
	['update n1 words -m more', /given twice/],
	['phase', /Name the phase/],
	['phase begun', /A phase is one of these/],
	['edit', /Nothing to change was given/],
	['show NOPE', /cannot be a notice's id/],
	['components set new', /Give it a --name/],
	['components set x --position first', /Write a whole number/],
	['components remove ..', /lower-case letters/],
	['serve --port eighty', /CANDOR_PORT: Use a number/],
	['serve --origins https://example.com/path', /CANDOR_ORIGINS/],
	['list --colour', /Unknown option '--colour'/],
	['list --url ftp://example.com', /--url is not a web address/],
];
for (const [line, message] of wrongUsage)
	test(`2: candor ${line}`, async (context) => {
		const { candor, json } = await startServer(context);
		const { code, err, out } = await candor(...line.split(' ').filter(Boolean));
		assert.match(err.replaceAll('\n', ' '), message);
		assert.equal(code, 2);
		assert.equal(out, '');
		assert.equal((await json('list', '--all')).seq, 0);
	});

test('4: no token, and a token that the server does not know', async (context) => {
	const { url } = await startServer(context);
	const none = await runCli(['open', 'x'], { url, environment: { CANDOR_TOKEN: undefined } });
	assert.equal(none.code, 4);
	assert.match(none.err, /Set CANDOR_TOKEN/);
	const wrong = await runCli(['open', 'x'], { url, environment: { CANDOR_TOKEN: 'some-other-token' } });
	assert.equal(wrong.code, 4);
	assert.match(wrong.err, /not known here/);
});

test('5: records that do not exist, and a notice that was retracted', async (context) => {
	const { candor } = await startServer(context);
	assert.match((await candor('show', 'nope')).err, /There is no notice "nope"/);
	await candor('open', 'Checkout is failing');
	await candor('retract', 'n1', '--yes');
	for (const argv of [['show', 'nope'], ['show', 'n1'], ['update', 'News.'], ['reopen'], ['page']])
		assert.equal((await candor(...argv)).code, 5, argv.join(' '));
	assert.match((await candor('show', 'n1')).err, /was retracted/);
});

test('6: a record that has changed in the meantime, has already ended, or is still in use', async (context) => {
	const { candor } = await startServer(context);
	await candor('open', 'Checkout is failing', '--component', 'checkout');
	const changed = await candor('update', 'The fix is out.', '--if-match', '7');
	assert.equal(changed.code, 6);
	assert.match(changed.err, /The record has changed/);
	assert.equal((await candor('update', 'The fix is out.', '--if-match', '1')).code, 0);
	assert.equal((await candor('components', 'remove', 'checkout')).code, 6);
	await candor('resolve');
	assert.equal((await candor('resolve', 'n1')).code, 6);
});

test('with --json, a result is one document on stdout and an error is one on stderr', async (context) => {
	const { candor } = await startServer(context);
	const lines = [
		'open Failing --id one --component checkout',
		'update -m news',
		'phase identified',
		'edit --impact major',
		'list',
		'list --all',
		'show one',
		'components',
		'components set checkout --group Shop',
		'components set other --name Other',
		'components remove other',
		'page set --name Shop',
		'page',
		'token list',
		'token create robot',
		'resolve',
		'reopen',
		'show one --former',
		'retract one --yes',
		'restore one',
		'retract one --yes',
	];
	for (const line of lines) {
		const { code, out, err } = await candor(...line.split(' '), '--json');
		assert.equal(err, '', line);
		assert.equal(code, 0, line);
		assert.equal(out.trimEnd().split('\n').length, 1, line);
		assert.equal(typeof JSON.parse(out), 'object', line);
	}
	for (const line of [
		'show nope',
		'open',
		'',
		'opne',
		'list --url nowhere',
		'update word',
		'phase monitoring',
	]) {
		const { code, out, err } = await candor(...line.split(' ').filter(Boolean), '--json');
		assert.notEqual(code, 0, line);
		assert.equal(out, '', line);
		const { error } = JSON.parse(err) as { error: Record<string, unknown> };
		assert.deepEqual(Object.keys(error), ['code', 'message', 'issues'], line);
	}
	assert.ok(!JSON.stringify(await candor('show', 'nope', '--json')).includes(token));
});
