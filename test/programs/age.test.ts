/** The age tool opens what a server has backed up, and a server opens what the age tool has encrypted. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { decryptionWith } from '../../server/core/backup/encryption.ts';
import { givenLog } from '../server/core/backup/given.ts';
import { aFolder } from '../support/folder.ts';

function run(program: 'age' | 'age-keygen', ...options: string[]) {
	const { status, stdout, stderr, error } = spawnSync(program, options);
	if (error) throw new Error(`${program} cannot be started (Debian: apt-get install age).`, { cause: error });
	return { status, stdout, stderr: String(stderr) };
}

/** A key pair as the documentation makes it. */
function aKeyPair(folder: string): { identity: string; recipient: string } {
	const identity = join(folder, 'identity.txt');
	assert.equal(run('age-keygen', '--output', identity).status, 0);
	return { identity, recipient: String(run('age-keygen', '-y', identity).stdout).trim() };
}

test('age opens a backup with the identity of age-keygen, and with no other', async (context) => {
	const { folder, backUp } = await givenLog(context, 20);
	const keys = aKeyPair(aFolder(context));
	const manifest = await backUp({ recipients: [keys.recipient] });
	const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.age'));
	const opened = run('age', '--decrypt', '--identity', keys.identity, join(folder, name));
	assert.equal(opened.status, 0, opened.stderr);
	const lines = gunzipSync(opened.stdout).toString('utf8').trimEnd().split('\n');
	const [head] = lines.map((line) => JSON.parse(line));
	assert.deepEqual([head.seq, head.site], [20, manifest.site]);
	assert.ok(lines.length > 120, 'every commit and every private record');

	const other = aKeyPair(aFolder(context));
	const refused = run('age', '--decrypt', '--identity', other.identity, join(folder, name));
	assert.notEqual(refused.status, 0);
	assert.match(refused.stderr, /no identity matched/);
	const bytes = readFileSync(join(folder, name));
	bytes.writeUInt8((bytes.at(-40) ?? 0) ^ 1, bytes.length - 40);
	writeFileSync(join(folder, name), bytes);
	assert.notEqual(run('age', '--decrypt', '--identity', keys.identity, join(folder, name)).status, 0);
});

test('a file that age has encrypted is decrypted', async (context) => {
	const folder = aFolder(context);
	const keys = aKeyPair(folder);
	const content = Buffer.alloc(200_000, 'a commit ');
	writeFileSync(join(folder, 'plain'), content);
	const encrypted = join(folder, 'file.age');
	const options = ['--encrypt', '--recipient', keys.recipient, '--output', encrypted, join(folder, 'plain')];
	assert.equal(run('age', ...options).status, 0);
	const decrypt = await decryptionWith(readFileSync(keys.identity, 'utf8'));
	const source = new Blob([readFileSync(encrypted)]).stream();
	assert.ok(content.equals(Buffer.from(await new Response(await decrypt(source)).arrayBuffer())));
});
