/** `candor backup` and `candor restore BACKUP`, against a real server, folders and storage. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { backupDefaults } from '../../../server/core/backup/backup-options.ts';
import { aFolder } from '../../support/folder.ts';
import { runCli, startServer } from './harness.ts';
import { credentials, startStorage } from './storage.ts';

const elsewhere = 'http://127.0.0.1:9';

/** A server with backups, and the key that opens them. */
async function given(context: TestContext, { isEncrypted = true } = {}) {
	const root = aFolder(context);
	const identity = await generateX25519Identity();
	const recipient = await identityToRecipient(identity);
	const [identityFile, data, folder] = ['identity.txt', 'data', 'backups'].map((name) =>
		join(root, name),
	) as [...[string, string, string]];
	writeFileSync(identityFile, `# created: today\n${identity}\n`);
	const server = await startServer(context, {
		data,
		backups: {
			...{ ...backupDefaults, target: null, verifySchedule: null, identity: null, environment: {} },
			recipients: isEncrypted ? [recipient] : [],
		},
	});
	const candor = (...argv: string[]) =>
		runCli(argv, {
			url: server.url,
			environment: credentials,
			io: { readFile: (path) => readFile(path, 'utf8') },
		});
	return { server, candor, root, data, folder, identity, identityFile, recipient };
}

test('a backup of a running server is encrypted to its recipients, and can be restored', async (context) => {
	const { server, candor, folder, identityFile, recipient, root } = await given(context);
	await server.candor('components', 'set', 'checkout', '--name', 'Checkout');
	await server.candor('open', 'Payments fail', '--component', 'checkout', '--impact', 'major');
	const made = await candor('backup', folder);
	assert.equal(made.code, 0, made.err);
	assert.match(
		made.out,
		/^Backed up state 2 to .*: candor-20300101T120000Z-2\.jsonl\.gz\.age \(\d kB, encrypted to 1 recipient\)\.$/m,
	);
	assert.deepEqual(readdirSync(folder).sort(), [
		'candor-20300101T120000Z-2.json',
		'candor-20300101T120000Z-2.jsonl.gz.age',
	]);
	const manifest = JSON.parse(readFileSync(join(folder, 'candor-20300101T120000Z-2.json'), 'utf8'));
	assert.deepEqual(manifest.recipients, [recipient]);

	const verified = await candor('restore', '--verify', folder, '--identity', identityFile);
	assert.equal(verified.code, 0, verified.err);
	assert.match(
		verified.out,
		/The backup can be restored: the state 2 of .*[\s\S]*It has 2 commits, \d+ private records.*All hashes agree/,
	);

	const into = join(root, 'restored');
	const restored = await candor(
		'restore',
		`${folder}/candor-20300101T120000Z-2.json`,
		'--data',
		into,
		'--identity',
		identityFile,
		'--json',
	);
	assert.equal(restored.code, 0, restored.err);
	const { site, replaced, records } = JSON.parse(restored.out);
	assert.deepEqual([replaced, records], [null, 3]);
	const second = await startServer(context, { data: into });
	const snapshot = await (await fetch(`${second.url}/v1/snapshot`)).json();
	assert.equal(snapshot.site, site);
	assert.notEqual(snapshot.site, manifest.site);
	assert.equal(snapshot.seq, 2);
	assert.match(JSON.stringify(snapshot), /Payments fail/);
});

test('a database that is there is not replaced without being told to, and never deleted', async (context) => {
	const { candor, data, folder, identityFile, root, server } = await given(context);
	await server.candor('components', 'set', 'checkout', '--name', 'Checkout');
	await candor('backup', folder);
	const restore = (...argv: string[]) => candor('restore', folder, '--identity', identityFile, ...argv);
	const into = join(root, 'second');
	assert.equal((await restore('--data', into)).code, 0);
	const before = readFileSync(join(into, 'candor.db'));
	const refused = await restore('--data', into);
	assert.equal(refused.code, 6, refused.err);
	assert.match(
		refused.err,
		/There is a database in .*second\. Restore into another folder with --data, or add --replace/,
	);
	assert.deepEqual(readFileSync(join(into, 'candor.db')), before);
	const replaced = await restore('--data', into, '--replace');
	assert.equal(replaced.code, 0, replaced.err);
	assert.match(replaced.out, /The former database is kept: .*candor\.db\.replaced-2030-01-01T12-00-00-000Z/);
	assert.ok(readFileSync(join(into, 'candor.db.replaced-2030-01-01T12-00-00-000Z')).includes('Checkout'));
	// A server that runs keeps its folder.
	const inUse = await restore('--data', data, '--replace');
	assert.equal(inUse.code, 6, inUse.err);
	assert.match(inUse.err, /Another Candor server is using the data folder/);
});

test('a bucket has the same files, and its newest backup is found', async (context) => {
	const { server, candor, identityFile } = await given(context);
	const storage = await startStorage(context);
	const target = `s3://my-bucket/a b/c?endpoint=${encodeURIComponent(storage.url)}`;
	for (const name of ['one', 'two', 'three']) {
		await server.candor('components', 'set', name, '--name', name);
		const made = await candor('backup', target);
		assert.equal(made.code, 0, made.err);
	}
	assert.equal(storage.objects.size, 6);
	const names = [...storage.objects.keys()];
	assert.match(names[0] ?? '', /^\/my-bucket\/a%20b\/c\/candor-20300101T120000Z-1\.jsonl\.gz\.age$/);
	assert.match(names[1] ?? '', /-1\.json$/);
	const newest = await candor('restore', '--verify', target, '--identity', identityFile, '--json');
	assert.equal(newest.code, 0, newest.err);
	assert.equal(JSON.parse(newest.out).backup.seq, 3);
	const [folder, query] = target.split('?');
	const one = await candor(
		'restore',
		'--verify',
		`${folder}/candor-20300101T120000Z-2.json?${query}`,
		'--identity',
		identityFile,
		'--json',
	);
	assert.equal(JSON.parse(one.out).backup.seq, 2, one.err);
	storage.failure = { status: 503, body: '<Error><Code>SlowDown</Code></Error>' };
	assert.match((await candor('backup', target)).err, /refused a request .*503 SlowDown/);
});

test('a connection that is cut leaves no backup, and the command tries again', async (context) => {
	const { server, candor, folder, identityFile } = await given(context);
	await server.candor('components', 'set', 'checkout', '--name', 'Checkout');
	let cuts = 2;
	server.fault = (request, response) => {
		if (request.url !== '/v1/backup' || cuts === 0) return false;
		cuts -= 1;
		const write = response.write.bind(response) as (chunk: unknown) => boolean;
		response.write = ((chunk: Uint8Array) => {
			write(chunk.subarray(0, 10));
			response.destroy();
			return false;
		}) as typeof response.write;
		return false;
	};
	const made = await candor('backup', folder);
	assert.equal(made.code, 0, made.err);
	assert.equal(made.err.match(/The backup from .* failed\. Retrying/g)?.length, 2);
	assert.equal(readdirSync(folder).length, 2);
	assert.equal((await candor('restore', '--verify', folder, '--identity', identityFile)).code, 0);
});

test('a stopped server is backed up from its folder, and its keys apart and encrypted', async (context) => {
	const { server, data, folder, identity, identityFile, recipient, candor } = await given(context);
	await server.candor('components', 'set', 'checkout', '--name', 'Checkout');
	const running = await candor('backup', folder, '--data', data, '--recipient', recipient);
	assert.match(running.err, /Another Candor server is using the data folder/);
	const stopped = join(folder, '..', 'stopped');
	assert.match(
		(await candor('backup', folder, '--data', stopped, '--recipient', recipient)).err,
		/no database/,
	);
	await candor('backup', folder);
	await candor('restore', folder, '--data', stopped, '--identity', identityFile);
	const second = join(folder, '..', 'second');
	const unnamed = await candor('backup', second, '--data', stopped);
	assert.equal(unnamed.code, 2);
	assert.match(unnamed.err, /would have no recipient.*--recipient.*--plaintext/);
	assert.equal((await candor('backup', second, '--data', stopped, '--plaintext')).code, 0);
	const plain = await candor('restore', '--verify', second);
	assert.match(plain.out, /It is not encrypted/, plain.err);

	const none = await candor('backup', second, '--keys', '--data', stopped, '--recipient', recipient);
	assert.match(none.err, /There is no key file/);
	await runCli(['keys', 'create', '--data', stopped], { url: elsewhere });
	const plainKeys = await candor('backup', second, '--keys', '--data', stopped, '--plaintext');
	assert.equal(plainKeys.code, 2, 'keys are never stored without encryption');
	const kept = await candor(
		'backup',
		second,
		'--keys',
		'--data',
		stopped,
		'--recipient',
		recipient,
		'--json',
	);
	assert.equal(kept.code, 0, kept.err);
	const file = join(second, JSON.parse(kept.out).file);
	assert.equal(statSync(file).mode & 0o777, 0o600);
	const decrypter = new Decrypter();
	decrypter.addIdentity(identity);
	assert.equal(
		await decrypter.decrypt(readFileSync(file), 'text'),
		readFileSync(join(stopped, 'keys.json'), 'utf8'),
	);
	// No other backup has a private key.
	assert.ok(!readdirSync(folder).some((name) => name.includes('keys')));
});

test('mistakes are explained', async (context) => {
	const { candor, folder, identityFile, recipient } = await given(context);
	await candor('backup', folder);
	const cases: [argv: string[], code: number, sentence: RegExp][] = [
		[['backup', folder, '--plaintext'], 2, /A running server encrypts to its own recipients/],
		[['backup', folder, '--recipient', recipient], 2, /A running server encrypts to its own recipients/],
		[['backup', 'https://example.com/x'], 2, /Backups are in a folder, or in a bucket/],
		[['restore', folder], 2, /Name the data folder to restore into with --data/],
		[['restore', folder, '--verify', '--replace'], 2, /--verify writes no data folder/],
		[['restore', 'checkout-down', '--verify'], 2, /is the id of a notice.*\.\/checkout-down/],
		[['restore', folder, '--verify', '--dry-run'], 2, /These options are for a notice/],
		[['restore', folder, '--verify'], 1, /The backup is encrypted\. Name the file.*age1/],
		[['restore', folder, '--verify', '--identity', `${identityFile}-no`], 2, /cannot be read \(ENOENT\)/],
		[['restore', folder, '--verify', '--identity', identityFile, '--site', 'x'], 5, /There is no backup in/],
		[['restore', `${folder}/none`, '--verify'], 5, /There is no backup in/],
	];
	for (const [argv, code, sentence] of cases) {
		const result = await candor(...argv);
		assert.equal(result.code, code, `${argv.join(' ')}: ${result.err}`);
		assert.match(result.err, sentence);
	}
});

test('a server without recipients makes no backup, and only admins get one', async (context) => {
	const server = await startServer(context);
	const folder = join(aFolder(context), 'backups');
	const refused = await runCli(['backup', folder], { url: server.url });
	assert.equal(refused.code, 1, refused.err);
	assert.match(refused.err, /Set CANDOR_BACKUP_RECIPIENTS/);
	const { token } = (await server.json('token', 'create', 'publisher', '--role', 'publisher')) as {
		token: string;
	};
	const forbidden = await runCli(['backup', folder], {
		url: server.url,
		environment: { CANDOR_TOKEN: token },
	});
	assert.equal(forbidden.code, 4, forbidden.err);
});
