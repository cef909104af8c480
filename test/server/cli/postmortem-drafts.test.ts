/** `candor postmortem draft`, `review`, `publish` and `discard`. */
import assert from 'node:assert/strict';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { aFolder } from '../../support/folder.ts';
import { runCli, startServer } from './harness.ts';

async function anEndedNotice(context: TestContext) {
	const server = await startServer(context);
	await server.candor(
		'open',
		'Checkout is failing',
		'--id',
		'down',
		'--impact',
		'major',
		'-m',
		'We look into it.',
	);
	server.clock.now += 47 * 60_000;
	await server.candor('resolve', 'down', 'It works again.');
	return {
		...server,
		/** Reads real files. */
		withFile: (path: string, ...options: readonly string[]) => {
			const { url, clock } = server;
			const argv = ['postmortem', 'draft', 'down', '--file', path, ...options];
			return runCli(argv, { url, clock, io: { readFile: (name) => readFile(name, 'utf8') } });
		},
		store: (text: string) => {
			const { url, clock } = server;
			return runCli(['postmortem', 'draft', 'down', '--file', '-'], {
				url,
				clock,
				io: { readStdin: async () => text },
			});
		},
	};
}

const document = `# Why checkout failed

## Impact

Payments failed for 47 minutes.

## Timeline

- 12:00 The first alert.

## Causes

A certificate expired.

## What went well

Support knew.

## Actions

- [planned] A warning a month before | owner: Payments team | due: 2030-02-01T00:00:00.000Z
- [done] Move the pager | owner: Platform team | internal

## For operators only

A secret.
`;

test('a draft begins with what the log knows, and the printed document can be stored as it is', async (context) => {
	const { candor, store } = await anEndedNotice(context);
	const begun = await candor('postmortem', 'draft', 'down');
	assert.equal(begun.code, 0, begun.err);
	assert.match(
		begun.out,
		/^# What happened: Checkout is failing\n\n## Impact\n\nMajor impact for 47 minutes, /,
	);
	assert.match(begun.out, /\n- 12:47 Resolved\. It works again\.\n\n## Causes\n/);
	assert.match(begun.err, /Advice:\n {2}- Say what caused it, and what let it reach customers\./);
	const stored = await store(begun.out);
	assert.equal(stored.code, 0, stored.err);
	assert.equal(stored.out, begun.out);
	const whole = await store(document);
	assert.equal(whole.code, 0, whole.err);
	assert.equal(whole.out, document);
	assert.doesNotMatch(whole.err, /Advice/);
	const { out } = await candor('drafts');
	assert.match(
		out,
		/Why checkout failed {2}down\n {2}A post-mortem by .*not reviewed\n {2}Read it: candor postmortem draft down\n/,
	);
	assert.match(whole.err, /not reviewed\. Another person reviews it: candor postmortem review down/);
});

test('it is published after the end; owners and internal parts stay inside', async (context) => {
	const { candor, store } = await anEndedNotice(context);
	await store(document);
	const refused = await candor('postmortem', 'publish', 'down');
	assert.match(refused.err, /has not reviewed this draft.*--unreviewed/);
	const review = await candor('postmortem', 'review', 'down');
	assert.match(review.err, /no owner/);
	const published = await candor('postmortem', 'publish', 'down', '--unreviewed');
	assert.equal(published.code, 0, published.err);
	assert.match(published.out, /^Published\. Customers now see:\n\nWhy checkout failed\n/);
	assert.match(published.out, /- A warning a month before \(planned, by /);
	assert.doesNotMatch(published.out, /secret|pager|Payments team/);
	const discarded = await candor('postmortem', 'discard', 'down');
	assert.equal(discarded.code, 0, discarded.err);
	assert.match((await candor('postmortem', 'show', 'down')).out, /Why checkout failed/);
});

test('a document that cannot be read is refused with the line, and the draft stays', async (context) => {
	const { candor, store } = await anEndedNotice(context);
	await store(document);
	const cases: readonly [text: string, message: RegExp][] = [
		[document.replace('## Causes', '## Cause'), /There is no section "Cause"\. The sections are Impact, /],
		[document.replace('## Causes', '## Impact'), /The section "Impact" is there twice/],
		[document.replace('# Why', '# One\n# Why'), /There are two titles/],
		[document.replace(/^# .*\n/, ''), /The title is missing/],
		[document.replace(/^# .*\n/, '# A title\nWords.\n'), /The line "Words\." is in no section/],
		[document.replace('[planned]', '[soon]'), /is no action\. Write an action as/],
		[document.replace('due: 2030-02-01T00:00:00.000Z', 'due: whenever'), /"whenever" is no time/],
		[document.replace('| internal', '| secret'), /"secret" in the line .* cannot be read/],
		[document.replace('A certificate expired.', '<b>A certificate</b>'), /HTML/],
	];
	for (const [text, message] of cases) {
		const { err, code } = await store(text);
		assert.notEqual(code, 0, text);
		assert.match(err, message);
	}
	assert.equal((await candor('postmortem', 'draft', 'down')).out, document);
	assert.match((await candor('postmortem', 'draft', 'down', '--edit', '--file', 'x')).err, /not both/);
	assert.match((await candor('postmortem', 'draft', 'down', '--file', 'no-such')).err, /ENOENT/);
});

test('the words of another operator are not overwritten, and those in the editor are kept', async (context) => {
	const { candor, store, withFile, url, clock } = await anEndedNotice(context);
	await store(document);
	const editor = join(aFolder(context), 'editor');
	// While the editor is open, another operator stores other words.
	const other =
		"fetch(process.env.AT,{method:'PUT',headers:{authorization:'Bearer operator-token-for-tests','content-type':'application/json'},body:JSON.stringify({title:'Other words'})}).then(r=>process.exit(r.ok?0:1))";
	writeFileSync(
		editor,
		`#!/bin/sh\nnode -e "${other}" && sed 's/Why/My why/' "$1" > "$1.new" && mv "$1.new" "$1"\n`,
	);
	chmodSync(editor, 0o755);
	const at = `${url}/v1/notices/down/postmortem/draft`;
	const environment = { PATH: process.env.PATH, EDITOR: editor, AT: at };
	const result = await runCli(['postmortem', 'draft', 'down', '--edit'], { url, clock, environment });
	assert.notEqual(result.code, 0, result.out);
	const [, path = ''] =
		/kept in (\S+)\. To store it: candor postmortem draft down --file \1\n/.exec(result.err) ?? [];
	assert.match(readFileSync(path, 'utf8'), /^# My why checkout failed\n[\s\S]*\nA secret\.\n$/);
	const again = await withFile(path);
	assert.equal(again.code, 0, again.err);
	rmSync(dirname(path), { recursive: true });
	await store(document.replace('Why', 'Other words'));
	assert.match((await candor('postmortem', 'draft', 'down')).out, /^# Other words checkout failed\n/);
});

test('a dry run begins and stores nothing, with and without a draft', async (context) => {
	const { candor, store, withFile } = await anEndedNotice(context);
	const file = join(aFolder(context), 'postmortem.md');
	writeFileSync(file, document);
	const commands = async () => (await candor('log', '--json')).out.split('\n').length;
	const before = await commands();
	const begun = await candor('postmortem', 'draft', 'down', '--dry-run');
	assert.equal(begun.code, 0, begun.err);
	assert.match(begun.out, /What happened: Checkout is failing/);
	const given = await withFile(file, '--dry-run');
	assert.match(given.out, /Why checkout failed/, given.err);
	assert.equal(await commands(), before);
	await store(document);
	assert.equal(await commands(), before + 2, 'begun and stored');
	await store(document);
	assert.equal((await candor('postmortem', 'draft', 'down', '--dry-run')).out, document);
	const changed = await withFile(file, '--dry-run');
	assert.match(changed.out, /[Nn]othing/, changed.err);
	assert.equal(await commands(), before + 2, 'the same words make no entry');
});
