/** OpenStatus, Kener and Uptime Kuma: what each product writes, as components and history. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCandor, aProduct, fixture } from './candor.ts';

test('OpenStatus: the feed of a page, in its order, with its reports and maintenance', async (context) => {
	const candor = await aCandor(context);
	const product = await aProduct(context, { '/shop/feed/json': fixture('openstatus') });
	const { code, err } = await candor.run(['import', 'openstatus', `${product.address}/shop/`, '--yes']);
	assert.equal(code, 0, err);
	assert.match(err, /feed\/json: statusReports\[2\]\.statusReportUpdates: A report without an update/);
	assert.deepEqual(
		Object.entries(await candor.of('component')).map(([id, { group, position }]) => [id, group, position]),
		[
			['checkout', 'Shop', 1],
			['search', 'Shop', 2],
			['website', null, 0],
		],
	);
	const notices = await candor.of('notice');
	const [slow, mails, moved, certificate] = ['report-41', 'report-42', 'maintenance-5', 'maintenance-6'].map(
		(id) => notices[`openstatus-${id}`],
	);
	assert.deepEqual(
		[slow.openedAt, slow.endedAt, slow.affected],
		['2029-12-18T09:30:00.000Z', '2029-12-18T11:00:00.000Z', [{ component: 'checkout', status: 'degraded' }]],
	);
	assert.deepEqual([mails.phase, mails.endedAt], ['monitoring', null]);
	assert.deepEqual(
		[moved.phase, moved.openedAt, moved.endedAt, moved.affected[0]],
		[
			'completed',
			'2029-12-01T09:00:00.000Z',
			'2029-12-22T03:00:00.000Z',
			{ component: 'website', status: 'maintenance' },
		],
	);
	assert.deepEqual([certificate.phase, certificate.endsByClock], ['scheduled', true]);
	const history = await (await fetch(`${candor.url}/v1/history`)).json();
	const { seconds } = history.components.find(({ id }: { id: string }) => id === 'website');
	const day = (Date.parse('2029-12-22') - Date.parse(history.from)) / 86_400_000;
	assert.deepEqual(seconds[day], { maintenance: 2 * 3_600 });
	assert.deepEqual(seconds[day - 1], {}, 'announced, and not begun');
});

test('OpenStatus: an older feed names monitors in place of components', async (context) => {
	const candor = await aCandor(context);
	const { pageComponents: _, pageComponentGroups: __, ...older } = fixture('openstatus');
	await candor.run(['import', 'openstatus', 'feed.json', '--yes'], { 'feed.json': older });
	const notices = await candor.of('notice');
	assert.deepEqual(Object.keys(await candor.of('component')), ['website-check']);
	assert.deepEqual(notices['openstatus-maintenance-5'].affected, [
		{ component: 'website-check', status: 'maintenance' },
	]);
});

test('Kener: monitors, incidents with comments and maintenance, with the API key for its address alone', async (context) => {
	const candor = await aCandor(context);
	const kener = fixture('kener');
	const product = await aProduct(context, {
		'/api/v4/monitors': kener.monitors,
		'/api/v4/incidents': kener.incidents,
		'/api/v4/incidents/8/comments': kener['comments/8'],
		'/api/v4/maintenances/events': kener.events,
	});
	const environment = { CANDOR_URL: candor.url, CANDOR_TOKEN: 'operator-token-for-tests' };
	const key = { ...environment, CANDOR_IMPORT_TOKEN: 'kener-key' };
	const { code, err } = await candor.run(
		['import', 'kener', product.address, '--yes'],
		{},
		{ environment: key },
	);
	assert.equal(code, 0, err);
	assert.ok(product.requests.every(({ authorization }) => authorization === 'Bearer kener-key'));
	assert.ok(!err.includes('kener-key'));
	assert.deepEqual(Object.keys(await candor.of('component')), ['checkout', 'website']);
	assert.match(err, /monitors\[2\]: This monitor is hidden or off/);
	const notices = await candor.of('notice');
	const [down, slow, past, next] = ['incident-8', 'incident-9', 'maintenance-44', 'maintenance-45'].map(
		(id) => notices[`kener-${id}`],
	);
	assert.deepEqual(
		[down.impact, down.openedAt, down.endedAt, down.affected[0]],
		[
			'major',
			'2029-12-19T23:30:00.000Z',
			'2029-12-20T00:30:00.000Z',
			{ component: 'checkout', status: 'major-outage' },
		],
	);
	assert.deepEqual([slow.phase, slow.endedAt, slow.latestUpdate], ['investigating', null, 1]);
	assert.deepEqual([past.phase, past.endedAt], ['completed', '2029-12-24T02:00:00.000Z']);
	assert.deepEqual([next.phase, next.window.start], ['scheduled', '2030-01-07T01:00:00.000Z']);
	const history = await (await fetch(`${candor.url}/v1/history`)).json();
	const { seconds } = history.components.find(({ id }: { id: string }) => id === 'checkout');
	const day = (Date.parse('2029-12-19') - Date.parse(history.from)) / 86_400_000;
	assert.deepEqual(seconds.slice(day, day + 2), [{ 'major-outage': 1_800 }, { 'major-outage': 1_800 }]);
});

test('Uptime Kuma: a status page, with maintenance in its own zone', async (context) => {
	const candor = await aCandor(context);
	const product = await aProduct(context, { '/api/status-page/shop': fixture('uptime-kuma') });
	const { code, err } = await candor.run([
		'import',
		'uptime-kuma',
		`${product.address}/status/shop`,
		'--yes',
	]);
	assert.equal(code, 0, err);
	assert.deepEqual(
		Object.entries(await candor.of('component')).map(([id, { name, group }]) => [id, name, group]),
		[
			['checkout', 'Checkout', 'Shop'],
			['help-search', 'Search', 'Help'],
			['search', 'Search', 'Shop'],
		],
	);
	const notices = await candor.of('notice');
	const parcels = notices['uptime-kuma-incident-12'];
	assert.deepEqual(
		[parcels.kind, parcels.impact, parcels.phase, parcels.openedAt],
		['incident', 'major', 'investigating', '2029-12-31T08:00:00.000Z'],
	);
	// 02:00 in Berlin is 00:00 UTC in summer, and 01:00 UTC in winter.
	assert.deepEqual(notices['uptime-kuma-maintenance-21'].window, {
		start: '2029-07-10T00:00:00.000Z',
		end: '2029-07-10T02:30:00.000Z',
	});
	assert.deepEqual(notices['uptime-kuma-maintenance-22'].window, {
		start: '2030-01-20T01:00:00.000Z',
		end: '2030-01-20T03:30:00.000Z',
	});
	assert.equal(notices['uptime-kuma-maintenance-23-2030-01-06'].phase, 'scheduled');
	assert.match(err, /maintenanceList\[2\]: It repeats/);
	assert.match(err, /maintenanceList\[3\]: This maintenance is off, or has no times/);
});

test('Uptime Kuma: a backup has components in the groups of their parents', async (context) => {
	const candor = await aCandor(context);
	const files = { 'backup.json': fixture('uptime-kuma-backup') };
	const { code, err } = await candor.run(['import', 'uptime-kuma', 'backup.json', '--yes'], files);
	assert.equal(code, 0, err);
	assert.deepEqual(
		Object.entries(await candor.of('component')).map(([id, { group, description }]) => [
			id,
			group,
			description,
		]),
		[
			['checkout', 'Shop', 'Pay'],
			['website', null, null],
		],
	);
});

for (const [product, name] of [
	['openstatus', 'openstatus'],
	['uptime-kuma', 'uptime-kuma'],
] as const)
	test(`${product}: the second import adds nothing`, async (context) => {
		const candor = await aCandor(context);
		const argv = ['import', product, 'file.json', '--yes'];
		const files = { 'file.json': fixture(name) };
		await candor.run(argv, files);
		const before = await candor.records();
		assert.ok(before.length > 5);
		const again = await candor.run(argv, files);
		assert.match(again.out, /There is nothing to add/);
		assert.deepEqual(await candor.records(), before);
	});
