/** `candor edit`: it changes what the options name. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noon, runCli, startServer } from './harness.ts';

const minute = 60_000;

test('an edit of one end of a planned maintenance moves that end, and does not start it', async (context) => {
	const { candor, json } = await startServer(context);
	const window = ['--starts', '2030-01-10T02:00Z', '--ends', '2030-01-10T04:00Z'];
	await candor('open', 'Upgrade', '--id', 'upgrade', ...window);
	const later = await json('edit', 'upgrade', '--ends', '2030-01-10T06:00+01:00');
	assert.deepEqual(
		[later.phase, later.window],
		['scheduled', { start: '2030-01-10T02:00:00.000Z', end: '2030-01-10T05:00:00.000Z' }],
	);
	const earlier = await json('edit', 'upgrade', '--starts', '2030-01-10T01:00Z');
	assert.deepEqual(
		[earlier.phase, earlier.window],
		['scheduled', { start: '2030-01-10T01:00:00.000Z', end: '2030-01-10T05:00:00.000Z' }],
	);
	const begun = await candor('edit', 'upgrade', '--starts', '2029-12-31T00:00Z');
	assert.equal(begun.code, 1);
	assert.match(begun.err, /an edit does not begin maintenance/);
});

test('an edit of one part of a pair keeps the other', async (context) => {
	const { candor, json } = await startServer(context);
	await candor(
		'open',
		'Exports are slow',
		'--estimate',
		'30m..2h',
		'--audience',
		'plan=pro',
		'--route',
		'/reports',
	);
	await candor('edit', '--data-safety', 'affected', '--statement', 'Names.', '--evidence', 'The logs.');
	const edited = await json(
		'edit',
		'--estimate',
		'..3h',
		'--percentage',
		'50',
		'--approved-by',
		'Legal team',
	);
	assert.deepEqual(edited.estimate, {
		earliest: new Date(noon + 30 * minute).toISOString(),
		latest: new Date(noon + 180 * minute).toISOString(),
	});
	assert.deepEqual(edited.audience, {
		attributes: { plan: ['pro'] },
		routes: ['/reports'],
		signedIn: null,
		percentage: 50,
	});
	const { state, evidence, approvedBy } = edited.dataSafety as Record<string, unknown>;
	assert.deepEqual([state, approvedBy, Array.isArray(evidence)], ['affected', 'Legal team', true]);
	const replaced = await json('edit', '--audience', 'region=eu');
	assert.deepEqual((replaced.audience as { attributes: object }).attributes, { region: ['eu'] });
});

test('the server counts a duration, by its own clock', async (context) => {
	const server = await startServer(context);
	const wrongClock = { clock: { now: noon + 10 * minute }, url: server.url };
	const { code, out, err } = await runCli(
		['open', 'Checkout is failing', '--next-update', '20m', '--json'],
		wrongClock,
	);
	assert.equal(code, 0, err);
	assert.equal(JSON.parse(out).promise.nextUpdateBy, new Date(noon + 20 * minute).toISOString());
});
