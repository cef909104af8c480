/** `candor channels`: where notices are sent. */
import { type Command, Option } from 'commander';
import { impacts, noticeKinds } from '../../../src/model/vocabulary.ts';
import { channelKindNames } from '../../connectors/channels/channel-kind-names.ts';
import { languages } from '../../site/words/words.ts';
import { pathTo } from '../api/client.ts';
import { confirmed, removed } from '../api/expectations.ts';
import { requireObject } from '../api/response.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readJsonObject, readText } from '../options/json-file.ts';
import { parseId } from '../options/parsers.ts';
import { channelLines } from '../render/channels.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine, quoted, sanitize } from '../terminal-text.ts';
import { addDeliveries, addReplay, addTest } from './channel-deliveries.ts';

interface AddOptions {
	readonly kind: string;
	readonly name?: string;
	readonly url?: string;
	readonly urlFile?: string;
	readonly settingsFile?: string;
	readonly language?: string;
	readonly component?: readonly string[];
	readonly noticeKind?: readonly string[];
	readonly minImpact?: string;
}

const idHelp = 'an id from "candor channels list"';

export function addChannels(program: Command, io: Io): void {
	const channels = program
		.command('channels')
		.summary('where notices are sent')
		.description(
			'Sends notices to webhooks, chats, text messages, a social account and e-mail subscribers. For admins; viewers may list the channels.',
		)
		.addHelpText(
			'after',
			examples(
				'candor channels list',
				'candor channels add ops --kind slack --url-file slack-address.txt --min-impact major',
				'candor channels test ops',
			),
		);
	addList(channels, io);
	addAdd(channels, io);
	addTest(channels, io, idHelp);
	addSwitch(channels, io, 'enable');
	addSwitch(channels, io, 'disable');
	addSecret(channels, io);
	addDeliveries(channels, io, idHelp);
	addReplay(channels, io, idHelp);
	addRemove(channels, io);
}

function addList(channels: Command, io: Io): void {
	channels
		.command('list')
		.summary('list the channels')
		.description('Lists the channels, and how far each is behind.')
		.addHelpText('after', examples('candor channels list', 'candor channels list --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/channels', { asOperator: true });
			session.printResult(result, () => channelLines(requireObject(sanitize(result)), session.style));
		});
}

/** An address may hold a secret, so a file keeps it out of the history of the shell. */
async function settingsFrom(io: Io, { url, urlFile, settingsFile }: AddOptions): Promise<object> {
	if (url !== undefined) return { url };
	if (settingsFile !== undefined)
		return readJsonObject(io, settingsFile, {
			...{ what: 'the settings of a channel', isStdin: settingsFile === '-' },
			advice: 'Write an object, such as {"url":"https://gateway.example.com/send","parts":2}.',
		});
	if (urlFile === undefined) return {};
	return { url: (urlFile === '-' ? await io.readStdin() : await readText(io, urlFile)).trim() };
}

function addAdd(channels: Command, io: Io): void {
	channels
		.command('add')
		.summary('create a channel')
		.description(
			'Creates a channel, which sends what happens from now on, and prints the secret that signs its messages. It is shown only once.',
		)
		.argument('<id>', 'such as ops', parseId)
		.addOption(new Option('--kind <kind>', 'the receiver').choices(channelKindNames).makeOptionMandatory())
		.option('--name <name>', 'for operators; otherwise the id')
		.option('--url <address>', 'where messages are sent')
		.addOption(
			new Option(
				'--url-file <file>',
				'a file with the address, which may be a secret; "-": standard input',
			).conflicts('url'),
		)
		.addOption(
			new Option(
				'--settings-file <file>',
				'a JSON file with all settings, which may be secrets; "-": standard input',
			).conflicts(['url', 'urlFile']),
		)
		.addOption(new Option('--language <tag>', 'the language of the messages').choices(languages))
		.option('--component <id...>', 'only notices that affect one of these components')
		.addOption(new Option('--notice-kind <kind...>', 'only these kinds of notices').choices(noticeKinds))
		.addOption(new Option('--min-impact <impact>', 'only notices of this impact or above').choices(impacts))
		.addHelpText(
			'after',
			examples(
				'candor channels add partners --kind webhook --url https://partner.example.com/status',
				'candor channels add ops --kind slack --url-file slack-address.txt',
				'candor channels add on-call --kind sms --settings-file gateway.json',
				'candor channels add shop --kind discord --url-file - --component checkout --min-impact major',
			),
		)
		.action(async (id: string, options: AddOptions, self: Command) => {
			const session = openSession(io, self);
			const { kind, name = id, language = null, component, noticeKind, minImpact } = options;
			const filter = {
				...(component !== undefined && { components: component }),
				...(noticeKind !== undefined && { kinds: noticeKind }),
				...(minImpact !== undefined && { minImpact }),
			};
			const written = await session.client.write({
				method: 'POST',
				path: 'v1/channels',
				body: { id, kind, name, language, settings: await settingsFrom(io, options), filter },
				expectation: confirmed({ id, kind }, 'The channel is created', 'candor channels list'),
				canRepeat: false,
			});
			printSecret(session, written);
		});
}

const printSecret = (session: Session, written: unknown): void =>
	session.printResult(written, () => {
		const { id, secret } = requireObject(sanitize(written));
		return [
			...(secret === null
				? []
				: [
						`Secret: ${oneLine(String(secret))}`,
						'',
						'This is the only time that it is shown. Give it to the receiver, which checks signatures with it.',
					]),
			`Try it: candor channels test ${oneLine(String(id))}`,
		];
	});

function addSecret(channels: Command, io: Io): void {
	channels
		.command('secret')
		.summary('add or remove a secret of a channel')
		.description(
			'Adds a secret. Messages are signed with the former ones too, until they are removed with --remove, so that the receiver can change over.',
		)
		.argument('<id>', idHelp, parseId)
		.option(
			'--remove <secret>',
			'remove the secret with this id; "candor channels list --json" lists them',
			parseId,
		)
		.addHelpText(
			'after',
			examples('candor channels secret partners', 'candor channels secret partners --remove a1b2c3'),
		)
		.action(async (id: string, { remove }: { readonly remove?: string }, self: Command) => {
			const session = openSession(io, self);
			if (remove !== undefined) {
				await session.client.write({
					method: 'DELETE',
					path: pathTo('v1', 'channels', id, 'secrets', remove),
					expectation: removed('candor channels list --json'),
					canRepeat: false,
				});
				session.printResult({ id, removed: remove }, () => [`Removed the secret ${quoted(remove)}.`]);
				return;
			}
			const written = await session.client.write({
				method: 'POST',
				path: pathTo('v1', 'channels', id, 'secrets'),
				expectation: confirmed({ id }, 'The secret is added', 'candor channels list --json'),
				canRepeat: false,
			});
			printSecret(session, written);
		});
}

const switchTexts = {
	enable: ['start a channel again', 'Starts a channel again. It continues where it stopped.'],
	disable: ['stop a channel', 'Stops a channel. What happens meanwhile is sent once it is enabled.'],
} as const;

function addSwitch(channels: Command, io: Io, to: 'enable' | 'disable'): void {
	const [summary, description] = switchTexts[to];
	channels
		.command(to)
		.summary(summary)
		.description(description)
		.argument('<id>', idHelp, parseId)
		.addHelpText('after', examples(`candor channels ${to} ops`))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			const enabled = to === 'enable';
			const written = await session.client.write({
				method: 'PATCH',
				path: pathTo('v1', 'channels', id),
				body: { enabled },
				expectation: confirmed({ id, enabled }, 'The change is made', 'candor channels list'),
			});
			session.printResult(written, () => [`The channel ${quoted(id)} is ${to}d.`]);
		});
}

function addRemove(channels: Command, io: Io): void {
	channels
		.command('remove')
		.summary('remove a channel')
		.description('Removes a channel with its secrets, its dead letters, and what it has not delivered.')
		.argument('<id>', idHelp, parseId)
		.addHelpText('after', examples('candor channels remove ops'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'channels', id),
				expectation: removed('candor channels list'),
				canRepeat: false,
			});
			session.printResult({ id, removed: true }, () => [`Removed ${quoted(id)}.`]);
		});
}
