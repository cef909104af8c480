/** Replacing a file: its owner, its mode, and attacks by the owner of the folder. */
import assert from 'node:assert/strict';
import fs, {
	chownSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { replaceFile } from '../../../server/core/replace-file.ts';
import { aFolder } from '../../support/folder.ts';

/** Another user; the current one if this process may not change the owner of files. */
const other = process.getuid?.() === 0 ? 4_242 : (process.getuid?.() ?? 0);

/** A folder that belongs to the other user. */
function otherUsersFolder(context: TestContext): string {
	const folder = aFolder(context);
	chownSync(folder, other, statSync(folder).gid);
	return folder;
}

test('the file belongs to the owner of its folder, and no other file is left there', (context) => {
	const folder = otherUsersFolder(context);
	const path = join(folder, 'keys.json');
	for (const content of ['one', 'two']) replaceFile(path, content, 'private');
	assert.deepEqual([statSync(path).uid, readFileSync(path, 'utf8')], [other, 'two']);
	assert.deepEqual(readdirSync(folder), ['keys.json']);
});

test('the owner of the folder gets no file of another user through a link in place of the new file', (context) => {
	const folder = otherUsersFolder(context);
	const precious = join(aFolder(context), 'precious');
	writeFileSync(precious, 'precious');
	const owner = statSync(precious).uid;
	// The fastest possible attack: a link replaces the new file as soon as it is closed.
	const close = fs.closeSync;
	const swapped = context.mock.method(fs, 'closeSync', (descriptor: number) => {
		close(descriptor);
		for (const name of readdirSync(folder).filter((each) => each.endsWith('.new'))) {
			rmSync(join(folder, name));
			symlinkSync(precious, join(folder, name));
		}
	});
	syncBuiltinESMExports();
	context.after(() => {
		context.mock.restoreAll();
		syncBuiltinESMExports();
	});
	replaceFile(join(folder, 'keys.json'), 'new', 'private');
	assert.ok(swapped.mock.callCount() > 0);
	assert.deepEqual([statSync(precious).uid, readFileSync(precious, 'utf8')], [owner, 'precious']);
});

test('the new content is synced before it gets its name, and the folder after it', (context) => {
	const folder = aFolder(context);
	const path = join(folder, 'keys.json');
	const steps: string[] = [];
	const sync = fs.fsyncSync;
	const rename = fs.renameSync;
	context.mock.method(fs, 'fsyncSync', (descriptor: number) => {
		steps.push(fs.fstatSync(descriptor).isDirectory() ? 'sync folder' : 'sync file');
		sync(descriptor);
	});
	context.mock.method(fs, 'renameSync', (from: string, to: string) => {
		steps.push('rename');
		rename(from, to);
	});
	syncBuiltinESMExports();
	context.after(() => {
		context.mock.restoreAll();
		syncBuiltinESMExports();
	});
	replaceFile(path, 'private', 'private');
	assert.deepEqual(steps, ['sync file', 'rename', ...(process.platform === 'win32' ? [] : ['sync folder'])]);
	assert.equal(statSync(path).mode & 0o777, 0o600);
	replaceFile(path, 'public', 'public');
	assert.equal(statSync(path).mode & 0o777, 0o644);
});

test('a file that cannot be replaced leaves the old content and no other file', (context) => {
	const folder = aFolder(context);
	const path = join(folder, 'keys.json');
	replaceFile(path, 'old', 'private');
	context.mock.method(fs, 'renameSync', () => {
		throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
	});
	syncBuiltinESMExports();
	context.after(() => {
		context.mock.restoreAll();
		syncBuiltinESMExports();
	});
	assert.throws(() => replaceFile(path, 'new', 'private'), {
		code: 'busy',
		message: /keys\.json could not be written \(ENOSPC\)\. Nothing was changed/,
	});
	assert.equal(readFileSync(path, 'utf8'), 'old');
	assert.deepEqual(readdirSync(folder), ['keys.json']);
});
