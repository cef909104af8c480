/** `candor open` on a terminal: it asks for what is missing, and loses no word. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { runCli, startServer, type TestServer, token } from './harness.ts';

const keys = {
	enter: '\r',
	down: '\u001b[B',
	space: ' ',
	escape: '\u001b',
	'Ctrl+C': '\u0003',
	left: '\u001b[D',
};

/** A terminal that a person sits at: each step waits for a text, and then types. */
function aPerson() {
	const input = new PassThrough();
	const output = new PassThrough();
	let shown = '';
	let isRead = 0;
	const waiting = new Set<() => void>();
	output.on('data', (part: Buffer) => {
		shown += stripVTControlCharacters(part.toString());
		for (const check of waiting) check();
	});
	return {
		terminal: { input, output },
		/** Everything that the terminal has shown. */
		shown: () => shown,
		/** Waits until a new text is shown. */
		sees: (text: string): Promise<void> =>
			new Promise((done, fail) => {
				const late = (): void => fail(new Error(`"${text}" is not shown: ${shown.slice(isRead)}`));
				const timer = setTimeout(late, 30_000).unref();
				const check = (): void => {
					const at = shown.indexOf(text, isRead);
					if (at < 0) return;
					isRead = at + text.length;
					waiting.delete(check);
					clearTimeout(timer);
					done();
				};
				waiting.add(check);
				check();
			}),
		types: (...parts: readonly string[]): void => {
			for (const part of parts) input.write(part);
		},
	};
}
type Person = ReturnType<typeof aPerson>;

const run = (server: TestServer, { terminal }: Person, ...argv: readonly string[]) =>
	runCli(['open', ...argv], {
		url: server.url,
		clock: server.clock,
		io: { terminal, readFile: (path) => readFile(path, 'utf8') },
	});

async function aShop(context: TestContext): Promise<TestServer> {
	const server = await startServer(context);
	await server.candor('components', 'set', 'checkout', '--name', 'Checkout');
	await server.candor('components', 'set', 'search', '--name', 'Search', '--group', 'Shop');
	return server;
}

/** Answers everything up to the review. */
async function answer({ sees, types }: Person, title: string): Promise<void> {
	await sees('Which template?');
	types(keys.enter);
	await sees('What do customers notice?');
	types(title, keys.enter);
	await sees('What should they know?');
	types('We look into it.', keys.enter);
	await sees('How bad is it?');
	// From minor to major.
	types(keys.down, keys.enter);
	await sees('What is affected?');
	types(keys.space, keys.enter);
	await sees('Checkout is …');
	types(keys.enter);
	await sees('What works?');
	types(keys.space, keys.enter);
	await sees('What can customers do meanwhile?');
	types('Pay by invoice.', keys.enter);
	await sees('What do you say about customers’ data?');
	types(keys.enter);
	await sees('When do you write again?');
	types('20m', keys.enter);
	await sees('What now?');
}

/** The file that an error names. */
const keptIn = (err: string): string =>
	/kept in (\S+)\. To go on: candor open --resume \1/.exec(err)?.[1] ?? '';

test('without a title, it asks, shows what customers read, and publishes', async (context) => {
	const server = await aShop(context);
	const person = aPerson();
	const running = run(server, person);
	await answer(person, 'Payments are failing');
	assert.match(person.shown(), /Customers would read:[\s\S]*Major impact · Payments are failing/);
	assert.match(person.shown(), /Pay by invoice\./);
	assert.deepEqual((await server.json('list')).notices, [], 'the review publishes nothing');
	person.types(keys.enter);
	const { code, out, err } = await running;
	assert.equal(code, 0, err);
	assert.match(out, /^Published\. Customers now see:/);
	const [notice] = (await server.json('list')).notices as Record<string, unknown>[];
	assert.deepEqual(notice?.affected, [{ component: 'checkout', status: 'partial-outage' }]);
	assert.deepEqual(notice?.unaffected, ['search']);
	assert.deepEqual(notice?.promise, { nextUpdateBy: '2030-01-01T12:20:00.000Z' });
});

test('what the options say is not asked, and a wrong answer is asked again', async (context) => {
	const server = await aShop(context);
	const { sees, types, ...person } = aPerson();
	const running = run(
		server,
		{ sees, types, ...person },
		...[
			'--impact',
			'critical',
			'--component',
			'search=degraded',
			'--workaround',
			'Wait.',
			'-m',
			'Known.',
			'--draft',
		],
	);
	await sees('Which template?');
	types(keys.enter);
	await sees('What do customers notice?');
	types(keys.enter);
	await sees('Write something here.');
	types('Search is slow', keys.enter);
	await sees('What do you say about customers’ data?');
	types(keys.down, keys.down, keys.enter);
	await sees('In a sentence: what is known?');
	types('No data is lost.', keys.enter);
	await sees('When do you write again?');
	types('soon', keys.enter);
	await sees('Write a duration from now');
	for (const _ of 'soon') types('\u007f');
	types('none', keys.enter);
	await sees('What now?');
	types(keys.enter);
	const { code, out, err } = await running;
	assert.equal(code, 0, err);
	assert.match(out, /^Nothing is published\. The draft waits:/);
	assert.doesNotMatch(person.shown(), /How bad is it|What is affected|meanwhile/);
	const [draft] = (await server.json('drafts')).waiting as { command: Record<string, unknown> }[];
	assert.equal(draft?.command.impact, 'critical');
	assert.equal(draft?.command.promise, null);
	assert.equal(String(Object(draft?.command.dataSafety).state), 'investigating');
});

test('a template asks for its variables, and gives the words', async (context) => {
	const server = await aShop(context);
	const { sees, types, ...person } = aPerson();
	const running = run(server, { sees, types, ...person }, '--component', 'checkout');
	await sees('Which template?');
	types(keys.down, keys.enter);
	await sees('What is affected');
	types('Checkout', keys.enter);
	await sees('How bad is it?');
	types(keys.enter);
	await sees('meanwhile?');
	types(keys.enter);
	await sees('data?');
	types(keys.enter);
	await sees('When do you write again?');
	types(keys.enter);
	await sees('What now?');
	types(keys.enter);
	const { code, out, err } = await running;
	assert.equal(code, 0, err);
	assert.match(out, /Checkout is not working/);
});

for (const key of ['escape', 'Ctrl+C'] as const)
	test(`${key} sends nothing, and no typed word is lost`, async (context) => {
		const server = await aShop(context);
		const person = aPerson();
		const first = run(server, person);
		await person.sees('Which template?');
		person.types(keys.enter);
		await person.sees('What do customers notice?');
		person.types('Payments are failing', keys.enter);
		await person.sees('What should they know?');
		person.types('Half of a sentense', keys.left, '\u007f', 'c');
		await person.sees('sentence');
		person.types(keys[key]);
		const { code, err } = await first;
		assert.equal(code, 2);
		assert.match(err, /Cancelled\. Nothing was sent\./);
		const path = keptIn(err);
		context.after(() => rmSync(dirname(path), { recursive: true, force: true }));
		assert.equal(statSync(path).mode & 0o777, 0o600);
		const kept = JSON.parse(readFileSync(path, 'utf8'));
		assert.equal(kept.title, 'Payments are failing');
		assert.equal(kept.body, 'Half of a sentence');
		// Every answer is there again, and can be sent or changed.
		const again = aPerson();
		const second = run(server, again, '--resume', path);
		await again.sees('Which template?');
		again.types(keys.enter);
		await again.sees('What do customers notice?');
		await again.sees('Payments are failing');
		again.types(', all of them', keys.enter);
		await again.sees('What should they know?');
		again.terminal.input.end();
		const closed = await second;
		assert.equal(closed.code, 2, 'a terminal that is closed is like Escape');
		assert.equal(keptIn(closed.err), path, 'the words are in one file');
		assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), {
			template: '',
			title: 'Payments are failing, all of them',
			body: 'Half of a sentence',
		});
		assert.deepEqual((await server.json('list')).notices, []);
	});

test('a refusal and a cancelled review keep the words, and a publication removes the file', async (context) => {
	const server = await aShop(context);
	const refused = aPerson();
	const first = run(server, refused);
	server.fault = (request, response) => {
		if (request.method !== 'POST') return false;
		response.writeHead(422, { 'content-type': 'application/problem+json' });
		response.end(JSON.stringify({ code: 'invalid', detail: 'The words are refused.' }));
		return true;
	};
	await Promise.race([answer(refused, 'Payments are failing'), first]);
	const { code, err } = await first;
	assert.equal(code, 1, err);
	assert.match(err, /The words are refused\./);
	const path = keptIn(err);
	assert.equal(JSON.parse(readFileSync(path, 'utf8')).workaround, 'Pay by invoice.');
	server.fault = () => false;
	const again = aPerson();
	const second = run(server, again, '--resume', path);
	// Each question is filled in already.
	for (const question of [
		...['template?', 'notice?', 'know?', 'bad is it?', 'is affected?', 'Checkout is …', 'What works?'],
		...['meanwhile?', 'data?', 'write again?'],
	]) {
		await again.sees(question);
		again.types(keys.enter);
	}
	await again.sees('Major impact · Payments are failing');
	await again.sees('What now?');
	again.types(keys.down, keys.down, keys.enter);
	const cancelled = await second;
	assert.equal(cancelled.code, 2);
	const other = keptIn(cancelled.err);
	assert.ok(existsSync(other));
	for (const each of [path, other])
		context.after(() => rmSync(dirname(each), { recursive: true, force: true }));
});

test('without a terminal, with --json and with -m - nothing is asked', async (context) => {
	const server = await aShop(context);
	assert.match((await server.candor('open', '--impact', 'major')).err, /The title is missing/);
	for (const argv of [['--json'], ['-m', '-']]) {
		const { code, err } = await run(server, aPerson(), ...argv);
		assert.equal(code, 2);
		assert.match(err, /The title is missing/);
	}
});

test('the built program asks on a real terminal, also on one without a width', {
	timeout: 90_000,
}, async (context) => {
	// Part of Debian’s essential packages. Other systems may lack it, or have another one.
	if (!/util-linux/.test(String(spawnSync('script', ['--version']).stdout)))
		return context.diagnostic('no script');
	const server = await aShop(context);
	const command = `${process.execPath} ${resolve('dist/cli/main.js')} open --component checkout`;
	const program = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
		env: { PATH: process.env.PATH, TERM: 'xterm', CANDOR_URL: server.url, CANDOR_TOKEN: token },
	});
	context.after(() => program.kill());
	let shown = '';
	const steps: [string, string][] = [
		['Which template?', keys.enter],
		['What do customers notice?', `Payments are failing${keys.enter}`],
		['What should they know?', keys.enter],
		['How bad is it?', keys.enter],
		['meanwhile?', keys.enter],
		['customers’ data?', keys.enter],
		['When do you write again?', keys.enter],
		['What now?', keys.enter],
	];
	program.stdout.on('data', (part: Buffer) => {
		shown += stripVTControlCharacters(part.toString());
		const [step] = steps;
		if (!step || !shown.includes(step[0])) return;
		steps.shift();
		shown = shown.slice(shown.indexOf(step[0]) + step[0].length);
		program.stdin.write(step[1]);
	});
	const code = await new Promise((done) => program.on('close', done));
	assert.equal(code, 0, shown);
	assert.match(shown, /Published\. Customers now see:/);
});
