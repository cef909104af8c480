/** The completion scripts, in real shells. */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { aFolder } from '../../support/folder.ts';
import { runCli, startServer } from './harness.ts';

const runProgram = promisify(execFile);
const scriptOf = async (shell: string): Promise<string> =>
	(await runCli(['completion', shell], { url: '' })).out;

/** A shell that knows `candor` as the built program, and completes a line that ends at the cursor. */
async function aShell(context: TestContext, shell: 'bash' | 'fish', url = 'http://127.0.0.1:9') {
	const folder = aFolder(context);
	const program = join(folder, 'candor');
	writeFileSync(program, `#!/bin/sh\nexec ${process.execPath} ${resolve('dist/cli/main.js')} "$@"\n`);
	chmodSync(program, 0o755);
	const script = join(folder, 'script');
	writeFileSync(script, await scriptOf(shell));
	const env = { PATH: `${folder}:${process.env.PATH}`, CANDOR_URL: url, HOME: folder };
	const inBash = [
		'-c',
		`source ${script}; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _candor; printf '%s\\n' "\${COMPREPLY[@]}"`,
		'x',
	];
	return async (...words: readonly string[]): Promise<readonly string[]> => {
		const argv =
			shell === 'bash' ? [...inBash, ...words] : ['-c', `source ${script}; complete -C '${words.join(' ')}'`];
		const { stdout } = await runProgram(shell, argv, { env });
		return stdout
			.split('\n')
			.map((line) => line.split('\t')[0] ?? '')
			.filter((word) => word !== '');
	};
}

const isInstalled = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

test('bash completes commands, subcommands, options and their values', async (context) => {
	const complete = await aShell(context, 'bash');
	const commands = await complete('candor', '');
	const { out } = await runCli(['--help'], { url: '' });
	const listed = [...out.matchAll(/^ {2}([a-z][a-z-]*) (?:\[|<|.* {2})/gm)].map(([, name]) => name ?? '');
	for (const name of listed.filter((each) => each !== 'candor')) assert.ok(commands.includes(name), name);
	assert.deepEqual(await complete('candor', 'rest'), ['restore']);
	assert.deepEqual(await complete('candor', 'page', ''), ['set']);
	assert.deepEqual(await complete('candor', '--url', 'open', 'page', 's'), ['set'], 'a value is no command');
	assert.deepEqual(await complete('candor', 'open', '--kind', ''), [
		'incident',
		'maintenance',
		'assurance',
		'announcement',
	]);
	const options = await complete('candor', 'components', 'set', 'x', '--');
	for (const name of ['--status', '--until', '--url', '--json', '--help'])
		assert.ok(options.includes(name), `${name}: ${options}`);
	assert.ok(!options.includes('--kind'));
	assert.deepEqual(await complete('candor', 'completion', ''), ['bash', 'zsh', 'fish']);
});

test('bash completes ids of open notices and components, and nothing while the server is down', async (context) => {
	const server = await startServer(context);
	await server.candor('open', 'Checkout is failing', '--id', 'checkout-down', '--component', 'checkout');
	await server.candor('open', 'Search was slow', '--id', 'search-slow');
	await server.candor('resolve', 'search-slow');
	const complete = await aShell(context, 'bash', server.url);
	assert.deepEqual(await complete('candor', 'resolve', ''), ['checkout-down']);
	assert.deepEqual(await complete('candor', 'open', 'x', '--component', 'ch'), ['checkout']);
	assert.deepEqual(await complete('candor', 'components', 'set', ''), ['checkout']);
	const down = await aShell(context, 'bash');
	assert.deepEqual(await down('candor', 'resolve', ''), []);
});

test('the ids of a server that is not Candor never become words of a shell', async () => {
	const fetch = async () =>
		new Response(JSON.stringify({ components: [{ id: 'a' }, { id: '$(rm x)' }, { id: 'B c' }] }));
	const io = { fetch: fetch as never };
	assert.equal(
		(await runCli(['completion', 'words', 'components'], { url: 'http://x.example', io })).out,
		'a\n',
	);
});

test('zsh runs the function of bash, and fish has a line for each command and option', async (context) => {
	const [bash, zsh, fish] = await Promise.all(['bash', 'zsh', 'fish'].map(scriptOf));
	assert.ok(zsh?.startsWith('#compdef candor\n') && zsh.endsWith(bash ?? ''));
	assert.match(fish ?? '', /^complete -c candor -n '__candor_at \\'\/page\\'' -a set -d 'change the name/m);
	assert.match(
		fish ?? '',
		/^complete -c candor -n '__candor_at \\'\/open\\'' -l kind -x -a 'incident maintenance/m,
	);
	if (isInstalled('zsh')) {
		const script = join(aFolder(context), 'script');
		writeFileSync(script, zsh ?? '');
		await runProgram('zsh', ['-n', script]);
		const { stdout } = await runProgram('zsh', [
			'-fc',
			`autoload -U compinit && compinit -D; source ${script}; print $_comps[candor]`,
		]);
		assert.match(stdout, /_bash_complete/);
	}
	if (!isInstalled('fish')) return;
	const complete = await aShell(context, 'fish');
	assert.deepEqual(await complete('candor', 'page', 's'), ['set']);
	assert.deepEqual(await complete('candor', 'open', '--kind', 'm'), ['maintenance']);
});

test('2: an unknown shell is refused with the known ones', async () => {
	const { code, err } = await runCli(['completion', 'tcsh'], { url: '' });
	assert.equal(code, 2);
	assert.match(err, /bash, zsh, fish/);
});
