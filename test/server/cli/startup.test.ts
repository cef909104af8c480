/** What a command loads before it runs: that is most of the time until its result. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { reportDuration } from '../../support/time-budget.ts';
import { startServer, token } from './harness.ts';

const program = 'dist/cli/main.js';
const runProgram = promisify(execFile);

/** Prints the modules that a process has loaded, as one line of JSON on standard error at its end. */
const moduleList = `data:text/javascript,${encodeURIComponent(`
import { register } from 'node:module';
import { writeSync } from 'node:fs';
import { MessageChannel } from 'node:worker_threads';
const { port1, port2 } = new MessageChannel();
const urls = [];
port1.on('message', (url) => urls.push(url));
port1.unref();
register('data:text/javascript,' + encodeURIComponent(
	'let port; export const initialize = (data) => { port = data; };' +
	'export const load = (url, context, next) => { port.postMessage(url); return next(url, context); };'
), { data: port2, transferList: [port2] });
process.on('exit', () => writeSync(2, JSON.stringify([...urls, ...process.moduleLoadList]) + '\\n'));
`)}`;

async function loadedBy(url: string, ...argv: readonly string[]): Promise<readonly string[]> {
	const env = { PATH: process.env.PATH, CANDOR_URL: url, CANDOR_TOKEN: token };
	const { stderr } = await runProgram(process.execPath, ['--import', moduleList, program, ...argv], { env });
	return JSON.parse(stderr.trim().split('\n').at(-1) ?? '[]');
}

test('candor list loads few files of ours, no schemas, no tables of Unicode, and not Node’s fetch', async (context) => {
	const { url, json } = await startServer(context);
	await json('open', 'Checkout is failing');
	const loaded = await loadedBy(url, 'list');
	assert.deepEqual(
		loaded
			.filter((each) => each.includes('/dist/') && !each.includes('/node_modules/'))
			.map((each) => each.replace(/.*\/dist\//, '')),
		['cli/main.js', 'cli/commands.js', 'cli/embedded-package.js', 'src/model/errors.js'],
	);
	const heavy = /node_modules\/(?:eventsource-parser|zod|string-width|libsql|pino|hono)\/|deps\/undici/;
	assert.deepEqual(
		loaded.filter((each) => heavy.test(each)),
		[],
	);
	const reports = await loadedBy(url, 'token', 'list');
	assert.ok(
		reports.some((each) => /node_modules\/string-width\//.test(each)),
		'the list of modules is complete',
	);
});

test('the help names every command, and each command that is loaded alone has its own help', async (context) => {
	const { candor } = await startServer(context);
	const { out } = await candor('--help');
	const names = [...out.matchAll(/^ {2}([a-z]+) (?:\[|<|.* {2})/gm)].map(([, name = '']) => name);
	const commands = names.filter((name) => name !== 'help' && name !== 'candor');
	for (const name of ['open', 'list', 'log', 'serve'])
		assert.ok(commands.includes(name), `${name}: ${commands}`);
	for (const argv of [['list'], ['--json', 'list'], ['--url', 'open', 'list'], ['--url=http://x', 'list']]) {
		const help = await candor(...argv, '--help');
		assert.equal(help.code, 0);
		assert.match(help.out, /^Usage: candor list/, argv.join(' '));
	}
	const wrong = await candor('lst');
	assert.equal(wrong.code, 2);
	assert.match(wrong.err, /Did you mean list/);
});

test('candor list starts soon', async (context) => {
	const { url } = await startServer(context);
	const env = { PATH: process.env.PATH, CANDOR_URL: url };
	const durations: Record<'node' | 'list', number[]> = { node: [], list: [] };
	const measure = async (name: 'node' | 'list', argv: readonly string[]): Promise<void> => {
		const startedAt = performance.now();
		await runProgram(process.execPath, argv, { env });
		durations[name].push(performance.now() - startedAt);
	};
	for (let round = 0; round < 5; round++) {
		await measure('node', ['-e', '0']);
		await measure('list', [program, 'list']);
	}
	const median = (all: number[]): number => all.sort((one, other) => one - other)[2] ?? 0;
	reportDuration(
		context,
		'candor list, beyond node -e 0',
		median(durations.list) - median(durations.node),
		150,
	);
	assert.equal(durations.list.length, 5);
});

test('a title that begins with a hyphen gets a hint, and the hint works', async (context) => {
	const { candor, json } = await startServer(context);
	const wrong = await candor('open', '-5 °C in the server room');
	assert.equal(wrong.code, 2);
	assert.match(wrong.err, /begins with a hyphen, write -- before it/);
	const { code } = await candor('open', '--impact', 'minor', '--', '-5 °C in the server room');
	assert.equal(code, 0);
	const [notice] = (await json('list')).notices as { readonly title: string }[];
	assert.equal(notice?.title, '-5 °C in the server room');
});
