/** `candor import statuspage`: from the address of a page, and from its files. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCandor, aProduct, fixture } from './candor.ts';

const page = fixture('statuspage');
const answers = Object.fromEntries(
	Object.entries(page).map(([name, json]) => [`/api/v2/${name}.json`, json]),
);
const files = { 's.json': page.summary, 'i.json': page.incidents, 'm.json': page['scheduled-maintenances'] };
const fromFiles = ['import', 'statuspage', ...Object.keys(files), '--yes'];

test('a page is imported from its address, with history on the right days', async (context) => {
	const candor = await aCandor(context);
	const product = await aProduct(context, answers);
	const { code, err, out } = await candor.run(['import', 'statuspage', product.address, '--yes']);
	assert.equal(code, 0, err);
	assert.match(err, /Added: the name of the page, 3 components, 6 notices/);
	assert.match(err, /incidents\.json: incidents\[2\]\.created_at: .*ISO 8601/);
	assert.match(out, /^Imported: \d+ records\.\n$/);
	const paths = product.requests.map(({ url }) => url);
	assert.deepEqual(paths.slice(0, 4), [
		'/api/v2/summary.json',
		'/api/v2/components.json',
		'/api/v2/incidents.json',
		'/api/v2/incidents.json?page=2',
	]);
	assert.equal(paths.length, 6, 'a second page that repeats the first one is the last');

	const components = await candor.of('component');
	assert.deepEqual(
		Object.entries(components).map(([id, { name, group, position }]) => [id, name, group, position]),
		[
			['checkout', 'Checkout', 'Shop', 1],
			['search', 'Search', 'Shop', 2],
			['website', 'Website', null, 0],
		],
	);
	const history = await (await fetch(`${candor.url}/v1/history`)).json();
	const dayOf = (date: string): number => (Date.parse(date) - Date.parse(history.from)) / 86_400_000;
	const { worst, seconds } = history.components.find(({ id }: { id: string }) => id === 'checkout');
	// 22:45 in New York is 03:45 of the next day in UTC.
	assert.equal(worst[dayOf('2029-12-21')], 'major-outage');
	assert.deepEqual(seconds[dayOf('2029-12-21')], { 'major-outage': 145 * 60 });
	assert.equal(worst[dayOf('2029-12-20')], 'operational');
	assert.deepEqual(seconds[dayOf('2029-12-15')], { maintenance: 90 * 60 });
	assert.equal(worst[dayOf('2029-12-14')], null, 'nothing is known of the time before');
});

test('a notice keeps its times, its phases and the words of each update', async (context) => {
	const candor = await aCandor(context);
	const { code, err } = await candor.run(fromFiles, files);
	assert.equal(code, 0, err);
	const notices = await candor.of('notice');
	const payments = notices['statuspage-p31zjtct2jer'];
	assert.deepEqual(
		[payments.phase, payments.impact, payments.openedAt, payments.endedAt, payments.affected],
		[
			'resolved',
			'major',
			'2029-12-21T03:45:00.000Z',
			'2029-12-21T06:10:00.000Z',
			[{ component: 'checkout', status: 'major-outage' }],
		],
	);
	const updates = Object.values(await candor.of('update'))
		.filter(({ notice }) => notice === 'statuspage-p31zjtct2jer')
		.sort((a, b) => a.number - b.number);
	assert.deepEqual(
		updates.map(({ at, phase, affected }) => [at, phase, affected[0]?.status]),
		[
			['2029-12-21T03:50:00.000Z', 'investigating', 'degraded'],
			['2029-12-21T04:20:00.000Z', 'identified', 'major-outage'],
			['2029-12-21T05:40:00.000Z', 'monitoring', 'partial-outage'],
			['2029-12-21T06:10:00.000Z', 'resolved', 'operational'],
		],
	);
	assert.equal(
		updates[0].body,
		'We are looking into failed card payments. See [the details](<https://example.com/help>).',
	);
	assert.equal(updates[3].body, 'Payments work **normally** again.\nThank you for your patience \\& trust.');
	assert.match(err, /markup is shown as plain words/);
	const search = notices['statuspage-q72yktdu3kfs'];
	assert.deepEqual(search.affected, [{ component: 'search', status: 'degraded' }]);
	assert.match(err, /that the page does not list are left out of it: 1/);
	const report = (await candor.of('postmortem'))['statuspage-q72yktdu3kfs'];
	assert.deepEqual([report.title, report.publishedAt], ['Search is slow', '2029-12-12T08:00:00.000Z']);
});

test('what goes on is open, maintenance to come stays planned, and the plan says that pages show it', async (context) => {
	const candor = await aCandor(context);
	const dry = await candor.run(['import', 'statuspage', ...Object.keys(files), '--dry-run'], files);
	assert.equal(dry.code, 0, dry.err);
	assert.match(dry.out, /every open page shows at once[\s\S]*Images do not load[\s\S]*New search index/);
	assert.match(dry.out, /Nothing was added/);
	assert.equal((await candor.records()).length, 0);
	await candor.run(fromFiles, files);
	const notices = await candor.of('notice');
	const [open, next, over, forgotten] = ['r83zlueb4lgt', 'm26bbbbbbbbb', 'm15aaaaaaaaa', 'm37ccccccccc'].map(
		(id) => notices[`statuspage-${id}`],
	);
	assert.deepEqual(
		[open.phase, open.endedAt, open.addedAt],
		['identified', null, '2030-01-01T12:00:00.000Z'],
	);
	assert.deepEqual(
		[next.phase, next.window],
		['scheduled', { start: '2030-01-10T07:00:00.000Z', end: '2030-01-10T09:00:00.000Z' }],
	);
	assert.deepEqual([over.phase, over.endedAt], ['completed', '2029-12-15T03:30:00.000Z']);
	assert.deepEqual([forgotten.phase, forgotten.endedAt], ['completed', '2029-11-10T04:00:00.000Z']);
	const list = await candor.run(['list']);
	assert.match(list.out, /Images do not load/);
	assert.doesNotMatch(list.out, /Card payments|Database upgrade|Forgotten/);
});

test('the second import adds nothing, and changes nothing that an operator has changed', async (context) => {
	const candor = await aCandor(context);
	await candor.run(fromFiles, files);
	await candor.run(['components', 'set', 'checkout', '--name', 'Till']);
	const before = await candor.records();
	const { code, out, err } = await candor.run(fromFiles, files);
	assert.equal(code, 0, err);
	assert.match(out, /There is nothing to add/);
	assert.match(out, /Kept as it is, because it exists: 10 records/);
	assert.deepEqual(await candor.records(), before);
});

test('a broken record ends a strict import before anything is sent', async (context) => {
	const candor = await aCandor(context);
	const { code, err } = await candor.run([...fromFiles, '--strict'], files);
	assert.equal(code, 1);
	assert.match(err, /1 cannot be imported, so nothing was added/);
	assert.equal((await candor.records()).length, 0);
});

test('without a terminal and without --yes nothing is sent', async (context) => {
	const candor = await aCandor(context);
	const { code, err } = await candor.run(fromFiles.slice(0, -1), files);
	assert.equal(code, 2);
	assert.match(err, /Add --yes/);
	const answers: string[] = [];
	const asked = await candor.run(fromFiles.slice(0, -1), files, {
		ask: async (question) => {
			answers.push(question);
			return 'n';
		},
	});
	assert.equal(asked.code, 2);
	assert.match(answers[0] ?? '', /This adds 10 to the public page[\s\S]*Import them\?/);
	assert.equal((await candor.records()).length, 0);
});

test('two pages of one product have ids of their own with --prefix', async (context) => {
	const candor = await aCandor(context);
	await candor.run([...fromFiles, '--prefix', 'shop'], files);
	assert.ok('shop-p31zjtct2jer' in (await candor.of('notice')));
});
