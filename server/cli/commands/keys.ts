/** `candor keys`: the signing keys. Works on the key file, without a request to the server. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { readConfig } from '../../config/config.ts';
import { createKey, keyFileIn, readKeyFile, removeKey, useKey } from '../../core/signing/key-file.ts';
import { algorithms, type SigningKey } from '../../core/signing/keys.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { table } from '../render/table.ts';
import { timeText } from '../render/time.ts';
import { openSession, type Session } from '../session.ts';

interface KeysOptions {
	readonly data?: string;
	readonly algorithm?: (typeof algorithms)[number];
}

/** A session and the path of the key file. */
interface KeySession extends Session {
	readonly path: string;
}

const kidArgumentHelp = 'a name from "candor keys list", or its beginning';

/** The name of a key, or the beginning of one. */
function parseKid(text: string): string {
	if (/^[\w-]{1,43}$/.test(text)) return text;
	throw new InvalidArgumentError('Write the name of a key as "candor keys list" shows it, or its beginning.');
}

export function addKeys(program: Command, io: Io): void {
	const keys = program
		.command('keys')
		.summary('the keys that sign what browsers receive')
		.description(
			'Creates, lists and changes the keys that sign what browsers receive. It works on the key file of this machine; a running server notices the change. Private keys are never shown.',
		)
		.addHelpText(
			'after',
			`${examples('candor keys create', 'candor keys list')}
To replace a key without a gap: create a second key. Put the pins of both keys into every script tag, as
"candor keys list" prints them. Then let the new key sign with "candor keys use". Finally remove the old
key, and its pin from the script tags.
`,
		);
	const subcommand = (name: string, summary: string, example: string): Command =>
		keys
			.command(name)
			.summary(summary)
			.option(
				'--data <folder>',
				'the server’s data folder (CANDOR_DATA, candor-data); CANDOR_KEYS takes precedence',
			)
			.addHelpText('after', examples(example));
	const open = (self: Command): KeySession => {
		const { data } = self.opts<KeysOptions>();
		const config = readConfig({ ...io.environment, ...(data !== undefined && { CANDOR_DATA: data }) });
		return { ...openSession(io, self), path: config.keys ?? keyFileIn(config.data) };
	};

	subcommand('create', 'create a key', 'candor keys create')
		.description('Creates a key. The first key signs at once; a second one only after "candor keys use".')
		.addOption(
			new Option('--algorithm <name>', 'ES256 works in every browser').choices(algorithms).default('ES256'),
		)
		.action((_options: object, self: Command) =>
			create(open(self), self.opts<KeysOptions>().algorithm ?? 'ES256'),
		);

	subcommand('list', 'the keys and their pins', 'candor keys list')
		.description('Lists the keys, and prints the attribute that pins them in a script tag.')
		.action((_options: object, self: Command) => list(open(self)));

	subcommand('use', 'let another key sign', 'candor keys use 5fGh')
		.description('Lets a key sign from now on. Every script tag must already pin it.')
		.argument('<kid>', kidArgumentHelp, parseKid)
		.action((kid: string, _options: object, self: Command) => {
			const session = open(self);
			const used = useKey(session.path, kid);
			session.printResult({ file: session.path, ...publicPartOf(used, used.kid) }, () => [
				`${used.kid} signs from now on.`,
			]);
		});

	subcommand('remove', 'delete a key that does not sign', 'candor keys remove 5fGh')
		.description('Deletes a key that does not sign. This cannot be undone.')
		.argument('<kid>', kidArgumentHelp, parseKid)
		.action((kid: string, _options: object, self: Command) => {
			const session = open(self);
			const { kid: removed } = removeKey(session.path, kid);
			session.printResult({ file: session.path, kid: removed, removed: true }, () => [
				`Removed ${removed}. Remove its pin from the script tags.`,
			]);
		});
}

function create(session: KeySession, algorithm: (typeof algorithms)[number]): void {
	const { path, io } = session;
	const created = createKey(path, algorithm, new Date(io.now()).toISOString());
	const { signs, keys } = readKeyFile(path) ?? { signs: created.kid, keys: [created] };
	const attribute = pinAttribute(keys);
	session.printResult({ file: path, ...publicPartOf(created, signs), attribute }, () => [
		`Created the key ${created.kid} in ${path}.`,
		'',
		signs === created.kid
			? 'It signs from now on. Put its pin into the script tag of every page:'
			: `It does not sign yet. Put both pins into the script tag of every page, then: candor keys use ${created.kid}`,
		attribute,
	]);
}

function list(session: KeySession): void {
	const { path, style } = session;
	const { signs, keys } = readKeyFile(path) ?? { signs: '', keys: [] };
	const publicParts = keys.map((key) => publicPartOf(key, signs));
	const attribute = keys.length > 0 ? pinAttribute(keys) : null;
	session.printResult({ file: path, keys: publicParts, attribute }, () => {
		if (attribute === null)
			return [
				`There is no key file ${path}. A server with this data folder and without CANDOR_KEYS signs nothing.`,
				'A server that runs elsewhere may sign: its keys are at /v1/keys. Name its folder with --data.',
				'To start signing: candor keys create.',
			];
		const rows = publicParts.map(({ kid, algorithm, createdAt, signs }) => [
			kid,
			algorithm,
			signs ? 'signs' : 'does not sign',
			`created ${timeText(Date.parse(createdAt), style)}`,
		]);
		return [
			...table(rows, style, 2),
			'',
			...publicParts.map(({ kid, pin }) => `pin of ${kid.slice(0, 8)}…: ${pin}`),
			'',
			'In the script tag of every page:',
			attribute,
		];
	});
}

/** The fields of a key that may be shown. */
const publicPartOf = ({ kid, algorithm, createdAt, pin }: SigningKey, signs: string) => ({
	kid,
	algorithm,
	createdAt,
	pin,
	signs: kid === signs,
});

const pinAttribute = (keys: readonly SigningKey[]): string =>
	`data-keys="${keys.map(({ pin }) => pin).join(' ')}"`;
