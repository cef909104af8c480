/** Backups and restores without a server: what is in them, and what is refused. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { generateX25519Identity } from 'age-encryption';
import { readContent } from '../../../../server/core/backup/content.ts';
import { folderBackups } from '../../../../server/core/backup/folder-target.ts';
import { findBackup } from '../../../../server/core/backup/read-backup.ts';
import { restoreBackup, verifyBackup } from '../../../../server/core/backup/restore.ts';
import { backupBytes, writeBackup } from '../../../../server/core/backup/write-backup.ts';
import { openFolder } from '../../../../server/core/storage.ts';
import type { CandorError } from '../../../../src/model/errors.ts';
import { aCommit } from '../log.contract.ts';
import { givenLog, madeAt } from './given.ts';

test('a restored database has every commit and every private record, and another identity', async (context) => {
	const { storage, folder, identity, data, backUp, close } = await givenLog(context, 137);
	const manifest = await backUp();
	assert.equal(manifest.seq, 137);
	assert.equal(manifest.privateRecords, 101);
	const before = {
		commits: await storage.log.read(0),
		tokens: await storage.privateStore.list('token'),
		cursor: await storage.privateStore.get('cursor', 'c'),
	};
	const { site } = storage.log;
	await close();
	const target = folderBackups(folder);
	const source = { target, manifest: await findBackup(target, null), identity };
	await assert.rejects(
		restoreBackup(data, source, false, madeAt),
		({ code, message }: CandorError) => code === 'in-use' && /--replace/.test(message),
	);
	const restored = await restoreBackup(data, source, true, madeAt);
	assert.equal(restored.manifest.seq, 137);
	assert.notEqual(restored.site, site);
	const reopened = openFolder(data);
	context.after(() => reopened.close());
	assert.equal(reopened.log.site, restored.site);
	assert.deepEqual(await reopened.log.read(0), before.commits);
	assert.deepEqual(await reopened.privateStore.list('token'), before.tokens);
	assert.deepEqual(await reopened.privateStore.get('cursor', 'c'), before.cursor);
	// The former database is still there, and nothing else is.
	assert.deepEqual(
		readdirSync(data)
			.sort()
			.filter((name) => !/-wal|-shm/.test(name)),
		['candor.db', 'candor.db.replaced-2026-11-30T21-15-00-000Z'],
	);
});

test('only the owner may read a backup, and no file is left that is not whole', async (context) => {
	const { folder, backUp } = await givenLog(context, 3);
	const { file } = await backUp();
	assert.deepEqual(readdirSync(folder).sort(), [
		'candor-20261130T211500Z-3.json',
		'candor-20261130T211500Z-3.jsonl.gz.age',
	]);
	for (const name of readdirSync(folder)) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600);
	assert.ok(!readFileSync(join(folder, file)).includes('Page 1'));
});

test('a backup without recipients is lines of JSON, and says that it is not encrypted', async (context) => {
	const { folder, backUp } = await givenLog(context, 3);
	const { file, recipients } = await backUp({ recipients: [] });
	assert.deepEqual(recipients, []);
	const lines = gunzipSync(readFileSync(join(folder, file)))
		.toString()
		.trim()
		.split('\n');
	assert.equal(JSON.parse(lines[0] ?? '').format, 'candor-backup');
	assert.equal(lines.length, 1 + 101 + 3 + 1);
	const target = folderBackups(folder);
	const manifest = await findBackup(target, null);
	assert.equal((await verifyBackup({ target, manifest, identity: null })).records, 1);
});

test('each fault of a backup is refused with a sentence of its own', async (context) => {
	const { folder, identity, backUp, storage } = await givenLog(context, 50);
	const made = await backUp();
	const target = folderBackups(folder);
	const path = join(folder, made.file);
	const manifestPath = join(folder, 'candor-20261130T211500Z-50.json');
	const [bytes, text] = [readFileSync(path), readFileSync(manifestPath, 'utf8')];
	const verify = async (key: string | null = identity, site: string | null = null) =>
		verifyBackup({
			target,
			manifest: await findBackup(target, 'candor-20261130T211500Z-50', site),
			identity: key,
		});
	const changed = (change: object): void =>
		writeFileSync(manifestPath, JSON.stringify({ ...JSON.parse(text), ...change }));
	assert.equal((await verify()).manifest.seq, 50);
	const cases: [name: string, damage: () => void, code: string, sentence: RegExp, key?: string | null][] = [
		['a cut off file', () => writeFileSync(path, bytes.subarray(0, -100)), 'damaged', /cut off/],
		['an empty file', () => writeFileSync(path, ''), 'damaged', /cut off/],
		['a longer file', () => writeFileSync(path, Buffer.concat([bytes, bytes])), 'damaged', /changed|longer/],
		[
			'no file',
			() => writeFileSync(manifestPath, text.replace(/"file": "[^"]+"/, '"file": "candor-x.jsonl.gz.age"')),
			'damaged',
			/is missing/,
		],
		[
			'another key',
			() => undefined,
			'unauthorized',
			/cannot open the backup/,
			await generateX25519Identity(),
		],
		['no key', () => undefined, 'invalid', /is encrypted.*--identity/],
		['a key that is none', () => undefined, 'invalid', /not one of age/, 'AGE-SECRET-KEY-1QQ'],
		[
			'a newer version',
			() => changed({ formatVersion: 2 }),
			'unsupported-version',
			/newer version of Candor/,
		],
		[
			'a damaged manifest',
			() => writeFileSync(manifestPath, text.slice(0, 100)),
			'damaged',
			/its manifest .* is damaged/,
		],
		[
			'the manifest of another log',
			() => changed({ site: 'another' }),
			'damaged',
			/of the log another, and its content of another one/,
		],
		['a manifest with another seq', () => changed({ seq: 49 }), 'damaged', /of another backup/],
		['another checksum', () => changed({ sha256: '0'.repeat(64) }), 'damaged', /checksum/],
	];
	for (const [name, damage, code, sentence, key = name === 'no key' ? null : identity] of cases) {
		damage();
		await assert.rejects(verify(key), (error: CandorError) => {
			assert.match(error.message, sentence, name);
			assert.equal(error.code, code, `${name}: ${error.message}`);
			return true;
		});
		writeFileSync(path, bytes);
		writeFileSync(manifestPath, text);
	}
	await assert.rejects(verify(identity, 'another-site'), /is one of another log/);
	assert.equal((await verify(identity, storage.log.site)).manifest.seq, 50);
	// Every part of the file is covered.
	for (let offset = 0; offset < bytes.length; offset += Math.ceil(bytes.length / 60)) {
		const flipped = Buffer.from(bytes);
		flipped[offset] = (flipped[offset] ?? 0) ^ 1;
		writeFileSync(path, flipped);
		await assert.rejects(
			verify(),
			({ code }: CandorError) => /damaged|unauthorized/.test(code),
			`byte ${offset}`,
		);
	}
});

test('a flipped bit of a backup that is not encrypted is found', async (context) => {
	const { folder, backUp } = await givenLog(context, 20);
	const { file } = await backUp({ recipients: [] });
	const target = folderBackups(folder);
	const manifest = await findBackup(target, null);
	const bytes = readFileSync(join(folder, file));
	for (let offset = 0; offset < bytes.length; offset += Math.ceil(bytes.length / 60)) {
		const flipped = Buffer.from(bytes);
		flipped[offset] = (flipped[offset] ?? 0) ^ 1;
		writeFileSync(join(folder, file), flipped);
		await assert.rejects(
			verifyBackup({ target, manifest, identity: null }),
			({ code }: CandorError) => code === 'damaged',
			`byte ${offset}`,
		);
	}
});

test('a redaction while a backup is made discards it, and the next one has no redacted words', async (context) => {
	const { storage, folder, identity, recipient, backUp } = await givenLog(context, 90);
	const { log, privateStore } = storage;
	const content = await readContent({ log, privateStore, seq: () => 90, now: () => madeAt });
	const [first] = await log.read(0, 1);
	const redaction = { ...aCommit(91), cause: { command: 'redact-notice' } };
	async function* interrupted(): AsyncGenerator<string> {
		let count = 0;
		for await (const chunk of content.chunks) {
			yield chunk;
			count += 1;
			if (count === 4) await log.redact(redaction, 90, [{ ...aCommit(1), changes: [] }]);
		}
	}
	assert.equal(first?.seq, 1);
	const target = folderBackups(folder);
	const bytes = await backupBytes({ head: content.head, chunks: interrupted() }, [recipient]);
	await assert.rejects(
		writeBackup(content.head, [recipient], bytes, target),
		({ code, message }: CandorError) => code === 'busy' && /Words were redacted/.test(message),
	);
	assert.deepEqual(readdirSync(folder), []);
	const { file } = await backUp({ recipients: [] });
	const text = gunzipSync(readFileSync(join(folder, file))).toString();
	assert.ok(!text.includes('"Page 1"') && text.includes('"Page 2"'));
	const manifest = await findBackup(target, null);
	assert.equal((await verifyBackup({ target, manifest, identity })).manifest.seq, 91);
});

test('a folder that cannot be used is named', async (context) => {
	const { data, folder, backUp } = await givenLog(context, 1);
	writeFileSync(folder, 'a file');
	await assert.rejects(
		backUp(),
		({ code, message }: CandorError) =>
			code === 'busy' && message.includes(`${folder} cannot be used (EEXIST)`),
	);
	await assert.rejects(findBackup(folderBackups(`${data}/candor.db`), null), /cannot be used \(ENOTDIR\)/);
	await assert.rejects(findBackup(folderBackups(`${data}/none`), null), /There is no backup in/);
});
