/**
 * The worked example in docs/how-to/apply.md: its file, and what the command line prints for it.
 * `CANDOR_WRITE_TRANSCRIPT=1` writes the answers into the document instead.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { runCli, startServer } from '../server/cli/harness.ts';
import { readText } from './documents.ts';
import { wordsOf } from './shell.ts';

const path = 'docs/how-to/apply.md';

test('the file of the example is applied, and every answer is what the command line prints', async (context) => {
	const { url, clock } = await startServer(context);
	const [, file = ''] = /```yaml\n(# status\.yaml\n[^`]*)```/.exec(readText(path)) ?? [];
	assert.notEqual(file, '');
	let written = readText(path);
	let count = 0;
	for (const [, block = ''] of written.matchAll(/```console\n([^`]*)```/g)) {
		const lines: string[] = [];
		for (const line of block.split('\n').filter((each) => each.startsWith('$ '))) {
			const [, , ...argv] = wordsOf(line);
			const { out, err } = await runCli(argv, { url, clock, io: { readFile: async () => file } });
			assert.doesNotMatch(err, /Error/);
			lines.push(line, ...`${out}${err}`.trimEnd().split('\n'));
			count++;
		}
		written = written.replace(block, () => `${lines.join('\n')}\n`);
	}
	if (process.env.CANDOR_WRITE_TRANSCRIPT) writeFileSync(path, written);
	assert.equal(readText(path), written);
	assert.equal(count, 5);
});
