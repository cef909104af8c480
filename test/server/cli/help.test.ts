/** The help of every command: its examples can be typed as they are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Io } from '../../../server/cli/io.ts';
import { aFolder } from '../../support/folder.ts';
import { runCli, startServer } from './harness.ts';

const commands = [
	...[
		'',
		'open',
		'update',
		'resolve',
		'phase',
		'edit',
		'edit-update',
		'withdraw',
		'redact',
		'restore',
		'reopen',
		'retract',
		'undo',
		'merge',
		'status',
		'list',
		'show',
		'watch',
		'reports',
		'serve',
	],
	...['drafts', 'draft', 'draft publish', 'draft edit', 'draft discard', 'promote', 'approve'],
	...['components', 'components set', 'components remove', 'page', 'page set', 'apply', 'import', 'export'],
	...['profile', 'profile add', 'profile list', 'profile show', 'profile use', 'profile remove'],
	...['token', 'token list', 'token create', 'token rotate', 'token revoke'],
	...['remedy', 'remedy put', 'remedy list', 'remedy remove'],
	...['postmortem', 'postmortem put', 'postmortem show', 'postmortem remove'],
	...['keys', 'keys create', 'keys list', 'keys use', 'keys remove', 'mirror', 'completion'],
	...['migrate', 'migrate sqlite-to-postgres', 'migrate postgres-to-sqlite'],
];
const helpOf = async (command: string) =>
	runCli([...command.split(' ').filter(Boolean), '--help'], { url: 'http://127.0.0.1:9' });

for (const command of commands)
	test(`candor ${command} --help shows examples`, async () => {
		const { code, out, err } = await helpOf(command);
		assert.equal(code, 0);
		assert.equal(err, '');
		assert.match(out, new RegExp(`\nExamples:\n(.*\n)*?.*candor ${command}`));
	});

/** The arguments of an example: words, or words in double quotes. */
const split = (line: string): string[] =>
	[...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '').slice(1);

test('every example in the help is valid', async (context) => {
	const { url, clock, candor } = await startServer(context);
	// For the key file.
	const folder = aFolder(context);
	const environment = { CANDOR_DATA: folder, XDG_CONFIG_HOME: folder };
	for (const id of ['checkout-down', 'upgrade']) {
		const kind = id === 'upgrade' ? ['--starts', '1h', '--ends', '2h'] : [];
		assert.equal((await candor('open', 'A notice', '--id', id, ...kind)).code, 0);
	}
	for (const id of ['checkout', 'search', 'accounts'])
		assert.equal((await candor('components', 'set', id, '--name', id)).code, 0);
	// Some examples are about what happened some minutes ago.
	clock.now += 30 * 60_000;
	let count = 0;
	for (const command of commands.filter((each) => each !== 'serve')) {
		const { out } = await helpOf(command);
		const lines = out.slice(out.indexOf('\nExamples:\n')).match(/^ {2}candor [^|\n]+$/gm) ?? [];
		// These do not end by themselves, or need a database; they have their own tests.
		for (const line of lines.filter((each) => !/^ {2}candor (?:watch|mirror|migrate)/.test(each))) {
			count++;
			const io: Partial<Io> = {
				readFile: async () => '{}',
				// An import must not reach the pages that its examples name.
				fetch: (target, request) =>
					target.href.startsWith(url)
						? fetch(target, request)
						: Promise.reject(new TypeError('fetch failed')),
			};
			const { code, err } = await runCli(split(line.trim()), { url, clock, environment, io });
			const needsState =
				/Name one of them|Give it a --name|no name yet|There is no profile|Nothing of|not a file of/;
			assert.ok(code !== 2 || needsState.test(err), `${line}: ${err}`);
			assert.notEqual(code, 1, `${line}: ${err}`);
		}
	}
	assert.ok(count > 40);
});

test('the exit codes and the environment are in candor --help', async () => {
	const { out } = await helpOf('');
	for (const code of [0, 1, 2, 3, 4, 5, 6, 7]) assert.match(out, new RegExp(`^ {2}${code} {2}\\S`, 'm'));
	for (const name of ['CANDOR_URL', 'CANDOR_TOKEN', 'NO_COLOR']) assert.ok(out.includes(name));
});

test('candor --version prints the version', async () => {
	const { code, out } = await runCli(['--version'], { url: '' });
	assert.equal(code, 0);
	assert.equal(out, '1.2.3\n');
});
