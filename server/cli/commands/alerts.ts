/** `candor alerts`: what fires, the switch of all automation, a test of the rules, and the sources. */
import { type Command, Option } from 'commander';
import { sourceKindNames } from '../../connectors/alerts/source-kind-names.ts';
import { confirmed } from '../api/expectations.ts';
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readDataObject } from '../options/data-file.ts';
import { parseId } from '../options/parsers.ts';
import { alertLines, testedLines } from '../render/alerts.ts';
import { openSession } from '../session.ts';
import { sanitize } from '../terminal-text.ts';
import { addAlertSources } from './alert-sources.ts';

export function addAlerts(program: Command, io: Io): void {
	const alerts = program
		.command('alerts')
		.summary('alerts of monitoring tools')
		.description('Shows the connected tools, the alerts that rules watch, and whether automation is on.')
		.addHelpText(
			'after',
			examples(
				'candor alerts',
				'candor alerts off',
				'candor alerts test alert.json --source prometheus',
				'candor alerts source add prometheus --kind alertmanager',
			),
		)
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/alerts', { asOperator: true });
			session.printResult(result, () => alertLines(requireObject(sanitize(result)), session.style));
		});
	addSwitch(alerts, io, 'off');
	addSwitch(alerts, io, 'on');
	addTest(alerts, io);
	addAlertSources(alerts, io);
}

const switchTexts = {
	off: {
		summary: 'stop all automation',
		description:
			'Stops all automation at once: rules about alerts, and drafts from visitors’ reports. Alerts are stored. What rules have opened stays open.',
		done: 'Automation is off. No rule acts until "candor alerts on".',
	},
	on: {
		summary: 'start automation again',
		description: 'Starts automation again. Rules act on what fires now.',
		done: 'Automation is on.',
	},
} as const;

function addSwitch(alerts: Command, io: Io, to: 'on' | 'off'): void {
	const { summary, description, done } = switchTexts[to];
	alerts
		.command(to)
		.summary(summary)
		.description(description)
		.addHelpText('after', examples(`candor alerts ${to}`))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const enabled = to === 'on';
			const written = await session.client.write({
				method: 'PUT',
				path: 'v1/automation',
				body: { enabled },
				expectation: confirmed({ enabled }, `Automation is ${to}`, 'candor alerts'),
			});
			session.printResult(written, () => [done]);
		});
}

interface TestOptions {
	readonly source?: string;
	readonly kind?: string;
}

function addTest(alerts: Command, io: Io): void {
	alerts
		.command('test')
		.summary('see what the rules would do')
		.description('Shows what the rules would do with a message of a tool. Nothing is stored or published.')
		.argument('<file>', 'the message, as JSON; "-": standard input')
		.addOption(new Option('--source <name>', 'the source that would send it').argParser(parseId))
		.addOption(
			new Option('--kind <kind>', 'the tool, where there is no source yet')
				.choices(sourceKindNames)
				.conflicts('source'),
		)
		.addHelpText(
			'after',
			examples(
				'candor alerts test alert.json --source prometheus',
				'candor alerts test alert.json --kind alertmanager',
			),
		)
		.action(async (file: string, { source, kind }: TestOptions, self: Command) => {
			if (source === undefined && kind === undefined)
				throw new CliError('usage', 'Name the source with --source, or the tool with --kind.');
			const session = openSession(io, self);
			const document = await readDataObject(io, file, 'a message of a monitoring tool');
			const result = await session.client.write({
				method: 'POST',
				path: 'v1/alert-rule-test',
				body: { ...(source === undefined ? { kind } : { source }), document },
				expectation: tested,
			});
			session.printResult(result, () =>
				requireObjects(sanitize(result), 'alerts').flatMap((alert: JsonObject) => testedLines(alert)),
			);
		});
}

const tested = {
	isConfirmedBy: (body: unknown) => Array.isArray((Object(body) as { readonly alerts?: unknown }).alerts),
	statement: 'The rules were tested',
	checkWith: 'candor rules list',
};
