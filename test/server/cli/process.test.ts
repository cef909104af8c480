/** The programme as it is installed: real processes, real signals, real pipes. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { house, operate, token } from './operator.ts';

/** A process that says nothing is a failure, not a wait. */
const patience = { timeout: 60_000 };
const programme = 'dist/server/cli/main.js';

function start(
	context: TestContext,
	argv: readonly string[],
	environment: Record<string, string> = {},
	stdout: number | 'pipe' = 'pipe',
): ChildProcess {
	const child = spawn(process.execPath, [programme, ...argv], {
		env: { PATH: process.env.PATH, CANDOR_LOG_LEVEL: 'silent', ...environment },
		stdio: ['pipe', stdout, 'pipe'],
	});
	context.after(() => child.kill('SIGKILL'));
	return child;
}

async function finished(child: ChildProcess): Promise<{ code: number; out: string; err: string }> {
	let out = '';
	let err = '';
	child.stdout?.on('data', (chunk) => (out += chunk));
	child.stderr?.on('data', (chunk) => (err += chunk));
	const [code] = await once(child, 'close');
	return { code: code as number, out, err };
}

/** The lines that a process prints, one by one. */
const linesOf = (child: ChildProcess) => {
	assert.ok(child.stdout);
	return createInterface(child.stdout)[Symbol.asyncIterator]();
};

test('a notice is published with a token file and words from a pipe', patience, async (context) => {
	const { url, json } = await house(context);
	const folder = await mkdtemp(join(tmpdir(), 'candor-cli-'));
	context.after(() => rm(folder, { recursive: true }));
	await writeFile(join(folder, 'token'), `${token}\n`);
	const argv = [
		'open',
		'Checkout is failing',
		'-m',
		'-',
		'--token-file',
		join(folder, 'token'),
		'--url',
		url,
	];
	const child = start(context, argv);
	child.stdin?.end('We are *looking* into it.\n');
	const { code, out, err } = await finished(child);
	assert.equal(err, '');
	assert.equal(code, 0);
	assert.match(out, /“We are looking into it\.”/);
	assert.equal(((await json('list')).notices as unknown[]).length, 1);
});

test('the version is the package’s', patience, async (context) => {
	const { code, out } = await finished(start(context, ['--version']));
	assert.equal(code, 0);
	assert.match(out, /^\d+\.\d+\.\d+\S*\n$/);
});

test('a server is started and watched, and both end in order on a signal', patience, async (context) => {
	const data = await mkdtemp(join(tmpdir(), 'candor-cli-'));
	context.after(() => rm(data, { recursive: true }));
	const server = start(context, ['serve', '--port', '0', '--data', data, '--json'], { CANDOR_TOKEN: token });
	const served = linesOf(server);
	const { address } = JSON.parse((await served.next()).value) as { address: string };

	const watcher = start(context, ['watch', '--url', address]);
	const watched = linesOf(watcher);
	assert.match((await watched.next()).value, /Watching/);
	assert.equal((await operate(['open', 'Checkout is failing'], { url: address })).code, 0);
	assert.match((await watched.next()).value, /Opened: “Checkout is failing”/);

	watcher.kill('SIGINT');
	assert.deepEqual(await once(watcher, 'exit'), [0, null]);
	server.kill('SIGTERM');
	assert.deepEqual(await once(server, 'exit'), [0, null]);
});

test('a setting of the server that is wrong is named', patience, async (context) => {
	const { code, err } = await finished(start(context, ['serve', '--port', 'eighty']));
	assert.equal(code, 2);
	assert.match(err, /CANDOR_PORT: Use a number/);
});

test('a reader that closes early ends the command quietly', patience, async (context) => {
	const { url, candor } = await house(context);
	const watcher = start(context, ['watch', '--url', url]);
	const watched = linesOf(watcher);
	await watched.next();
	watcher.stdout?.destroy();
	const ended = once(watcher, 'exit');
	await candor('open', 'Checkout is failing');
	assert.deepEqual(await ended, [0, null]);
});

test('7: what was published is told even where it cannot be printed', patience, async (context) => {
	const { url, json } = await house(context);
	// No system lets anybody write to a file that was opened for reading.
	const file = await open(programme);
	context.after(() => file.close());
	const ended = (...argv: string[]) =>
		finished(start(context, [...argv, '--url', url], { CANDOR_TOKEN: token }, file.fd));

	const opened = await ended('open', 'Checkout is failing');
	assert.equal(
		opened.err,
		'Error: It is published, but the answer could not be printed (EBADF). Do not repeat it; look with "candor list".\n',
	);
	assert.equal(opened.code, 7);
	assert.equal(((await json('list')).notices as unknown[]).length, 1);

	const asJson = await ended('token', 'create', 'robot', '--json');
	assert.equal(asJson.code, 7);
	const { error } = JSON.parse(asJson.err) as { error: { code: string; message: string } };
	assert.equal(error.code, 'unprinted');
	assert.match(error.message, /^It is done, but .*"candor token list"/);

	const read = await ended('list');
	assert.equal(
		read.err,
		'Error: The answer could not be printed (EBADF). Check where standard output goes.\n',
	);
	assert.equal(read.code, 7);
});

test('a reader of errors that closes early ends the command quietly', patience, async (context) => {
	const child = start(context, ['list', '--url', 'nowhere']);
	child.stderr?.destroy();
	assert.deepEqual(await once(child, 'exit'), [2, null]);
});
