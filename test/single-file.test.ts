/** The single-file build, alone in an empty folder: it is the server, its workers and the command line. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { noticeOf, packagesOf } from '../scripts/bundle/package-notices.mjs';
import { buildSingleFile } from '../scripts/bundle/single-file.mjs';

import { aPostgres, databasePassword } from './support/postgres.ts';
import { aServerProcess } from './support/process.ts';
import { token } from './support/server.ts';
import { aSubscriber } from './support/subscriber.ts';

const patience = { timeout: 120_000 };
let home: string;
let built: string;
before(async () => {
	home = mkdtempSync(join(tmpdir(), 'candor-single-file-'));
	built = join(home, 'built/candor.mjs');
	await buildSingleFile(built);
});
after(() => rmSync(home, { recursive: true, force: true }));

/** An empty folder with a copy of the file, and ways to run it there. */
function aPlace(context: { after(act: () => unknown): void }) {
	const folder = mkdtempSync(join(home, 'place-'));
	const path = join(folder, 'candor.mjs');
	copyFileSync(built, path);
	return {
		folder,
		path,
		serve: (environment: Record<string, string> = {}) =>
			aServerProcess(context, { CANDOR_TOKEN: token, ...environment }, undefined, { path, folder }),
		async run(url: string, ...argv: string[]): Promise<string> {
			const env = { PATH: process.env.PATH, CANDOR_URL: url, CANDOR_TOKEN: token };
			const { stdout } = await promisify(execFile)(process.execPath, [path, ...argv], { cwd: folder, env });
			return stdout;
		},
	};
}

test('it publishes, serves every file, and goes on after kill -9', patience, async (context) => {
	const { folder, serve, run } = aPlace(context);
	const first = await serve();
	assert.match(first.url, /^http/, first.logged());
	const subscriber = await aSubscriber(first.url);
	const { id } = JSON.parse(await run(first.url, 'open', 'Card payments are failing', '--json'));
	await subscriber.until(({ frames }) => JSON.stringify(frames).includes('Card payments'));
	subscriber.close();

	const script = await (await fetch(`${first.url}/candor.js`)).text();
	const document = await (await fetch(`${first.url}/console`)).text();
	const [chunk = ''] = /chunk-[\w-]+\.js/.exec(script) ?? [];
	const [consoleScript = ''] = /console\/assets\/console-[\w-]+\.js/.exec(document) ?? [];
	for (const [path, content] of [
		['/', /Card payments are failing/],
		['/candor.js', /Licences of the packages inside/],
		[`/${chunk}`, /candor/],
		[`/${consoleScript}`, /candor/],
		['/define.js', /candor/],
		['/candor-sw.js', /fetch/],
		['/locales/de.json', /"/],
		['/themes/quiet.css', /--candor/],
		['/THIRD-PARTY-NOTICES.txt', /lit-html/],
		['/v1/openapi.json', /openapi/],
		['/feed.atom', /Card payments are failing/],
	] as const) {
		const response = await fetch(`${first.url}${path}`);
		assert.equal(response.status, 200, path);
		assert.match(await response.text(), content, path);
	}
	assert.equal(readFileSync('dist/candor.js', 'utf8'), script);
	assert.equal(await first.end('SIGKILL'), 'SIGKILL');
	assert.deepEqual(readdirSync(folder).sort(), ['candor-data', 'candor.mjs'], 'nothing else is written');

	const second = await serve();
	const { notices } = (await (await fetch(`${second.url}/v1/notices`)).json()) as {
		notices: { id: string }[];
	};
	assert.deepEqual(
		notices.map((notice) => notice.id),
		[id],
	);
	assert.equal(await second.end(), 0, second.logged());
});

test(
	'it starts its own workers, and Postgres, packs, drills and backups are in it',
	patience,
	async (context) => {
		const { folder, serve, run } = aPlace(context);
		const postgres = await aPostgres(context);
		const identity = await generateX25519Identity();
		writeFileSync(join(folder, 'identity.txt'), `${identity}\n`);
		const server = await serve({
			CANDOR_WORKERS: '2',
			CANDOR_PACK: 'financial-services',
			CANDOR_DATABASE: postgres.address('postgres'),
			CANDOR_BACKUP_RECIPIENTS: await identityToRecipient(identity),
		});
		assert.match(server.url, /^http/, server.logged());
		assert.ok(!server.logged().includes(databasePassword));
		const subscribers = await Promise.all(Array.from({ length: 6 }, () => aSubscriber(server.url)));
		await run(server.url, 'open', 'Transfers are late', '--impact', 'minor');
		for (const subscriber of subscribers) {
			await subscriber.until(({ frames }) => JSON.stringify(frames).includes('Transfers are late'));
			subscriber.close();
		}
		assert.match(await run(server.url, 'pack'), /financial/i);
		const drills = await fetch(`${server.url}/v1/drill-scenarios`, {
			headers: { authorization: `Bearer ${token}` },
		});
		assert.match(await drills.text(), /card-payments/);
		await run(server.url, 'backup', './backups');
		const verified = await run(server.url, 'restore', '--verify', './backups', '--identity', 'identity.txt');
		assert.match(verified, /All hashes agree/);
		assert.equal(await server.end(), 0, server.logged());
		assert.doesNotMatch(server.logged(), /worker.*(?:ended|exit)|MODULE_NOT_FOUND|Cannot find/);
	},
);

test('a file that was changed or cut off is not run with what it lacks', patience, async (context) => {
	const { path, serve } = aPlace(context);
	const bytes = readFileSync(path);
	// The program of the database is the greatest part, in the middle.
	bytes[Math.floor(bytes.length / 2)] = bytes[Math.floor(bytes.length / 2)] === 65 ? 66 : 65;
	writeFileSync(path, bytes);
	const server = await serve();
	assert.equal(server.url, '');
	assert.match(server.logged(), /changed after it was built.*Download it again, compare its checksum/);

	const short = aPlace(context);
	writeFileSync(short.path, readFileSync(short.path).subarray(0, -1_000));
	const refused = await short.serve();
	assert.match(refused.logged(), /Download it again/);
});

test('a folder for temporary files that runs no programs is named', patience, async (context) => {
	const { folder, serve } = aPlace(context);
	const missing = join(folder, 'missing');
	const server = await serve({ TMPDIR: missing });
	assert.equal(server.url, '');
	assert.match(server.logged(), /cannot be loaded from the folder .*missing.*Set TMPDIR/);
});

test('it has the licence of every package in it, and no path of this machine', () => {
	const text = readFileSync(built, 'latin1');
	const path = JSON.stringify(process.cwd()).slice(1, -1);
	assert.ok(!text.includes(path));
	for (const name of ['hono', 'pg', 'nodemailer', 'zod', 'libsql', '@libsql/linux-x64-gnu', 'pino', 'jose'])
		assert.match(text, new RegExp(`\\n${name} \\d+\\.\\d+\\.\\d+ \\(`), name);
	assert.throws(() => noticeOf(aPackage('unknown', 'MIT')), /unknown has no licence file/);
	assert.deepEqual(packagesOf(['a.ts', 'node_modules/b/c.js', 'node_modules/b/node_modules/@d/e/f.js']), [
		'node_modules/b',
		'node_modules/b/node_modules/@d/e',
	]);
});

/** The folder of a package without a licence file. */
function aPackage(name: string, license: string): string {
	const folder = mkdtempSync(join(home, 'package-'));
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', license }));
	return folder;
}
