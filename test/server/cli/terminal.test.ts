/** Widths and colours of terminal output. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { columnsOf, fit } from '../../../server/cli/text-width.ts';
import { runCli, startServer } from './harness.ts';

test('widths are those of a terminal, and texts are cut between characters', () => {
	const widths: readonly (readonly [string, number])[] = [
		['abc', 3],
		['支払い', 6],
		['한글', 4],
		['ﾊﾟ', 2],
		['👩‍💻é', 3],
		['❤️', 2],
		['👍🏽', 2],
		['🇩🇪', 2],
		['1️⃣', 2],
		['e\u0301', 1],
		['\u200b', 0],
		['a\u0000b', 2],
		['\ufffd', 1],
	];
	for (const [text, columns] of widths) assert.equal(columnsOf(text), columns, JSON.stringify(text));
	assert.equal(fit('支払い画面', 7), '支払い…');
	assert.equal(fit('checkout', 8), 'checkout');
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
			assert.ok(columnsOf(fit(text, most)) <= most);
		}),
	);
});

/** The output of `candor components` on a terminal of this width; without a width, in a pipe. */
async function componentsOn(url: string, columns?: number): Promise<string[]> {
	let out = '';
	const stdout = { write: (text: string) => (out += text), columns, isTTY: columns !== undefined };
	await runCli(['components'], { url, environment: { NO_COLOR: '1' }, io: { stdout } });
	return out.trimEnd().split('\n');
}

test('columns line up over wide characters, and no row is wider than the terminal', async (context) => {
	const { url, candor } = await startServer(context);
	await candor('components', 'set', 'pay', '--name', '支払い', '--group', 'g'.repeat(70));
	await candor('components', 'set', 'search', '--name', 'Search', '--group', 'Shop');
	const rows = await componentsOn(url, 60);
	assert.ok(rows.every((row) => columnsOf(row) <= 60));
	assert.deepEqual(
		rows.map((row) => columnsOf(row.slice(0, row.search(/ggg|Shop/)))),
		[36, 36],
	);
});

test('the status and the id are never cut, and in a pipe nothing is', async (context) => {
	const { url, candor } = await startServer(context);
	const [id, name, group] = ['i'.repeat(64), 'N'.repeat(80), 'g'.repeat(80)];
	await candor('components', 'set', id, '--name', name, '--group', group, '--status', 'degraded');
	await candor('components', 'set', 'search', '--name', 'Search');
	for (const columns of [20, 80, 100, undefined]) {
		const [long, short] = await componentsOn(url, columns);
		assert.match(long ?? '', new RegExp(`^Degraded {10}${id}(?: |$)`));
		assert.match(short ?? '', /^Working normally {2}search(?: |$)/);
	}
	assert.equal((await componentsOn(url))[0], `Degraded          ${id}  ${name}  fixed status  ${group}`);
});

const terminals: readonly (readonly [string, boolean, Record<string, string>, boolean])[] = [
	['a terminal', true, {}, true],
	['a pipe', false, {}, false],
	['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
	['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
	['a dumb terminal', true, { TERM: 'dumb' }, false],
];
for (const [where, isTTY, environment, coloured] of terminals)
	test(`${where} has ${coloured ? '' : 'no '}colours`, async (context) => {
		const { url, candor } = await startServer(context);
		await candor('open', 'Checkout is failing', '--impact', 'critical');
		let out = '';
		const stdout = { write: (text: string) => (out += text), isTTY };
		await runCli(['list'], { url, environment, io: { stdout } });
		assert.equal(out.includes('\u001b['), coloured);
	});
