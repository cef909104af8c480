/** A file that is replaced: whose it is, and what others can make of it. */
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

/** Some other user, and this one where it may not give files away. */
const other = process.getuid?.() === 0 ? 4_242 : (process.getuid?.() ?? 0);

/** A folder of the server's user. */
function theirFolder(context: TestContext): string {
	const folder = aFolder(context);
	chownSync(folder, other, statSync(folder).gid);
	return folder;
}

test('a file belongs to whoever owns its folder, and nothing is left beside it', (context) => {
	const folder = theirFolder(context);
	const path = join(folder, 'keys.json');
	for (const content of ['one', 'two']) replaceFile(path, content, 'private');
	assert.deepEqual([statSync(path).uid, readFileSync(path, 'utf8')], [other, 'two']);
	assert.deepEqual(readdirSync(folder), ['keys.json']);
});

test('whoever owns the folder gets no file of somebody else by a link in the place of the new one', (context) => {
	const folder = theirFolder(context);
	const precious = join(aFolder(context), 'precious');
	writeFileSync(precious, 'precious');
	const owner = statSync(precious).uid;
	// They are as quick as can be: the moment the new file is closed, a link takes its place.
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
