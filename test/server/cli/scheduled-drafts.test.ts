/** `candor open --draft` with times, `candor draft edit`, and `candor promote`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from './harness.ts';

test('a draft with a time in a zone says when it is published, and promote publishes it now', async (context) => {
	const { candor, json } = await startServer(context);
	const times = [
		'--publish-at',
		'2030-03-05 09:00',
		'--discard-at',
		'2030-03-06 09:00',
		'--zone',
		'Europe/Berlin',
	];
	const refused = await candor('open', 'Prices', ...times);
	assert.equal(refused.code, 2);
	assert.match(refused.err, /Add --draft/);
	const written = await candor(
		'open',
		'New prices',
		'--id',
		'n',
		'--kind',
		'announcement',
		'--draft',
		...times,
	);
	assert.equal(written.code, 0, written.err);
	assert.match(written.err, /2030-03-05.*Europe\/Berlin/);
	assert.match(written.out, /^Nothing is published\. The draft waits:/);
	assert.match(written.out, /Is published Tue 5 Mar 08:00 UTC \(in 63 days\), by the server/);
	assert.match(written.out, /Is discarded Wed 6 Mar 08:00 UTC/);
	const [, id = ''] = /Publish now: candor promote (\S+)/.exec(written.out) ?? [];
	assert.match((await candor('drafts')).out, new RegExp(`“New prices” for everyone  ${id}`));
	assert.match(
		(await candor('approve', id)).err,
		/needs no approval: it is published at 2030-03-05T08:00:00.000Z/,
	);
	const dry = await candor('promote', id, '--dry-run');
	assert.match(dry.out, /Nothing was published[\s\S]*Customers would read:\n[\s\S]*New prices/);
	const promoted = await candor('promote', 'n');
	assert.equal(promoted.code, 0, promoted.err);
	assert.match(promoted.out, /^Published\. Customers now see:/);
	assert.deepEqual((await json('drafts')).waiting, []);
	assert.equal((await candor('promote', 'n')).code, 5);
});

test('draft edit changes words and times, and removes them', async (context) => {
	const { candor, json } = await startServer(context);
	await candor('open', 'New prices', '--id', 'n', '--kind', 'announcement', '--draft', '--publish-at', '2h');
	const draftOf = async () => ((await json('drafts')).waiting as readonly Record<string, unknown>[])[0] ?? {};
	const id = String((await draftOf()).id);
	const edited = await candor(
		'draft',
		'edit',
		id,
		'--title',
		'Prices',
		'-m',
		'From *today*.',
		'--discard-at',
		'3h',
	);
	assert.equal(edited.code, 0, edited.err);
	assert.match(edited.out, /^Changed\. The draft waits:[\s\S]*“Prices”[\s\S]*Text: From today\./);
	assert.equal(typeof (await draftOf()).publishAt, 'string');
	await candor('draft', 'edit', id, '--no-publish-at', '--no-discard-at');
	const { publishAt, discardAt, title } = await draftOf();
	assert.deepEqual([publishAt, discardAt, title], [null, null, 'Prices']);
	const dry = await candor('draft', 'edit', id, '--title', 'Other', '--dry-run');
	assert.match(dry.out, /title: "Prices" → "Other"/);
	assert.equal((await candor('draft', 'edit', id)).code, 2);
	assert.equal((await candor('draft', 'edit', 'unknown', '--title', 'x')).code, 5);
});
