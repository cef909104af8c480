/** `--dry-run`: the server decides, nothing is published, and the command prints what would change. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFakeServer } from './fake-server.ts';
import { runCli, startServer } from './harness.ts';

const series = [
	...['series', 'create', 'Upgrade', '--every', 'week', '--zone', 'UTC'],
	...['--starts', '2030-03-03 02:00', '--lasts', '2h', '--component', 'search'],
];

/** A server with an open notice, an ended one, a retracted one, and one of everything else. */
async function aFullServer(context: Parameters<typeof startServer>[0]) {
	const server = await startServer(context);
	const run = async (...argv: string[]) => {
		const { code, err } = await server.candor(...argv);
		assert.equal(code, 0, err);
	};
	await run(
		'open',
		'Checkout is failing',
		'--id',
		'down',
		'--component',
		'checkout',
		'-m',
		'We look into it.',
	);
	for (const id of ['done', 'gone', 'over']) await run('open', `Notice ${id}`, '--id', id);
	await run('resolve', 'done');
	await run('resolve', 'over');
	await run('retract', 'gone', '--yes');
	await run('components', 'set', 'search', '--name', 'Search');
	await run('page', 'set', '--name', 'Shop');
	await run(...series, '--id', 'weekly');
	await run('remedy', 'put', 'r', 'Sorry', '-m', 'x', '--offer', 'discount', '--summary', '10 %');
	await run('postmortem', 'put', 'done', 'Why', '-m', 'A disk.');
	await run('postmortem', 'draft', 'done');
	const [{ id }] = (await server.json('show', 'down')).updates as [{ id: string }];
	return { server, update: id };
}

const commands = (update: string): readonly (readonly [string[], RegExp])[] => [
	[
		['open', 'Search is slow', '--impact', 'minor', '--component', 'search'],
		/notice \S+ created[\s\S]*Customers would read:\n\n.*Minor impact · Search is slow/,
	],
	[
		['update', 'down', 'A fix is near.', '--phase', 'identified'],
		/phase: "investigating" → "identified"[\s\S]*“A fix is near\.”/,
	],
	[['resolve', 'down', 'It works.'], /phase: "investigating" → "resolved"/],
	[['phase', 'down', 'monitoring'], /→ "monitoring"/],
	[
		['edit', 'down', '--title', 'Payments fail'],
		/title: "Checkout is failing" → "Payments fail"[\s\S]*· Payments fail/,
	],
	[['reopen', 'done'], /phase: "resolved" → "investigating"/],
	[['edit-update', update, 'Only the checkout.'], /body: "We look into it\." → "Only the checkout\."/],
	[['withdraw', update], /withdrawnAt/],
	[['redact', update], /redaction \S+ created/],
	[['redact', '--notice', 'down', '--field', 'workaround', '--reason', 'x'], /redaction \S+ created/],
	[['retract', 'down'], /notice down removed[\s\S]*No page would show the notice any more\./],
	[['restore', 'gone'], /notice gone created/],
	[['undo', 'gone'], /notice gone created/],
	[
		['components', 'set', 'search', '--status', 'degraded'],
		/component search changed\n {4}status: none → "degraded"/,
	],
	[['components', 'set', 'new', '--name', 'New'], /component new created/],
	[['components', 'remove', 'search'], /component search removed/],
	[[...series, '--id', 'other'], /series other created[\s\S]*2030-03-31 {2}Sun/],
	[['series', 'edit', 'weekly', '--lasts', '3h'], /duration: "2h" → "3h"[\s\S]*02:00–05:00 UTC/],
	[['series', 'move', 'weekly', '2030-03-03', '--ends', '2030-03-03T06:00Z'], /02:00–06:00 UTC/],
	[['series', 'cancel', 'weekly', '2030-03-03'], /UTC {2}cancelled/],
	[['series', 'remove', 'weekly'], /series weekly removed/],
	[['page', 'set', '--name', 'Store'], /name: "Shop" → "Store"/],
	[
		['remedy', 'put', 'r', 'Sorry again', '-m', 'x', '--offer', 'discount', '--summary', '20 %'],
		/Customers would read:\n[\s\S]*20 %/,
	],
	[['remedy', 'remove', 'r'], /remedy r removed/],
	[
		['postmortem', 'put', 'done', 'Why it failed', '-m', 'Two disks.'],
		/Customers would read:\n[\s\S]*Two disks/,
	],
	[['postmortem', 'remove', 'done'], /postmortem done removed/],
	[['postmortem', 'draft', 'over'], /postmortem-draft over created/],
	[['postmortem', 'publish', 'done', '--unreviewed'], /Customers would read:\n[\s\S]*Why/],
	[['postmortem', 'discard', 'done'], /postmortem-draft done removed/],
];

test('a dry run of every command that publishes leaves the log as it is, and says what would change', async (context) => {
	const { server, update } = await aFullServer(context);
	const headOf = async () => (await server.json('status')).server as { readonly seq: number };
	const { seq } = await headOf();
	const before = await server.json('list', '--all');
	for (const [argv, expected] of commands(update)) {
		const { code, out, err } = await server.candor(...argv, '--dry-run');
		const line = argv.join(' ');
		assert.equal(code, 0, `${line}: ${err}`);
		assert.match(out, /^Nothing was published\. This would change:\n {2}\S/, line);
		assert.match(out, expected, line);
		assert.equal((await headOf()).seq, seq, line);
	}
	assert.deepEqual(await server.json('list', '--all'), before);
});

test('every command with a key or a version has a dry run', async (context) => {
	const { server } = await aFullServer(context);
	const { out } = await server.candor('--help');
	const names = [...out.matchAll(/^ {2}([a-z][a-z-]*) (?:\[|<|.* {2})/gm)].map(([, name]) => name ?? '');
	for (const name of names.filter((each) => each !== 'help' && each !== 'candor')) {
		const help = (await server.candor(name, '--help')).out;
		if (help.includes('--idempotency-key')) assert.ok(help.includes('--dry-run'), name);
	}
});

test('a dry run is refused as the command would be, with the same exit code', async (context) => {
	const { server } = await aFullServer(context);
	for (const [argv, code, sentence] of [
		[['open', 'x', '--component', 'serch'], 1, /search/],
		[['resolve', 'nothing'], 5, /nothing/],
		[['resolve', 'down', '--if-match', '99'], 6, /changed|version/],
		[['open', 'x', '--workaround', '<b>x</b>'], 1, /workaround/],
	] as const) {
		const result = await runCli([...argv, '--dry-run'], { url: server.url });
		assert.equal(result.code, code, result.err);
		assert.match(result.err, sentence);
		assert.equal(result.out, '');
	}
	const wall = (await server.json('token', 'create', 'Wall', '--role', 'viewer')).token as string;
	const viewer = await runCli(['resolve', 'down', '--dry-run'], {
		url: server.url,
		environment: { CANDOR_TOKEN: wall },
	});
	assert.equal(viewer.code, 4);
});

test('with --json, a dry run is one document; its key stays free for the command', async (context) => {
	const { server } = await aFullServer(context);
	const argv = ['update', 'down', 'A fix is near.', '--idempotency-key', 'once'];
	const { dryRun, status, changes, response } = await server.json(...argv, '--dry-run');
	assert.deepEqual([dryRun, status], [true, 201]);
	assert.deepEqual((changes as { kind: string }[]).map(({ kind }) => kind).sort(), ['notice', 'update']);
	assert.equal((response as { id: string }).id, 'down');
	assert.equal((await server.candor(...argv)).code, 0);
	assert.equal(((await server.json('show', 'down')).updates as unknown[]).length, 2);
});

test('1: a server that is too old for dry runs gets no write', async (context) => {
	const fake = await startFakeServer(context, (_method, path) =>
		path.startsWith('/v1/server') ? [404, { code: 'not-found', detail: 'Nothing exists here.' }] : [200, {}],
	);
	const { code, err } = await runCli(['open', 'x', '--dry-run'], { url: fake.url });
	assert.equal(code, 1);
	assert.match(err, /too old for a dry run\. Nothing was sent/);
	assert.deepEqual(fake.requests, ['GET /v1/server']);
});
