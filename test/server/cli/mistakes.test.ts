/** Typing errors and doubled commands, as an operator meets them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli, startServer } from './harness.ts';

test('an unknown component is refused with the nearest names, and --new-component creates one', async (context) => {
	const { url, json } = await startServer(context);
	const candor = (...argv: string[]) => runCli(argv, { url });
	await candor('components', 'set', 'checkout', '--name', 'Checkout');
	const refused = await candor('open', 'Checkout is failing', '--component', 'chekout');
	assert.equal(refused.code, 1);
	assert.match(refused.err, /no component "chekout"\. Did you mean "checkout"\? .*--new-component/);
	const asJson = await candor('open', 'Checkout is failing', '--component', 'chekout', '--json');
	assert.equal(JSON.parse(asJson.err).error.code, 'unknown-component');
	const ids = async () => ((await json('components')).components as { id: string }[]).map(({ id }) => id);
	assert.deepEqual(await ids(), ['checkout']);
	assert.equal((await candor('open', 'A', '--new-component', 'search=degraded')).code, 0);
	assert.equal(
		(await candor('open', 'B', '--component', 'mail', '--unaffected', 'chat', '--new-component')).code,
		0,
	);
	assert.deepEqual(await ids(), ['checkout', 'search', 'mail', 'chat']);
	assert.equal((await candor('open', 'C', '--new-component=ftp', '--component', 'fpt')).code, 1);
});

test('the same notice is opened once within ten minutes, unless it is opened anyway', async (context) => {
	const { candor, clock } = await startServer(context);
	const open = ['open', 'Checkout is failing', '--component', 'checkout'];
	assert.equal((await candor(...open, '--id', 'first')).code, 0);
	const second = await candor(...open);
	assert.equal(second.code, 6);
	assert.match(second.err, /The notice "first" with this title .* --anyway/);
	assert.equal((await candor(...open, '--anyway')).code, 0);
	clock.now += 11 * 60_000;
	assert.equal((await candor(...open)).code, 0);
});

test('a status set by hand that hides an open notice is warned about, marked, and ends', async (context) => {
	const { candor, clock } = await startServer(context);
	await candor('open', 'Checkout is failing', '--id', 'n', '--impact', 'critical', '--component', 'checkout');
	const hidden =
		/Warning: The status of "Checkout" \(checkout\) is set by hand to "Working normally" and hides the open notice "Checkout is failing" \(n\)/;
	const set = await candor('components', 'set', 'checkout', '--status', 'operational', '--until', '2h');
	assert.match(set.out, hidden);
	assert.match(
		(await candor('components')).out,
		/Working normally {2}checkout .* fixed status until 14:00 UTC \(in 2 h\), hides a notice that says: Major outage/,
	);
	assert.match((await candor('update', 'We are still looking.')).out, hidden);
	clock.now += 121 * 60_000;
	assert.match((await candor('components')).out, /^Major outage {2}checkout/m);
	assert.doesNotMatch((await candor('update', 'We are still looking.')).out, /Warning/);
});

test('a reopened notice takes components, and shows the others as before', async (context) => {
	const { candor, json } = await startServer(context);
	await candor('open', 'Checkout is failing', '--id', 'n', '--impact', 'major', '--component', 'checkout');
	await candor(
		'update',
		'n',
		'All works again.',
		'--phase',
		'resolved',
		'--component',
		'checkout=operational',
	);
	const reopened = await candor('reopen', 'n', '--component', 'search=degraded');
	assert.equal(reopened.code, 0, reopened.err);
	assert.match(reopened.out, /Checkout: Partial outage\n {2}Search: Degraded/);
	assert.doesNotMatch(reopened.out, /Working normally/);
	const { components } = await json('components');
	assert.equal((components as { currentStatus: string }[])[0]?.currentStatus, 'partial-outage');
});
