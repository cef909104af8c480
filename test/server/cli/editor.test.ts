/** `--edit`: long texts in the operator's editor, a real program. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { aFolder } from '../../support/folder.ts';
import { runCli, startServer } from './harness.ts';

/** Runs commands with a shell script as the editor. The script gets the file as `$1`. */
async function anEditor(context: TestContext) {
	const server = await startServer(context);
	const folder = aFolder(context);
	const program = join(folder, 'editor');
	const seen = join(folder, 'seen');
	return {
		...server,
		/** The path of the file, and what it contained. */
		opened: () => {
			const [path = '', ...lines] = readFileSync(seen, 'utf8').split('\n');
			return { path, text: lines.join('\n') };
		},
		edit: (script: string, argv: readonly string[], environment: object = { EDITOR: program }) => {
			writeFileSync(program, `#!/bin/sh\necho "$1" > ${seen}\ncat "$1" >> ${seen}\n${script}\n`);
			chmodSync(program, 0o755);
			return runCli([...argv, '--edit'], {
				url: server.url,
				clock: server.clock,
				environment: { PATH: process.env.PATH, ...environment },
			});
		},
	};
}

/** Puts a text above everything else. */
const write = (text: string): string =>
	`{ printf '%s\\n' '${text}'; cat "$1"; } > "$1.new"; mv "$1.new" "$1"`;

test('each command with a long text publishes what was written above the explanation', async (context) => {
	const { edit, json, opened } = await anEditor(context);
	const first = await edit(write('Some payments fail.\n\n- Cards\n- #1 priority'), [
		'open',
		'Checkout fails',
		'--id',
		'n',
	]);
	assert.equal(first.code, 0, first.err);
	assert.match(opened().text, /^\n\n<!-- candor: this line and everything below it is ignored\./);
	assert.equal(existsSync(dirname(opened().path)), false, 'the file is removed');
	for (const argv of [['update', 'n'], ['resolve', 'n'], ['reopen', 'n'], ['resolve']])
		assert.equal((await edit(write(`Written for ${argv[0]}.`), argv)).code, 0, argv.join(' '));
	assert.equal((await edit(write('A disk was full.'), ['postmortem', 'put', 'n', 'Why'])).code, 0);
	const shown = JSON.stringify(await json('show', 'n'));
	for (const text of ['#1 priority', 'Written for update.', 'Written for reopen.'])
		assert.ok(shown.includes(text), text);
	assert.ok(!shown.includes('candor:'), 'the explanation is never published');
	assert.ok(JSON.stringify(await json('postmortem', 'show', 'n')).includes('A disk was full.'));
});

test('the editor gets the given message, VISUAL comes first, and options of the editor are kept', async (context) => {
	const { edit, opened } = await anEditor(context);
	assert.equal((await edit('', ['open', 'x', '-m', 'A draft of mine.'])).code, 0);
	assert.match(opened().text, /^A draft of mine\.\n/);
	const both = { VISUAL: `sh -c 'printf written > "$1"' name`, EDITOR: 'false' };
	assert.equal((await edit('', ['open', 'y'], both)).code, 0);
});

test('2: an empty text, a failing editor and a missing one publish nothing', async (context) => {
	const { edit, json, opened } = await anEditor(context);
	const empty = await edit('', ['open', 'x']);
	assert.equal(empty.code, 2);
	assert.match(empty.err, /Nothing was written, so the command is cancelled\. Nothing was sent\./);
	assert.equal(existsSync(opened().path), false);
	const failing = await edit(`${write('A long text.')}; exit 3`, ['open', 'x']);
	assert.equal(failing.code, 2);
	assert.match(
		failing.err,
		/failed \(exit code 3\)\. Nothing was sent\.\nYour text is kept in \S+message\.md/,
	);
	assert.match(readFileSync(opened().path, 'utf8'), /^A long text\./);
	const none = await edit('', ['open', 'x'], {});
	assert.match(none.err, /Set VISUAL or EDITOR/);
	assert.deepEqual((await json('list', '--all')).notices, []);
});

test('the text is kept in a file of mode 0600 when the server refuses it, and after a dry run', async (context) => {
	const { edit, opened } = await anEditor(context);
	const refused = await edit(write('A <b>long</b> text.'), ['open', 'x']);
	assert.equal(refused.code, 1);
	const { path } = opened();
	assert.ok(refused.err.includes(`Your text is kept in ${path}.`), refused.err);
	assert.equal(readFileSync(path, 'utf8'), 'A <b>long</b> text.\n', 'it can be sent as it is');
	assert.equal(statSync(dirname(path)).mode & 0o777, 0o700);
	assert.equal(statSync(path).mode & 0o777, 0o600, 'the editor has written another file in its place');
	const dry = await edit('printf "A long text." > "$1"', ['open', 'x', '--dry-run']);
	assert.equal(dry.code, 0, dry.err);
	assert.ok(dry.err.includes(`Your text is kept in ${opened().path}.`), dry.err);
	assert.equal(statSync(opened().path).mode & 0o777, 0o600);
	const json = await edit('printf "A long text." > "$1"', ['open', 'x', '--dry-run', '--json']);
	assert.deepEqual(JSON.parse(json.err), { kept: [opened().path] });
	const gone = await edit('rm "$1"', ['open', 'x']);
	assert.match(gone.err, /The editor left no file \(ENOENT\)\. Nothing was sent\./);
});
