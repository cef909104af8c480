/** What reaches the terminal: never a control sequence from elsewhere, colours only where they are wanted, fitting widths. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { columnsOf, fit, harmless, harmlessJson, oneLine } from '../../../server/cli/harmless.ts';
import { house, listen, operate } from './operator.ts';

const hostile = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202eevil\u2066\u007f\rback\u0000\u2028';
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
const dangerous = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

/** A server that speaks Candor's API with words that would take a terminal over. */
const hostileServer = (
	...[context]: Parameters<typeof listen> extends [infer First, ...unknown[]] ? [First] : never
) =>
	listen(context, (request, response) => {
		const { pathname } = new URL(request.url ?? '', 'http://localhost');
		const rich = [{ type: 'paragraph', children: [{ type: 'text', text: hostile }] }];
		const at = '2030-01-01T12:00:00.000Z';
		const said = { at, body: rich, phase: hostile, impact: hostile, affected: [] };
		const notice = {
			id: 'n1',
			seq: 1,
			kind: hostile,
			title: `${hostile}\nNotice:  forged`,
			phase: hostile,
			impact: hostile,
			affected: [{ component: hostile, status: hostile }],
			unaffected: [hostile],
			workaround: rich,
			actions: [hostile],
			checklist: [hostile],
			dataSafety: { state: hostile, statement: rich, evidence: rich, approvedBy: hostile, asOf: at },
			openedAt: at,
			updatedAt: at,
			latestUpdate: 1,
			updates: [{ id: 'u1', notice: 'n1', number: 1, ...said }],
		};
		const component = {
			id: hostile,
			seq: 1,
			name: hostile,
			group: hostile,
			currentStatus: hostile,
			position: 0,
		};
		const problem = { code: hostile, detail: hostile, issues: [{ path: hostile, message: `!${hostile}` }] };
		const answers: Record<string, object> = {
			'/v1/notices': { seq: 1, notices: [notice] },
			'/v1/notices/n1': notice,
			'/v1/components': { seq: 1, components: [component] },
			'/v1/page': {
				...{ seq: 1, name: hostile, statusUrl: hostile, supportUrl: hostile },
				subscribe: [{ by: hostile, href: hostile }, hostile],
			},
			'/v1/tokens': { tokens: [{ id: hostile, name: hostile, createdAt: hostile }] },
		};
		const refused = request.method !== 'GET';
		response.writeHead(refused ? 422 : 200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(refused ? problem : answers[pathname]));
	});

const commands = [
	'list',
	'list --all',
	'show',
	'components',
	'page',
	'token list',
	'update -m news',
	'token create x',
];
for (const line of commands.flatMap((command) => [command, `${command} --json`]))
	test(`candor ${line} lets no control sequence of the server through`, async (context) => {
		const { out, err } = await operate(line.split(' '), { url: await hostileServer(context) });
		assert.ok(out + err !== '');
		assert.doesNotMatch(out + err, dangerous);
		assert.doesNotMatch(out + err, /^Notice: {2}forged/m);
	});

test('what is said on the side is harmless, too', async (context) => {
	const place = await house(context);
	place.fault = (request, response) => {
		if (request.method !== 'GET') return false;
		response.writeHead(400).end(JSON.stringify({ code: 'invalid', detail: hostile }));
		return true;
	};
	const { code, err } = await place.candor('open', 'Checkout is failing');
	assert.equal(code, 0);
	assert.match(err, /evil/);
	assert.doesNotMatch(err, dangerous);
});

test('what an operator typed comes back harmless, too', async () => {
	const { err } = await operate(['show', hostile], { url: 'http://127.0.0.1:9' });
	assert.doesNotMatch(err, dangerous);
});

test('no text whatever gets a control character through, and harmless text stays as it is', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			assert.doesNotMatch(harmless([{ text }])[0]?.text ?? '', dangerous);
			assert.doesNotMatch(oneLine(text), /\n|\t/);
			assert.doesNotMatch(harmlessJson({ text }), dangerous);
			assert.deepEqual(JSON.parse(harmlessJson({ text })), { text });
		}),
	);
	assert.equal(harmless('Zoë 支払い 👩‍💻 שלום\n\tx'), 'Zoë 支払い 👩‍💻 שלום\n\tx');
});

test('widths are those of the terminal, and words are cut between characters', () => {
	assert.equal(columnsOf('abc'), 3);
	assert.equal(columnsOf('支払い'), 6);
	assert.equal(columnsOf('👩‍💻é'), 3);
	assert.equal(fit('支払い画面', 7), '支払い…');
	assert.equal(fit('checkout', 8), 'checkout');
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
			assert.ok(columnsOf(fit(text, most)) <= most);
		}),
	);
});

/** What `candor components` prints on a terminal as wide as that; without a width, into a pipe. */
async function componentsOn(url: string, columns?: number): Promise<string[]> {
	let out = '';
	const stdout = { write: (text: string) => (out += text), columns, isTTY: columns !== undefined };
	await operate(['components'], { url, environment: { NO_COLOR: '1' }, io: { stdout } });
	return out.trimEnd().split('\n');
}

test('columns line up over wide characters, and no row is wider than the terminal', async (context) => {
	const { url, candor } = await house(context);
	await candor('components', 'set', 'pay', '--name', '支払い', '--group', 'g'.repeat(70));
	await candor('components', 'set', 'search', '--name', 'Search', '--group', 'Shop');
	const rows = await componentsOn(url, 60);
	assert.ok(rows.every((row) => columnsOf(row) <= 60));
	assert.deepEqual(
		rows.map((row) => columnsOf(row.slice(0, row.search(/ggg|Shop/)))),
		[36, 36],
	);
});

test('the status and the whole id are seen on any terminal, and everything in a pipe', async (context) => {
	const { url, candor } = await house(context);
	const [id, name, group] = ['i'.repeat(64), 'N'.repeat(80), 'g'.repeat(80)];
	await candor('components', 'set', id, '--name', name, '--group', group, '--status', 'degraded');
	await candor('components', 'set', 'search', '--name', 'Search');
	for (const columns of [20, 80, 100, undefined]) {
		const [long, short] = await componentsOn(url, columns);
		assert.match(long ?? '', new RegExp(`^Slower or less reliable {2}${id}(?: |$)`));
		assert.match(short ?? '', /^Working normally {9}search(?: |$)/);
	}
	assert.equal(
		(await componentsOn(url))[0],
		`Slower or less reliable  ${id}  ${name}  set by hand  ${group}`,
	);
});

const terminals: readonly (readonly [string, boolean, Record<string, string>, boolean])[] = [
	['a terminal', true, {}, true],
	['a pipe', false, {}, false],
	['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
	['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
	['a dumb terminal', true, { TERM: 'dumb' }, false],
];
for (const [where, isTTY, environment, coloured] of terminals)
	test(`on ${where} there are ${coloured ? '' : 'no '}colours`, async (context) => {
		const { url, candor } = await house(context);
		await candor('open', 'Checkout is failing', '--impact', 'critical');
		let out = '';
		const stdout = { write: (text: string) => (out += text), isTTY };
		await operate(['list'], { url, environment, io: { stdout } });
		assert.equal(out.includes('\u001b['), coloured);
	});
