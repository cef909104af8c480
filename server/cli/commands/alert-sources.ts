/** `candor alerts source`: connects monitoring tools. */
import { type Command, Option } from 'commander';
import { sourceKindNames } from '../../connectors/alerts/source-kind-names.ts';
import { pathTo } from '../api/client.ts';
import { confirmed, removed } from '../api/expectations.ts';
import { type JsonObject, requireObject } from '../api/response.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readDataObject } from '../options/data-file.ts';
import { readText } from '../options/json-file.ts';
import { parseId } from '../options/parsers.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine, quoted, sanitize, textOf } from '../terminal-text.ts';

interface SecretOptions {
	readonly secretFile?: string;
}

interface AddOptions extends SecretOptions {
	readonly kind: string;
	readonly mapping?: string;
	readonly timestampHeader?: string;
	readonly topic?: string;
	readonly every?: string;
	readonly page?: string;
	readonly shape?: string;
}

const nameHelp = 'a name from "candor alerts"';
const secretOption = (): Option =>
	new Option('--secret-file <file>', 'a secret that the tool has made; "-": standard input');

export function addAlertSources(alerts: Command, io: Io): void {
	const source = alerts
		.command('source')
		.summary('connect and disconnect monitoring tools')
		.description('Connects and disconnects monitoring tools, each with a secret of its own. For admins.')
		.addHelpText(
			'after',
			examples('candor alerts source add prometheus --kind alertmanager', 'candor alerts source remove old'),
		);
	addAdd(source, io);
	addSecret(source, io);
	addRemove(source, io);
}

async function readSecret(io: Io, { secretFile }: SecretOptions): Promise<{ secret?: string }> {
	if (secretFile === undefined) return {};
	const text = secretFile === '-' ? await io.readStdin() : await readText(io, secretFile);
	return { secret: text.trim() };
}

function addAdd(source: Command, io: Io): void {
	source
		.command('add')
		.summary('connect a tool')
		.description(
			'Connects a tool and prints where it sends its messages, and its secret. It is shown only once.',
		)
		.argument('<name>', 'such as prometheus', parseId)
		.addOption(new Option('--kind <kind>', 'the tool').choices(sourceKindNames).makeOptionMandatory())
		.addOption(secretOption())
		.option('--mapping <file>', 'for json: where its documents have what, as JSON or YAML')
		.option('--timestamp-header <name>', 'for grafana: the header with the time of the signature')
		.option('--topic <arn>', 'for sns: the only topic that is accepted')
		.option('--every <duration>', 'for heartbeat: how often a sign of life is expected, such as 5m')
		.option('--page <url>', 'for vendor: the address of its status page')
		.addOption(
			new Option('--shape <shape>', 'for vendor: what its page is made with (default: statuspage)').choices([
				'statuspage',
				'incident-io',
			]),
		)
		.addHelpText(
			'after',
			examples(
				'candor alerts source add prometheus --kind alertmanager',
				'candor alerts source add pagerduty --kind pagerduty --secret-file secret.txt',
				'candor alerts source add nightly-backup --kind heartbeat --every 25h',
				'candor alerts source add payments-vendor --kind vendor --page https://status.vendor.example',
			),
		)
		.action(async (name: string, options: AddOptions, self: Command) => {
			const session = openSession(io, self);
			const { kind, mapping, timestampHeader, topic, every, page, shape } = options;
			const settings = {
				...(mapping !== undefined && { mapping: await readDataObject(io, mapping, 'a mapping') }),
				...(timestampHeader !== undefined && { timestampHeader }),
				...(topic !== undefined && { topic }),
				...(every !== undefined && { every }),
				...(page !== undefined && { page }),
				...(shape !== undefined && { shape }),
			};
			const written = await session.client.write({
				method: 'POST',
				path: 'v1/alert-sources',
				body: { id: name, kind, settings, ...(await readSecret(io, options)) },
				expectation: confirmed({ id: name, kind }, 'The source is connected', 'candor alerts'),
				canRepeat: false,
			});
			printSource(session, written);
		});
}

function addSecret(source: Command, io: Io): void {
	source
		.command('secret')
		.summary('add or remove a secret of a tool')
		.description(
			'Adds a secret; the former ones stay valid until they are removed with --remove, so that the tool can change over.',
		)
		.argument('<name>', nameHelp, parseId)
		.addOption(secretOption())
		.option('--remove <id>', 'remove the secret with this id; "candor alerts --json" lists them', parseId)
		.addHelpText(
			'after',
			examples(
				'candor alerts source secret prometheus',
				'candor alerts source secret prometheus --remove a1b2c3',
			),
		)
		.action(async (name: string, options: SecretOptions & { readonly remove?: string }, self: Command) => {
			const session = openSession(io, self);
			const { remove } = options;
			if (remove !== undefined) {
				await session.client.write({
					method: 'DELETE',
					path: pathTo('v1', 'alert-sources', name, 'secrets', remove),
					expectation: removed('candor alerts'),
					canRepeat: false,
				});
				session.printResult({ id: name, removed: remove }, () => [`Removed the secret ${quoted(remove)}.`]);
				return;
			}
			const written = await session.client.write({
				method: 'POST',
				path: pathTo('v1', 'alert-sources', name, 'secrets'),
				body: await readSecret(io, options),
				expectation: confirmed({ id: name }, 'The secret is added', 'candor alerts'),
				canRepeat: false,
			});
			printSource(session, written);
		});
}

const printSource = (session: Session, written: unknown): void =>
	session.printResult(written, () => {
		const { id, kind, path, secret }: JsonObject = requireObject(sanitize(written));
		const disconnect = `To disconnect: candor alerts source remove ${textOf(id)}`;
		if (kind === 'vendor')
			return [
				'The page is asked once a minute. What it reports are alerts: "candor alerts" shows them.',
				`Nothing of it is published without a rule: docs/how-to/alerts.md. ${disconnect}`,
			];
		const address = new URL(String(path).replace(/^\//, ''), session.settings.url).href;
		return [
			`Address: ${oneLine(address)}`,
			...(secret === null
				? []
				: [
						`Secret:  ${textOf(secret)}`,
						'',
						'This is the only time that it is shown. Give it to the tool; never write it into an address.',
					]),
			`What to enter where: docs/how-to/alerts.md. ${disconnect}`,
		];
	});

function addRemove(source: Command, io: Io): void {
	source
		.command('remove')
		.summary('disconnect a tool')
		.description(
			'Disconnects a tool. Its messages are refused from now on, and its alerts are forgotten. What rules have made stays.',
		)
		.argument('<name>', nameHelp, parseId)
		.addHelpText('after', examples('candor alerts source remove old'))
		.action(async (name: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'alert-sources', name),
				expectation: removed('candor alerts'),
				canRepeat: false,
			});
			session.printResult({ id: name, removed: true }, () => [`Disconnected ${quoted(name)}.`]);
		});
}
