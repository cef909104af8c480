/** Logging never waits, and says how much was lost. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { logOutput } from '../../../server/core/log-output.ts';
import { aFolder } from '../../support/folder.ts';
import { token } from '../../support/server.ts';

/** A pipe that accepts so many bytes until it is read. */
function aPipe(capacity: number) {
	let room = capacity;
	let text = '';
	return {
		write(bytes: Buffer): number {
			if (room === 0) throw Object.assign(new Error('full'), { code: 'EAGAIN' });
			const written = Math.min(room, bytes.length);
			text += bytes.subarray(0, written).toString();
			room -= written;
			return written;
		},
		empty: () => {
			room = 1_000_000;
		},
		text: () => text,
	};
}

test('lines wait for a slow reader, in order and whole', async () => {
	const pipe = aPipe(10);
	const output = logOutput(pipe.write);
	for (let line = 0; line < 20; line++) output.write(`line ${line}\n`);
	pipe.empty();
	await new Promise((resolve) => setTimeout(resolve, 250));
	assert.deepEqual(
		pipe.text().trimEnd().split('\n'),
		Array.from({ length: 20 }, (_, line) => `line ${line}`),
	);
});

test('lines that find no room are counted, and the count is logged once there is room', async () => {
	const pipe = aPipe(0);
	const output = logOutput(pipe.write, () => 1);
	for (let line = 0; line < 100; line++) output.write(`${'x'.repeat(9_999)}\n`);
	pipe.empty();
	await new Promise((resolve) => setTimeout(resolve, 250));
	const lines = pipe.text().trimEnd().split('\n');
	const last = JSON.parse(lines.at(-1) ?? '');
	assert.equal(last.lost, 100 - (lines.length - 1));
	assert.match(last.msg, /lines of this log were lost/);
});

test('an output that is closed stops nothing', () => {
	const output = logOutput(() => {
		throw Object.assign(new Error('closed'), { code: 'EPIPE' });
	});
	for (let line = 0; line < 3; line++) output.write('line\n');
});

test('a server whose standard error is not read answers on', { timeout: 120_000 }, async (context) => {
	const environment = { CANDOR_DATA: aFolder(context), CANDOR_TOKEN: token, CANDOR_PORT: '0' };
	// A pipe, as from a shell or a container: the pipes that Node makes for a child never block it.
	const path = join(aFolder(context), 'stderr');
	assert.equal(spawnSync('mkfifo', [path]).status, 0);
	const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
	context.after(() => closeSync(reader));
	const stderr = openSync(path, constants.O_WRONLY);
	const child = spawn(process.execPath, ['dist/cli/main.js', 'serve'], {
		env: { PATH: process.env.PATH, ...environment },
		stdio: ['ignore', 'pipe', stderr],
	});
	closeSync(stderr);
	context.after(() => child.kill('SIGKILL'));
	let printed = '';
	assert.ok(child.stdout);
	for await (const chunk of child.stdout) {
		printed += chunk;
		if (/listens on/.test(printed)) break;
	}
	const [url] = /http:\S+/.exec(printed) ?? [];
	// Each refused write is a line of the log; a pipe holds some 400 of them.
	for (let write = 0; write < 1_200; write++) {
		const { status } = await fetch(`${url}/v1/notices`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: '{}',
		});
		assert.equal(status, 422);
	}
	const exited = once(child, 'exit');
	child.kill('SIGTERM');
	assert.deepEqual(await exited, [0, null]);
});
