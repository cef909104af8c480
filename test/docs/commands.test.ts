/** The commands in the documents are commands of the CLI, with options that it has. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Io } from '../../server/cli/io.ts';
import { run } from '../../server/cli/run.ts';
import { documents, readDocument } from './documents.ts';
import { commandsIn, wordsOf } from './shell.ts';

interface Help {
	readonly subcommands: readonly string[];
	readonly options: readonly string[];
}

const unreachable = 3;
/** They start a server, write files or never end, so that only their options are checked. */
const notRun = ['serve', 'migrate', 'mirror', 'backup', 'keys', 'watch', 'mcp'];
const globalOptions = ['--url', '--token-file', '--allow-http', '--json', '--help'];

/** Runs a command line against a server that cannot be reached. */
async function candor(argv: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
	let text = '';
	const output = { write: (part: string) => (text += part) };
	const io: Io = {
		environment: { CANDOR_TOKEN: 'operator-token-of-the-documents' },
		stdout: output,
		stderr: output,
		fetch: async () => {
			throw new TypeError('fetch failed');
		},
		readFile: async (path) => (path.endsWith('.csv') ? 'email\nanna@example.com\n' : '{}'),
		writeFile: async () => undefined,
		readStdin: async () => 'Text from standard input.',
		now: Date.now,
		monotonicNow: () => performance.now(),
		random: Math.random,
		newId: () => 'id',
		sleep: async () => {},
		timeout: () => new AbortController().signal,
		interruption: () => new AbortController().signal,
		onChange: () => {},
		version: '0',
	};
	const code = await run(argv, io);
	return { code, text };
}

/** By the names of a command and its subcommand, such as `page set`. */
const helps = new Map<string, Help>();

async function readHelp(path: readonly string[]): Promise<void> {
	const { text } = await candor([...path, '--help']);
	const [, commands = ''] = /^Commands:\n((?: .*\n)*)/m.exec(text) ?? [];
	const subcommands = [...commands.matchAll(/^ {2}([a-z-]+)/gm)]
		.map(([, name = '']) => name)
		.filter((name) => name !== 'help');
	helps.set(path.join(' '), { subcommands, options: text.match(/--[a-z][a-z-]*/g) ?? [] });
	for (const name of subcommands) await readHelp([...path, name]);
}

before(() => readHelp([]));

/** The names at the beginning of a command line, as far as they are commands. */
function commandOf(argv: readonly string[]): readonly string[] {
	const path: string[] = [];
	for (const word of argv) {
		if (!helps.get(path.join(' '))?.subcommands.includes(word)) break;
		path.push(word);
	}
	return path;
}

function checkNames(argv: readonly string[], where: string): void {
	const path = commandOf(argv);
	const { subcommands = [], options = [] } = helps.get(path.join(' ')) ?? {};
	const line = `${where}: candor ${argv.join(' ')}`;
	if (path.length === 0 && argv[0]?.startsWith('--')) return;
	assert.ok(path.length > 0, `${line}: there is no such command`);
	const next = argv[path.length];
	assert.ok(!(subcommands.length > 0 && next && /^[a-z]/.test(next)), `${line}: there is no such subcommand`);
	for (const word of argv.filter((each) => /^--[a-z]/.test(each)))
		assert.ok([...options, ...globalOptions].includes(word.split('=')[0] ?? ''), `${line}: ${word}`);
}

test('every command in a code block is understood by the CLI', async () => {
	let count = 0;
	for (const { path, blocks } of documents)
		for (const { info, code } of blocks)
			if (info === 'sh')
				for (const argv of commandsIn(code)) {
					count++;
					checkNames(argv, path);
					if (notRun.includes(argv[0] ?? '')) continue;
					// A backup is restored without a server.
					if (argv[0] === 'restore' && argv.some((word) => word.startsWith('/'))) continue;
					const { code: exit, text } = await candor(argv);
					assert.equal(exit, unreachable, `${path}: candor ${argv.join(' ')}: ${text}`);
				}
	assert.ok(count > 20, `${count} commands were found`);
});

test('every command in a sentence or a table exists', () => {
	for (const { path, spans } of documents)
		for (const span of spans) {
			const [name, ...argv] = wordsOf(span);
			if (name === 'candor' && argv.length > 0) checkNames(argv, path);
		}
});

test('every command of the CLI is in docs/reference/commands.md', () => {
	const { spans } = readDocument('docs/reference/commands.md');
	for (const [command, { subcommands }] of helps) {
		// A group does nothing by itself, but for those that list: `candor page`, `candor components`.
		if (command === '' || (subcommands.length > 0 && !['page', 'components'].includes(command))) continue;
		assert.ok(spans.includes(`candor ${command}`), `candor ${command}`);
	}
});
