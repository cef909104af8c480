/** Help that helps: examples on every command, each of which can be typed as it stands. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aFolder } from '../../support/folder.ts';
import { house, operate } from './operator.ts';

const commands = [
	...[
		'',
		'open',
		'update',
		'resolve',
		'phase',
		'edit',
		'reopen',
		'retract',
		'list',
		'show',
		'watch',
		'reports',
		'serve',
	],
	...['drafts', 'draft', 'draft publish', 'draft discard'],
	...['components', 'components set', 'components remove', 'page', 'page set'],
	...['token', 'token list', 'token create', 'token revoke'],
	...['remedy', 'remedy put', 'remedy list', 'remedy remove'],
	...['postmortem', 'postmortem put', 'postmortem show', 'postmortem remove'],
	...['keys', 'keys create', 'keys list', 'keys use', 'keys remove', 'mirror'],
];
const helpOf = async (command: string) =>
	operate([...command.split(' ').filter(Boolean), '--help'], { url: 'http://127.0.0.1:9' });

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

test('every example is understood', async (context) => {
	const { url, clock, candor } = await house(context);
	// Where the key file is.
	const environment = { CANDOR_DATA: aFolder(context) };
	for (const id of ['checkout-down', 'upgrade']) {
		const kind = id === 'upgrade' ? ['--starts', '1h', '--ends', '2h'] : [];
		assert.equal((await candor('open', 'A notice', '--id', id, ...kind)).code, 0);
	}
	let seen = 0;
	for (const command of commands.filter((each) => each !== 'serve')) {
		const { out } = await helpOf(command);
		const lines = out.slice(out.indexOf('\nExamples:\n')).match(/^ {2}candor [^|\n]+$/gm) ?? [];
		// These two last, and have tests of their own.
		for (const line of lines.filter((each) => !/^ {2}candor (?:watch|mirror)/.test(each))) {
			seen++;
			const { code, err } = await operate(split(line.trim()), { url, clock, environment });
			const chosen = /Say which one|Give it a --name|no name yet/;
			assert.ok(code !== 2 || chosen.test(err), `${line}: ${err}`);
			assert.notEqual(code, 1, `${line}: ${err}`);
		}
	}
	assert.ok(seen > 40);
});

test('the exit codes and the environment are in candor --help', async () => {
	const { out } = await helpOf('');
	for (const code of [0, 1, 2, 3, 4, 5, 6, 7]) assert.match(out, new RegExp(`^ {2}${code} {2}\\S`, 'm'));
	for (const name of ['CANDOR_URL', 'CANDOR_TOKEN', 'NO_COLOR']) assert.ok(out.includes(name));
});

test('the version is told', async () => {
	const { code, out } = await operate(['--version'], { url: '' });
	assert.equal(code, 0);
	assert.equal(out, '1.2.3\n');
});
