/** The installed program: real processes, signals and pipes. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { runCli, startServer, token } from './harness.ts';

/** A process that prints nothing fails the test. */
const timeLimit = { timeout: 60_000 };
const program = 'dist/cli/main.js';

function start(
	context: TestContext,
	argv: readonly string[],
	environment: Record<string, string> = {},
	stdout: number | 'pipe' = 'pipe',
): ChildProcess {
	const child = spawn(process.execPath, [program, ...argv], {
		env: { PATH: process.env.PATH, CANDOR_LOG_LEVEL: 'silent', ...environment },
		stdio: ['pipe', stdout, 'pipe'],
	});
	context.after(() => child.kill('SIGKILL'));
	return child;
}

async function waitForEnd(child: ChildProcess): Promise<{ code: number; out: string; err: string }> {
	let out = '';
	let err = '';
	child.stdout?.on('data', (chunk) => (out += chunk));
	child.stderr?.on('data', (chunk) => (err += chunk));
	const [code] = await once(child, 'close');
	return { code: code as number, out, err };
}

/** The lines of a process's standard output. */
const linesOf = (child: ChildProcess) => {
	assert.ok(child.stdout);
	return createInterface(child.stdout)[Symbol.asyncIterator]();
};

test('a notice is published with a token file and a message from a pipe', timeLimit, async (context) => {
	const { url, json } = await startServer(context);
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
	const { code, out, err } = await waitForEnd(child);
	assert.equal(err, '');
	assert.equal(code, 0);
	assert.match(out, /“We are looking into it\.”/);
	assert.equal(((await json('list')).notices as unknown[]).length, 1);
});

test('--version prints the version of the package', timeLimit, async (context) => {
	const { code, out } = await waitForEnd(start(context, ['--version']));
	assert.equal(code, 0);
	assert.match(out, /^\d+\.\d+\.\d+\S*\n$/);
});

test('`serve` and `watch` end cleanly on a signal', timeLimit, async (context) => {
	const data = await mkdtemp(join(tmpdir(), 'candor-cli-'));
	context.after(() => rm(data, { recursive: true }));
	const server = start(context, ['serve', '--port', '0', '--data', data, '--json'], { CANDOR_TOKEN: token });
	const serverLines = linesOf(server);
	const { address } = JSON.parse((await serverLines.next()).value) as { address: string };

	const watcher = start(context, ['watch', '--url', address]);
	const watchLines = linesOf(watcher);
	assert.match((await watchLines.next()).value, /Watching/);
	assert.equal((await runCli(['open', 'Checkout is failing'], { url: address })).code, 0);
	assert.match((await watchLines.next()).value, /Opened: “Checkout is failing”/);

	watcher.kill('SIGINT');
	assert.deepEqual(await once(watcher, 'exit'), [0, null]);
	assert.equal((await watchLines.next()).done, true, 'a command that is stopped has not lost its connection');
	server.kill('SIGTERM');
	assert.deepEqual(await once(server, 'exit'), [0, null]);
});

test('the error for an invalid setting of the server names it', timeLimit, async (context) => {
	const { code, err } = await waitForEnd(start(context, ['serve', '--port', 'eighty']));
	assert.equal(code, 2);
	assert.match(err, /CANDOR_PORT: Use a number/);
});

test('a pipe that closes early ends the command without an error', timeLimit, async (context) => {
	const { url, candor } = await startServer(context);
	const watcher = start(context, ['watch', '--url', url]);
	const watchLines = linesOf(watcher);
	await watchLines.next();
	watcher.stdout?.destroy();
	const ended = once(watcher, 'exit');
	await candor('open', 'Checkout is failing');
	assert.deepEqual(await ended, [0, null]);
});

test('7: the error says what was published when the result cannot be printed', timeLimit, async (context) => {
	const { url, json } = await startServer(context);
	// Writing to a file that was opened for reading fails on every system.
	const file = await open(program);
	context.after(() => file.close());
	const runInto = (...argv: string[]) =>
		waitForEnd(start(context, [...argv, '--url', url], { CANDOR_TOKEN: token }, file.fd));

	const opened = await runInto('open', 'Checkout is failing');
	assert.equal(
		opened.err,
		'Error: It is published, but the result could not be printed (EBADF). Do not repeat the command. Check with "candor list".\n',
	);
	assert.equal(opened.code, 7);
	assert.equal(((await json('list')).notices as unknown[]).length, 1);

	const asJson = await runInto('token', 'create', 'robot', '--json');
	assert.equal(asJson.code, 7);
	const { error } = JSON.parse(asJson.err) as { error: { code: string; message: string } };
	assert.equal(error.code, 'unprinted');
	assert.match(error.message, /^The token is created, but .*"candor token list"/);

	const read = await runInto('list');
	assert.equal(
		read.err,
		'Error: The result could not be printed (EBADF). Check where standard output goes.\n',
	);
	assert.equal(read.code, 7);
});

test('a closed stderr does not change the exit code', timeLimit, async (context) => {
	const child = start(context, ['list', '--url', 'nowhere']);
	child.stderr?.destroy();
	assert.deepEqual(await once(child, 'exit'), [2, null]);
});
