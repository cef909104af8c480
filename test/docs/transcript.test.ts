/**
 * The transcript in docs/how-to/corrected-incident.md is what the command line really prints.
 * `CANDOR_WRITE_TRANSCRIPT=1` writes the answers into the document instead.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startServer } from '../server/cli/harness.ts';
import { aFolder } from '../support/folder.ts';
import { readText } from './documents.ts';
import { wordsOf } from './shell.ts';

const path = 'docs/how-to/corrected-incident.md';
const password = 'hunter2';

/** Ids as a server makes them, in the order in which it needs them. */
const ids =
	'k7mqz2p9ab w4hx8rt3dn b9ecy5vs2k f2jpu6gm7w q8nzd4xh3t m5rvb7ka9c t3gyw2ne6h d6kxs8pj4u h2vcm9tz5q n7bwe4ry8g';

test('every answer in the transcript of corrections is what the command line prints', async (context) => {
	const data = aFolder(context);
	const nextIds = ids.split(' ');
	const newId = (): string => {
		const id = nextIds.shift();
		assert.ok(id, 'The story needs more ids.');
		return id;
	};
	const server = await startServer(context, { data, newId });
	const blocks = readText(path).matchAll(/```console\n([^`]*)```/g);
	let written = readText(path);
	const used = new Set<string>();
	for (const [, block = ''] of blocks) {
		const lines: string[] = [];
		for (const line of block.split('\n').filter((each) => /^[#$] /.test(each))) {
			if (line.startsWith('# ')) {
				server.clock.now = Date.parse(`2030-01-01T${line.slice(2)}:00.000Z`);
				lines.push(line);
				continue;
			}
			const [, , name = '', ...argv] = wordsOf(line);
			used.add(name);
			const { out, err } = await server.candor(name, ...argv);
			lines.push(line, ...`${out}${err}`.trimEnd().split('\n'));
		}
		written = written.replace(block, () => `${lines.join('\n')}\n`);
	}
	if (process.env.CANDOR_WRITE_TRANSCRIPT) writeFileSync(path, written);
	assert.equal(readText(path), written);
	for (const name of ['edit-update', 'withdraw', 'redact', 'retract', 'restore'])
		assert.ok(used.has(name), `the transcript uses ${name}`);
	// The password of the story is in no file of the server.
	for (const name of readdirSync(data))
		assert.equal(readFileSync(join(data, name)).includes(password), false, name);
});
