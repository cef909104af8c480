/** Every step of the Containerfile, in a bare root file system: what an engine does, without one. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { aBareRoot } from '../support/bare-root.ts';
import { aFreePort } from '../support/free-port.ts';
import { pack } from '../support/packed.ts';
import { startRegistry } from '../support/registry.ts';

const home = mkdtempSync(join(tmpdir(), 'candor-container-'));
after(() => rmSync(home, { recursive: true, force: true }));

/** The instructions, each on one line. */
const instructions = readFileSync('docs/how-to/deploy/Containerfile', 'utf8')
	.replaceAll(/^#.*\n/gm, '')
	.replaceAll(/\\\n\s*/g, ' ')
	.trim()
	.split('\n')
	.map((line) => ({ name: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
const listOf = (text: string): string[] => JSON.parse(text);

test('each step of the Containerfile does what it says', { timeout: 240_000 }, async (context) => {
	const root = aBareRoot(context);
	const tarball = pack('server', home).tarball;
	const registry = await startRegistry([{ name: 'candor-server', folder: 'server', tarball }]);
	context.after(() => registry.close());
	const settings: Record<string, string> = {};
	let user = 'root';
	let start: string[] = [];
	let check: string[] = [];
	const done: string[] = [];
	for (const { name, rest } of instructions) {
		if (name === 'RUN') {
			const npm = { npm_config_registry: registry.url, npm_config_update_notifier: 'false' };
			const command = ['/bin/sh', '-c', rest];
			const { status, said } = await root.run({ user, environment: { ...settings, ...npm }, command });
			assert.equal(status, 0, `${rest}: ${said}`);
		} else if (name === 'ENV')
			for (const [key = '', value = ''] of rest.split(' ').map((each) => each.split('=')))
				settings[key] = value;
		else if (name === 'USER') user = rest;
		else if (name === 'CMD') start = listOf(rest);
		else if (name === 'HEALTHCHECK') check = listOf(rest.slice(rest.indexOf('CMD ') + 'CMD '.length));
		else if (name === 'VOLUME') {
			const { uid, gid, mode } = statSync(join(root.folder, rest));
			assert.deepEqual([uid, gid, mode & 0o777], [1000, 1000, 0o700], 'the volume is that of the user');
		} else assert.ok(['FROM', 'EXPOSE', 'STOPSIGNAL'].includes(name), `The test does not know ${name}.`);
		done.push(name);
	}
	assert.equal(
		done.filter((name) => ['RUN', 'ENV', 'USER', 'CMD', 'HEALTHCHECK', 'VOLUME'].includes(name)).length,
		6,
	);

	// This machine may use the port of the image.
	const port = String(await aFreePort());
	const environment = { ...settings, CANDOR_PORT: port };
	check = check.map((each) => each.replace('8787', port));
	const before = await root.run({ user, environment, command: check });
	assert.equal(before.status, 1, `no server answers yet: ${before.said}`);
	const server = root.start({ user, environment, command: start });
	let said = '';
	for (const stream of [server.stdout, server.stderr])
		stream?.on('data', (bytes) => {
			said += bytes;
		});
	const ended = new Promise<number | null>((resolve) => server.once('close', resolve));
	while (!said.includes('Candor listens on')) {
		const more = new Promise<void>((resolve) => server.stdout?.once('data', () => resolve()));
		await Promise.race([more, ended]);
		assert.equal(server.exitCode, null, said);
	}
	const healthy = await root.run({ user, environment, command: check });
	assert.equal(healthy.status, 0, healthy.said);
	for (const path of ['/', '/console', '/candor.js'])
		assert.equal((await fetch(`http://127.0.0.1:${port}${path}`)).status, 200, path);
	const data = join(root.folder, 'data');
	assert.ok(readdirSync(data).includes('candor.db'));
	for (const name of readdirSync(data)) assert.equal(statSync(join(data, name)).uid, 1000, name);
	const token = readFileSync(join(data, 'first-operator-token'), 'utf8').trim();
	assert.ok(!said.includes(token), 'the token is not in the log');

	server.kill('SIGTERM');
	assert.equal(await ended, 0, said);
});
