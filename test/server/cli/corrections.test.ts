/** The commands that correct what was published. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli, startServer, type TestServer } from './harness.ts';
import { watch } from './watcher.ts';

const secret = 'hunter2-S3cret';

interface UpdateResource {
	readonly id: string;
	readonly body: readonly object[];
}
const updatesOf = async ({ json }: TestServer, id = 'n'): Promise<readonly UpdateResource[]> =>
	(await json('show', id)).updates as readonly UpdateResource[];

/** A server with the notice `n`, two updates, and the id of the newest one. */
async function withUpdates(context: Parameters<typeof startServer>[0]) {
	const server = await startServer(context);
	await server.candor(
		'open',
		'Checkout is failing',
		'--id',
		'n',
		'--component',
		'checkout',
		'-m',
		'We look into it.',
	);
	server.clock.now += 60_000;
	const line = [
		'update',
		'It is the whole shop.',
		'--phase',
		'identified',
		'--component',
		'checkout=major-outage',
	];
	assert.equal((await server.candor(...line)).code, 0);
	server.clock.now += 60_000;
	const [latest] = await updatesOf(server);
	return { ...server, server, latest: latest?.id ?? '' };
}

test('show prints the id of each update, and the beginning of an id names it', async (context) => {
	const { candor, latest, server } = await withUpdates(context);
	const { out } = await candor('show', 'n');
	for (const { id } of await updatesOf(server)) assert.match(out, new RegExp(`^  ${id} `, 'm'));
	const edited = await candor('edit-update', latest, 'It is the checkout only.');
	assert.equal(edited.code, 0);
	assert.match(edited.out, /^Edited an update of "Checkout is failing"/);
	assert.match((await candor('show', 'n')).out, /edited 12:02 UTC\n.*It is the checkout only\./);
	assert.equal((await candor('edit-update', 'zzz', 'x')).code, 5);
	const ambiguous = await candor('edit-update', 'n', 'x');
	assert.equal(ambiguous.code, 2);
	assert.match(ambiguous.err, /2 updates have an id that begins with "n"/);
});

test('operators read the former words with show --former, and others cannot', async (context) => {
	const { candor, latest, url } = await withUpdates(context);
	assert.match((await candor('show', 'n', '--former')).out, /^Nothing was corrected\.$/m);
	await candor('edit-update', latest, 'It is the checkout only.');
	const { out } = await candor('show', '--former');
	assert.match(out, new RegExp(`edited ${latest}, before: “It is the whole shop\\.”`));
	const { code } = await runCli(['show', 'n', '--former'], { url, environment: { CANDOR_TOKEN: '' } });
	assert.equal(code, 4);
});

test('withdraw falls back to the update before, and shows when it was withdrawn', async (context) => {
	const { candor, latest } = await withUpdates(context);
	const { out, code } = await candor('withdraw', latest);
	assert.equal(code, 0);
	assert.match(out, /Investigating/);
	assert.match(out, /Checkout: Degraded/);
	assert.match((await candor('show', 'n')).out, /withdrawn 12:02 UTC/);
	assert.equal((await candor('withdraw', latest)).code, 6);
});

test('retract needs the id, asks on a terminal, and needs --yes without one', async (context) => {
	const { candor, url, clock } = await withUpdates(context);
	assert.equal((await candor('retract')).code, 2);
	const withoutTerminal = await candor('retract', 'n');
	assert.equal(withoutTerminal.code, 2);
	assert.match(withoutTerminal.err, /Add --yes .* Nothing was sent/);
	const questions: string[] = [];
	const answering = (answer: string) =>
		runCli(['retract', 'n'], {
			url,
			clock,
			io: {
				async ask(question) {
					questions.push(question);
					return answer;
				},
			},
		});
	for (const answer of ['', 'n', 'no', 'yess']) assert.equal((await answering(answer)).code, 2);
	assert.equal((await candor('show', 'n')).code, 0);
	assert.equal((await answering('y')).code, 0);
	assert.match(
		questions[0] ?? '',
		/removes "Checkout is failing".*candor restore n.*\nRetract it\? \[y\/N\] $/s,
	);
	assert.equal((await candor('show', 'n')).code, 5);
});

test('a retracted notice says why to operators, and restore brings it back exactly as it was', async (context) => {
	const { candor, json } = await withUpdates(context);
	const { seq: _, ...before } = await json('show', 'n');
	const gone = await candor('retract', 'n', '--reason', 'It was our own test traffic.', '--yes');
	assert.match(gone.out, /Restore: candor restore n\n$/);
	const { out } = await candor('show', 'n', '--former');
	assert.match(out, /Retracted .*: Checkout is failing\nReason: {2}It was our own test traffic\./);
	assert.match(out, /“It is the whole shop\.”/);
	assert.match((await candor('restore', 'n')).out, /^Restored "Checkout is failing"/);
	const { seq, ...after } = await json('show', 'n');
	assert.deepEqual(after, before);
	assert.equal((await candor('restore', 'n')).code, 6);
});

test('redact removes the words of an update and of fields, also of a retracted notice', async (context) => {
	const { candor, json } = await withUpdates(context);
	await candor('edit', 'n', '--workaround', `Sign in with ${secret}.`);
	await candor('update', `The password is ${secret}.`);
	const [{ id }] = (await json('show', 'n')).updates as readonly [UpdateResource];
	assert.equal((await candor('redact', id)).code, 2);
	const redacted = await candor(
		'redact',
		id,
		'-m',
		'We changed a password.',
		'--reason',
		'A password.',
		'--yes',
	);
	assert.equal(redacted.code, 0);
	// The result of a script may end up in a log.
	assert.equal(redacted.out.includes(secret), false);
	assert.match((await candor('show', 'n')).out, /We changed a password/);
	await candor('retract', 'n', '--yes');
	assert.match((await candor('show', 'n', '--former')).out, new RegExp(`redacted ${id}: A password\\.`));
	assert.equal((await candor('redact', '--notice', 'n', '--field', 'workaround', '--yes')).code, 0);
	const log = await candor('log', '--json');
	assert.equal(log.code, 0);
	assert.equal(log.out.includes(secret), false);
	await candor('restore', 'n');
	assert.equal(JSON.stringify(await json('show', 'n')).includes(secret), false);
	for (const argv of [
		['redact', '--yes'],
		['redact', id, '--field', 'title', '--yes'],
		['redact', '--field', 'workaround', '--yes'],
		['redact', '--notice', 'n', '--field', 'kind', '--yes'],
	])
		assert.equal((await candor(...argv)).code, 2, argv.join(' '));
});

test('a command is sent for the version that it has read, and with a key of its own for any version', async (context) => {
	const { server, candor, latest, json } = await withUpdates(context);
	const sent: unknown[] = [];
	server.fault = ({ method, headers }) => {
		if (method !== 'GET') sent.push(headers['if-match']);
		return false;
	};
	const { seq } = await json('show', 'n');
	assert.equal((await candor('withdraw', latest, '--if-match', '1')).code, 6);
	const key = ['--idempotency-key', 'once'];
	assert.equal((await candor('edit-update', latest, 'Other words.', ...key)).code, 0);
	assert.equal((await candor('edit-update', latest, 'Other words.', ...key)).code, 0);
	assert.equal((await candor('withdraw', latest)).code, 0);
	assert.deepEqual(sent, ['"1"', undefined, undefined, `"${Number(seq) + 1}"`]);
});

test('history is backdated: it is listed as ended, marked, and announced by nothing', async (context) => {
	const { candor, json, url, clock } = await startServer(context);
	const watcher = watch(context, url, { clock });
	await watcher.line(/Watching/);
	const line = [
		'open',
		'Search was slow',
		'--id',
		'n',
		'--component',
		'search',
		'--started',
		'3h',
		'--ended',
		'2h',
	];
	const { out, code } = await candor(...line, '-m', 'A disk was full.');
	assert.equal(code, 0);
	assert.match(out, /^Added to the history, without an announcement/);
	await watcher.line(/Added later: “Search was slow”/);
	assert.match((await candor('list')).out, /No notice is open/);
	const shown = await json('show', 'n');
	assert.deepEqual(
		[shown.phase, shown.openedAt, shown.endedAt],
		['resolved', '2030-01-01T09:00:00.000Z', '2030-01-01T10:00:00.000Z'],
	);
	assert.equal((await candor('update', 'n', 'The disk was replaced.', '--at', '2030-01-01T09:30Z')).code, 0);
	assert.match((await candor('show', 'n')).out, /added later\n.*The disk was replaced\./);
	for (const wrong of ['+1h', '0m', 'yesterday'])
		assert.equal((await candor('open', 'x', '--started', wrong)).code, 2, wrong);
	assert.equal((await candor('open', 'x', '--ended', '2h')).code, 1);
	assert.equal((await watcher.end()).code, 0);
});
