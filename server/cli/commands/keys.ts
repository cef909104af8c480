/** `candor keys`: the keys that sign what readers get. Works on the key file itself: no server is asked, none is stopped. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { readConfig } from '../../config/config.ts';
import { createKey, keyFileIn, readKeyFile, removeKey, useKey } from '../../core/signing/key-file.ts';
import { algorithms, type SigningKey } from '../../core/signing/keys.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { table } from '../render/style.ts';
import { timeText } from '../render/time.ts';
import { openSession } from '../session.ts';

interface KeysOptions {
	readonly data?: string;
	readonly algorithm?: (typeof algorithms)[number];
}

/** A kid, or how it begins. */
function parseKid(text: string): string {
	if (/^[\w-]{1,43}$/.test(text)) return text;
	throw new InvalidArgumentError(
		'Write the name of a key, or how it begins, as "candor keys list" shows it.',
	);
}

export function addKeys(program: Command, io: Io): void {
	const keys = program
		.command('keys')
		.summary('the keys that sign what customers see')
		.description(
			'Makes, lists and changes the keys that sign what readers get. It works on the key file of this machine, and a server that runs takes the change up by itself. Private keys are never shown.',
		)
		.addHelpText(
			'after',
			`${examples('candor keys create', 'candor keys list')}
To change keys without a gap: create a second one; put both pins into every tag, as "candor keys list"
prints them; let the new one sign with "candor keys use"; remove the old one, and its pin from the tags.
`,
		);
	const subcommand = (name: string, summary: string, example: string): Command =>
		keys
			.command(name)
			.summary(summary)
			.option(
				'--data <folder>',
				'the server’s data folder (CANDOR_DATA, candor-data); CANDOR_KEYS goes first',
			)
			.addHelpText('after', examples(example));
	const open = (self: Command) => {
		const { data } = self.opts<KeysOptions>();
		const config = readConfig({ ...io.environment, ...(data !== undefined && { CANDOR_DATA: data }) });
		return { ...openSession(io, self), path: config.keys ?? keyFileIn(config.data) };
	};

	subcommand('create', 'make a key', 'candor keys create')
		.description('Makes a key. The first one signs at once; a second waits until "candor keys use" lets it.')
		.addOption(
			new Option('--algorithm <name>', 'ES256 works in every browser').choices(algorithms).default('ES256'),
		)
		.action((_options: object, self: Command) => {
			const session = open(self);
			const { algorithm = 'ES256' } = self.opts<KeysOptions>();
			const made = createKey(session.path, algorithm, new Date(io.now()).toISOString());
			const { signs, keys: all } = readKeyFile(session.path) ?? { signs: made.kid, keys: [made] };
			session.answer({ file: session.path, ...describe(made, signs), attribute: attributeOf(all) }, () => [
				`Made the key ${made.kid} in ${session.path}.`,
				'',
				signs === made.kid
					? 'It signs from now on. Put its pin into the tag of every page:'
					: `It does not sign yet. Put both pins into the tag of every page, then: candor keys use ${made.kid}`,
				attributeOf(all),
			]);
		});

	subcommand('list', 'the keys and their pins', 'candor keys list')
		.description('Lists the keys, and prints the attribute that pins them in a page’s tag.')
		.action((_options: object, self: Command) => {
			const session = open(self);
			const { signs, keys: all } = readKeyFile(session.path) ?? { signs: '', keys: [] };
			const described = all.map((key) => describe(key, signs));
			session.answer(
				{ file: session.path, keys: described, attribute: all.length > 0 ? attributeOf(all) : null },
				() => {
					if (all.length === 0)
						return [
							`There is no key file ${session.path}: nothing is signed. Make a key: candor keys create.`,
						];
					const rows = described.map(({ kid, algorithm, createdAt, signs }) => [
						kid,
						algorithm,
						signs ? 'signs' : 'does not sign',
						`made ${timeText(Date.parse(createdAt), session.style)}`,
					]);
					return [
						...table(rows, session.style, 2),
						'',
						...described.map(({ kid, pin }) => `pin of ${kid.slice(0, 8)}…: ${pin}`),
						'',
						'In the tag of every page:',
						attributeOf(all),
					];
				},
			);
		});

	subcommand('use', 'let another key sign', 'candor keys use 5fGh')
		.description('Lets a key sign from now on. First every page must pin it.')
		.argument('<kid>', 'as "candor keys list" shows it, or how it begins', parseKid)
		.action((kid: string, _options: object, self: Command) => {
			const session = open(self);
			const used = useKey(session.path, kid);
			session.answer({ file: session.path, ...describe(used, used.kid) }, () => [
				`${used.kid} signs from now on.`,
			]);
		});

	subcommand('remove', 'forget a key that does not sign', 'candor keys remove 5fGh')
		.description('Forgets a key that does not sign, for good.')
		.argument('<kid>', 'as "candor keys list" shows it, or how it begins', parseKid)
		.action((kid: string, _options: object, self: Command) => {
			const session = open(self);
			const { kid: removed } = removeKey(session.path, kid);
			session.answer({ file: session.path, kid: removed, removed: true }, () => [
				`Removed ${removed}. Take its pin out of the tags.`,
			]);
		});
}

/** What may be shown of a key. */
const describe = ({ kid, algorithm, createdAt, pin }: SigningKey, signs: string) => ({
	kid,
	algorithm,
	createdAt,
	pin,
	signs: kid === signs,
});

const attributeOf = (keys: readonly SigningKey[]): string =>
	`data-keys="${keys.map(({ pin }) => pin).join(' ')}"`;
