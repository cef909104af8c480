/** `candor components`: lists, creates, changes and removes components. */
import { type Command, Option } from 'commander';
import { statusLabels } from '../../../src/model/labels.ts';
import { componentStatuses } from '../../../src/model/vocabulary.ts';
import { type ApiClient, pathTo } from '../api/client.ts';
import { removed, storedComponent } from '../api/expectations.ts';
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { parseId, parseInteger } from '../options/parsers.ts';
import { addZoneOption, parseTime, type ReadTime, timeReader, type ZoneOptions } from '../options/time.ts';
import { addDryRunOption } from '../options/write-options.ts';
import { warningLines } from '../render/fields.ts';
import { labelOf } from '../render/label.ts';
import type { Style } from '../render/style.ts';
import { table } from '../render/table.ts';
import { timeText } from '../render/time.ts';
import { openSession } from '../session.ts';
import { oneLine, quoted, sanitize } from '../terminal-text.ts';

interface ComponentOptions extends ZoneOptions {
	readonly name?: string;
	readonly group?: string;
	readonly status?: string;
	readonly description?: string;
	readonly position?: number;
	readonly until?: string;
}

export function addComponents(program: Command, io: Io): void {
	const components = program
		.command('components')
		.summary('the parts of the product that customers know')
		.description('Lists the components with the status that customers see.')
		.addHelpText(
			'after',
			examples(
				'candor components',
				'candor components set checkout --name "Checkout" --group "Shop"',
				'candor components remove old-search',
			),
		)
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/components');
			const list = requireObjects(sanitize(result), 'components');
			session.printResult(result, () => {
				if (list.length === 0)
					return [
						'There are no components yet. Create one: candor components set checkout --name "Checkout"',
					];
				return table(
					list.map((component) => componentRow(component, session.style)),
					session.style,
					uncutColumns,
				);
			});
		});
	addSet(components, io);
	const remove = components
		.command('remove')
		.summary('remove a component')
		.description('Removes a component. No open notice may name it.')
		.argument('<id>', 'such as old-search', parseId);
	addDryRunOption(remove)
		.addHelpText('after', examples('candor components remove old-search'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'components', id),
				expectation: removed('candor components'),
			});
			session.printResult({ id, removed: true }, () => [`Removed the component ${quoted(id)}.`]);
		});
}

function addSet(components: Command, io: Io): void {
	const set = components
		.command('set')
		.summary('create or change a component')
		.description('Creates a component, or changes the given fields of an existing one.')
		.argument('<id>', 'such as checkout', parseId)
		.option('--name <name>', 'the name that customers know; required for a new component')
		.option('--group <name>', 'the heading above it; "" removes it')
		.option('--description <line>', 'one line; "" removes it')
		.addOption(
			new Option('--status <status>', 'a fixed status; "auto" follows the open notices').choices([
				...componentStatuses,
				'auto',
			]),
		)
		.addOption(
			new Option('--until <when>', 'the status ends at this time: 2h, or an instant').argParser(parseTime),
		)
		.addOption(new Option('--position <number>', 'lower numbers come first').argParser(parseInteger));
	addDryRunOption(addZoneOption(set))
		.addHelpText(
			'after',
			examples(
				'candor components set checkout --name "Checkout" --group "Shop"',
				'candor components set checkout --status degraded --until 2h',
				'candor components set checkout --status auto',
			),
		)
		.action(async (id: string, options: ComponentOptions, self: Command) => {
			const session = openSession(io, self);
			const time = await timeReader(session, options);
			const previous = await readComponent(session.client, id);
			if (!previous && options.name === undefined)
				throw new CliError(
					'usage',
					`There is no component ${quoted(id)} yet. Give it a --name to create it.`,
				);
			const changes = changesFrom(options, time);
			const written = await session.client.write({
				...(previous
					? { method: 'PATCH', body: changes }
					: { method: 'PUT', body: { ...emptyComponent, ...changes } }),
				path: pathTo('v1', 'components', id),
				expectation: storedComponent(id),
				ifMatch: typeof previous?.seq === 'number' ? previous.seq : undefined,
			});
			session.printResult(written, () => [
				previous ? 'Changed.' : 'Created.',
				...table(
					[componentRow(requireObject(sanitize(written)), session.style)],
					session.style,
					uncutColumns,
				),
				...warningLines(requireObject(written), session.style),
			]);
		});
}

/** The component, or `null` if there is none. */
async function readComponent(client: ApiClient, id: string): Promise<JsonObject | null> {
	try {
		return requireObject(await client.read(pathTo('v1', 'components', id)));
	} catch (error) {
		if (error instanceof CliError && error.code === 'not-found') return null;
		throw error;
	}
}

/** What the options name. */
function changesFrom(
	{ name, group, description, position, status, until }: ComponentOptions,
	time: ReadTime,
): object {
	return {
		...(name !== undefined && { name }),
		...(group !== undefined && { group: group || null }),
		...(description !== undefined && { description: description || null }),
		...(position !== undefined && { position }),
		...(status !== undefined && { status: status === 'auto' ? null : status }),
		...(until !== undefined && { until: time(until) }),
	};
}

/** A PUT takes the whole component. A position of `null` is after the last one. */
const emptyComponent = { group: null, description: null, position: null, status: null, until: null };

const textOf = (value: unknown): string => (typeof value === 'string' ? oneLine(value) : '');

/** The status and the id come first, because they are printed whole on any terminal. */
const uncutColumns = 2;
const componentRow = (component: JsonObject, style: Style): string[] => {
	const { id, name, group, status, currentStatus } = component;
	return [
		labelOf(statusLabels, textOf(currentStatus ?? status ?? 'operational')),
		textOf(id),
		textOf(name),
		fixedStatusText(component, style),
		textOf(group),
	];
};

/** "fixed status until 14:30 UTC (in 2 h), hides a notice that says: Major outage". */
function fixedStatusText({ status, until, announcedStatus, hidesNotices }: JsonObject, style: Style): string {
	if (status === null || status === undefined) return '';
	const end = typeof until === 'string' ? ` until ${timeText(until, style)}` : '';
	const hidden = labelOf(statusLabels, textOf(announcedStatus));
	return `fixed status${end}${hidesNotices === true ? `, hides a notice that says: ${hidden}` : ''}`;
}
