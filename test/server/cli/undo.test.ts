/** `candor undo`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from './harness.ts';

test('undo takes back the last command, whatever its notice is, and says what and how to go on', async (context) => {
	const { candor } = await startServer(context);
	assert.equal((await candor('undo')).code, 5);
	await candor('open', 'Search is slow', '--id', 's', '--impact', 'minor');
	await candor('open', 'Checkout is failing', '--id', 'n', '-m', 'We look into it.');
	await candor('resolve', 'n', 'All works.');
	const dry = await candor('undo', '--dry-run');
	assert.match(dry.out, /Nothing was published[\s\S]*phase: "resolved" → "investigating"/);
	const undone = await candor('undo');
	assert.equal(undone.code, 0, undone.err);
	assert.match(
		undone.out,
		/^Took back "resolve" \(commit \d+\)\. Customers now see:\n\n.*Checkout is failing/,
	);
	assert.match((await candor('show', 'n')).out, /withdrawn/);
	const opening = await candor('undo', 's');
	assert.match(
		opening.out,
		/^Took back "open-notice" \(commit \d+\)\. No page shows the notice any more\.\nNotice: {2}s\nRestore: candor restore s$/m,
	);
	// Only its whole id names a retracted notice.
	assert.match((await candor('undo', 's')).out, /^Took back "undo" .*Customers now see:\n\n.*Search is slow/);
});

test('undo refuses what is not the last command, and a redaction', async (context) => {
	const { candor, json } = await startServer(context);
	await candor('open', 'Checkout is failing', '--id', 'n', '-m', 'Our password is x.');
	await candor('edit', 'n', '--title', 'Other');
	const refused = await candor('undo', 'n', '--commit', '1');
	assert.equal(refused.code, 6, refused.err);
	assert.match(refused.err, /has been changed since: edit-notice by CANDOR_TOKEN at .* \(commit 2\)/);
	const [{ id }] = (await json('show', 'n')).updates as [{ id: string }];
	await candor('redact', id, '--yes');
	const redacted = await candor('undo', 'n');
	assert.equal(redacted.code, 6, redacted.err);
	assert.match(redacted.err, /It removed words for good/);
	assert.equal((await candor('undo', 'nothing')).code, 5);
});
