/** Which notice a command is about, and which argument is the message. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli, startServer } from './harness.ts';

test('when several notices are open, the error lists them', async (context) => {
	const { candor, json } = await startServer(context);
	await candor('open', 'Checkout is failing', '--id', 'checkout-down');
	await candor('open', 'Search is slow', '--id', 'search-slow');
	const { code, err } = await candor('update', 'The fix is out.');
	assert.equal(code, 2);
	assert.match(
		err,
		/2 notices are open\. Name one of them:\n {2}search-slow {2}Search is slow\n {2}checkout-down/,
	);
	assert.equal((await candor('update', 'search', 'The fix is out.')).code, 0);
	assert.equal((await json('show', 'search-slow')).latestUpdate, 2);
	assert.equal((await json('show', 'checkout-down')).latestUpdate, 1);
});

test('upcoming maintenance is ignored while an incident is open', async (context) => {
	const { candor } = await startServer(context);
	await candor('open', 'Database upgrade', '--starts', '+2h', '--ends', '+4h');
	await candor('open', 'Checkout is failing');
	assert.match((await candor('update', 'The fix is out.')).out, /^Updated "Checkout is failing"/);
});

test('the beginning of an id is enough if it is unique', async (context) => {
	const { candor } = await startServer(context);
	await candor('open', 'Checkout is failing', '--id', 'checkout-web');
	await candor('open', 'Checkout fails in the app', '--id', 'checkout-app');
	assert.match((await candor('show', 'checkout-w')).out, /Checkout is failing/);
	const { code, err } = await candor('show', 'checkout');
	assert.equal(code, 2);
	assert.match(err, /2 notices have an id that begins with "checkout"/);
});

test('a single argument that could be an id is never published', async (context) => {
	const { candor, json } = await startServer(context);
	await candor('open', 'Checkout is failing', '--id', 'checkout-down');
	const update = await candor('update', 'fixed');
	assert.equal(update.code, 2);
	assert.match(update.err, /If it is the message, write -m "fixed"/);
	const resolve = await candor('resolve', 'fixed');
	assert.equal(resolve.code, 5);
	assert.match(resolve.err, /There is no notice "fixed"\..*write -m "fixed"/);
	assert.equal((await json('show')).latestUpdate, 1);
	assert.equal((await candor('resolve', '-m', 'fixed')).code, 0);
});

test('a message without quotes is refused with advice', async (context) => {
	const { candor } = await startServer(context);
	await candor('open', 'Checkout is failing');
	for (const argv of [
		['Fix', 'out'],
		['the', 'fix', 'is', 'out'],
	]) {
		const { code, err } = await candor('update', ...argv);
		assert.equal(code, 2);
		assert.match(err, /in quotes/);
	}
});

test('texts that are too many name the option that takes them', async (context) => {
	const { candor } = await startServer(context);
	const open = await candor('open', 'Checkout is failing', 'We are looking into it.');
	assert.equal(open.code, 2);
	assert.match(open.err, /The message follows -m: candor open "Checkout is failing" -m "/);
	const redact = await candor('redact', 'checkout-down', 'k7mqz2p9ab');
	assert.equal(redact.code, 2);
	assert.match(redact.err, /Add --help to the command to see which options take the others\./);
});

test('a message can come from standard input', async (context) => {
	const { url, clock, json } = await startServer(context);
	await json('open', 'Checkout is failing');
	const readStdin = () => Promise.resolve('From a *pipe*.\n');
	const { out } = await runCli(['update', '-m', '-'], { url, clock, io: { readStdin } });
	assert.match(out, /“From a pipe\.”/);
	const empty = await runCli(['update', '-'], { url, clock });
	assert.equal(empty.code, 2);
	assert.match(empty.err, /The message is empty/);
});
