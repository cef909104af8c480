/** `candor export`, and the way back: the same public state in an empty server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCandor, type Candor, type ImportRecordLike } from './candor.ts';

/** A page with everything that it can have. */
async function aFullPage(candor: Candor): Promise<void> {
	const run = async (...argv: string[]): Promise<void> => {
		const { code, err } = await candor.run(argv);
		assert.equal(code, 0, `${argv.join(' ')}: ${err}`);
		candor.clock.now += 60_000;
	};
	await run('page', 'set', '--name', 'Example Shop', '--support-url', 'https://example.com/help');
	await run('components', 'set', 'checkout', '--name', 'Checkout', '--group', 'Shop', '--description', 'Pay');
	await run('components', 'set', 'search', '--name', 'Search', '--status', 'degraded');
	await run(
		...[
			'open',
			'Checkout is failing',
			'--id',
			'down',
			'--impact',
			'major',
			'--component',
			'checkout=partial-outage',
		],
		...[
			'--unaffected',
			'search',
			'--workaround',
			'Pay *by invoice*.',
			'--action',
			'We restart the database.',
		],
		...[
			'--data-safety',
			'safe',
			'--statement',
			'No card was charged twice.',
			'--evidence',
			'We read `all` logs.',
		],
		...[
			'--audience',
			'plan=pro',
			'--not-affected',
			'You are not affected.',
			'-m',
			'We look into it.\n\n- one\n- two',
		],
	);
	await run('update', 'down', 'The cause is **found**.', '--phase', 'identified');
	await run('update', 'down', 'Wrong words.');
	const updates = await candor.json('show', 'down');
	const [last] = updates.updates as { id: string }[];
	await run('withdraw', last?.id ?? '', '--notice', 'down');
	await run('resolve', 'down', 'It works.');
	const put = async (path: string, value: object): Promise<void> => {
		const headers = {
			'content-type': 'application/json',
			authorization: 'Bearer operator-token-for-tests',
		};
		const response = await fetch(`${candor.url}/v1/${path}`, {
			...{ method: 'PUT', headers },
			body: JSON.stringify(value),
		});
		assert.ok(response.ok, await response.text());
		candor.clock.now += 60_000;
	};
	await put('notices/down/postmortem', {
		title: 'Why checkout failed',
		body: 'A disk was **full**.',
		actions: [{ title: 'Watch the disks', state: 'planned', dueBy: '2030-03-01T00:00:00.000Z' }],
	});
	await put('remedies/sorry', {
		notice: 'down',
		title: 'We are sorry',
		apology: 'You could not pay.',
		offer: { kind: 'discount', summary: '10 % off' },
		claim: { type: 'code', code: 'SORRY' },
	});
	await run(
		'open',
		'Search was slow',
		'--id',
		'past',
		'--component',
		'search',
		'--started',
		'3h',
		'--ended',
		'2h',
	);
	await run(
		...[
			'open',
			'Database upgrade',
			'--id',
			'plan',
			'--starts',
			'+24h',
			'--ends',
			'+26h',
			'--component',
			'checkout',
		],
	);
	await run(
		'open',
		'Images are missing',
		'--id',
		'now',
		'--impact',
		'minor',
		'--component',
		'search',
		'--next-update',
		'2h',
	);
}

/** The records without what an import sets. */
const comparable = (records: readonly ImportRecordLike[]) =>
	records.map((record) =>
		record.kind === 'notice' ? { ...record, value: { ...record.value, addedAt: null } } : record,
	);

test('an export, imported into an empty server, is the same public state, and adds nothing again', async (context) => {
	const from = await aCandor(context);
	await aFullPage(from);
	let written = '';
	const writeFile = async (_path: string, text: string): Promise<void> => {
		written = text;
	};
	const done = await from.run(['export', '--out', 'all.json'], {}, { writeFile });
	assert.equal(done.code, 0, done.err);
	assert.match(done.out, /^Exported \d+ records to "all\.json"\.\n$/);
	const { format, version, exportedAt, records } = JSON.parse(written);
	assert.deepEqual([format, version, typeof exportedAt], ['candor-export', 1, 'string']);
	assert.deepEqual(
		[...new Set(records.map(({ kind }: { kind: string }) => kind))],
		['page', 'component', 'notice', 'update', 'postmortem', 'remedy'],
	);

	const to = await aCandor(context);
	to.clock.now = from.clock.now;
	const imported = await to.run(['import', 'candor', 'all.json', '--yes'], { 'all.json': written });
	assert.equal(imported.code, 0, imported.err);
	assert.doesNotMatch(imported.err, /Cannot be imported/);
	assert.deepEqual(comparable(await to.records()), comparable(await from.records()));

	const shown = async ({ url }: Candor) => (await (await fetch(`${url}/v1/snapshot`)).json()).records;
	const plain = (all: readonly (ImportRecordLike & { seq: number })[]) =>
		comparable(all.map(({ seq: _, ...each }) => each));
	assert.deepEqual(plain(await shown(to)), plain(await shown(from)));
	const again = await to.run(['import', 'candor', 'all.json', '--yes'], { 'all.json': written });
	assert.match(again.out, /There is nothing to add/);
});

test('an export has no private record, and one record on each line', async (context) => {
	const candor = await aCandor(context);
	await candor.run(['open', 'A draft of ours', '--draft']);
	await candor.run(['token', 'create', 'somebody', '--role', 'viewer']);
	await candor.run(['page', 'set', '--name', 'Example Shop']);
	const { out } = await candor.run(['export']);
	assert.ok(!/A draft of ours|somebody|proposal|token/.test(out));
	assert.equal(out.split('\n').filter((line) => line.startsWith('\t{"kind"')).length, 1);
});

test('an export of thousands of records is read page by page, whole and in order', async (context) => {
	const candor = await aCandor(context);
	const components = Array.from({ length: 450 }, (_, index) => ({
		id: `c${index}`,
		name: `Component ${index}`,
	}));
	await candor.run(['apply', '-f', 'f.json'], { 'f.json': { components } });
	const headers = { authorization: 'Bearer operator-token-for-tests' };
	const ids: string[] = [];
	let pages = 0;
	for (let query = ''; ; pages++) {
		const page = await (await fetch(`${candor.url}/v1/records?limit=200${query}`, { headers })).json();
		ids.push(...page.records.map(({ id }: { id: string }) => id));
		if (page.next === null) break;
		query = `&cursor=${encodeURIComponent(page.next)}`;
	}
	assert.equal(pages, 2);
	assert.deepEqual(ids, components.map(({ id }) => id).sort());
	const wrong = await fetch(`${candor.url}/v1/records?cursor=nothing`, { headers });
	assert.deepEqual([wrong.status, (await wrong.json()).code], [400, 'bad-cursor']);
});

test('a file that exists stays, and a file of a newer version is refused', async (context) => {
	const candor = await aCandor(context);
	const writeFile = () => Promise.reject(Object.assign(new Error('there'), { code: 'EEXIST' }));
	const { code, err } = await candor.run(['export', '--out', 'all.json'], {}, { writeFile });
	assert.equal(code, 2);
	assert.match(err, /"all\.json" cannot be written \(it exists; name another/);
	const file = { format: 'candor-export', version: 2, records: [] };
	const newer = await candor.run(['import', 'candor', 'f.json', '--yes'], { 'f.json': file });
	assert.match(newer.err, /version 2, which this candor does not know\. Update candor/);
});

test('one broken record of an export is named, and the others are imported', async (context) => {
	const candor = await aCandor(context);
	const component = (id: string, name: string) => ({
		kind: 'component',
		id,
		value: { name, description: null, group: null, position: 0, status: null, until: null },
	});
	const records = [component('a', 'A'), component('B!', 'B'), { kind: 'component' }, component('c', '')];
	const file = { format: 'candor-export', version: 1, records };
	const { code, err, out } = await candor.run(['import', 'candor', 'f.json', '--yes'], { 'f.json': file });
	assert.equal(code, 0, err);
	assert.match(out, /Imported: 1 records/);
	for (const place of ['records\\[2\\]', 'records\\[1\\]', 'records\\[3\\]\\.name'])
		assert.match(err, new RegExp(place));
});
