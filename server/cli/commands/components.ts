/** `candor components`: lists, creates, changes and removes components. */
import { type Command, Option } from 'commander';
import { statusLabels } from '../../../src/model/labels.ts';
import { componentStatuses } from '../../../src/model/vocabulary.ts';
import { pathTo } from '../api/client.ts';
import { removed, storedComponent } from '../api/expectations.ts';
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { parseId, parseInteger } from '../options/parsers.ts';
import { labelOf } from '../render/label.ts';
import { table } from '../render/table.ts';
import { openSession } from '../session.ts';
import { oneLine, quoted, sanitize } from '../terminal-text.ts';

interface ComponentOptions {
	readonly name?: string;
	readonly group?: string;
	readonly status?: string;
	readonly description?: string;
	readonly position?: number;
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
				if (list.length === 0) return ['There are no components yet. A notice that names one creates it.'];
				return table(list.map(componentRow), session.style, uncutColumns);
			});
		});
	addSet(components, io);
	components
		.command('remove')
		.summary('remove a component')
		.description('Removes a component. No open notice may name it.')
		.argument('<id>', 'such as old-search', parseId)
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
	components
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
		.addOption(new Option('--position <number>', 'lower numbers come first').argParser(parseInteger))
		.addHelpText(
			'after',
			examples(
				'candor components set checkout --name "Checkout" --group "Shop"',
				'candor components set checkout --status degraded',
				'candor components set checkout --status auto',
			),
		)
		.action(async (id: string, options: ComponentOptions, self: Command) => {
			const session = openSession(io, self);
			const list = requireObjects(await session.client.read('v1/components'), 'components');
			const previous = list.find((component) => component.id === id);
			if (!previous && options.name === undefined)
				throw new CliError(
					'usage',
					`There is no component ${quoted(id)} yet. Give it a --name to create it.`,
				);
			const written = await session.client.write({
				method: 'PUT',
				path: pathTo('v1', 'components', id),
				body: mergeComponent(previous, options),
				expectation: storedComponent(id),
				// The kept fields must not undo a later change by another operator.
				ifMatch: typeof previous?.seq === 'number' ? previous.seq : undefined,
			});
			session.printResult(written, () => [
				previous ? 'Changed.' : 'Created.',
				...table([componentRow(requireObject(sanitize(written)))], session.style, uncutColumns),
			]);
		});
}

/** The whole component, because a PUT replaces it. Fields that are not given keep their values. */
function mergeComponent(previous: JsonObject | undefined, options: ComponentOptions): object {
	const { name, group, description, position, status } = options;
	const keep = (value: unknown): unknown => value ?? null;
	return {
		name: name ?? previous?.name,
		group: group === undefined ? keep(previous?.group) : group || null,
		description: description === undefined ? keep(previous?.description) : description || null,
		status: status === undefined ? keep(previous?.status) : status === 'auto' ? null : status,
		...((position ?? previous?.position) !== undefined && { position: position ?? previous?.position }),
	};
}

const textOf = (value: unknown): string => (typeof value === 'string' ? oneLine(value) : '');

/** The status and the id come first, because they are printed whole on any terminal. */
const uncutColumns = 2;
const componentRow = ({ id, name, group, status, currentStatus }: JsonObject): string[] => [
	labelOf(statusLabels, textOf(currentStatus ?? status ?? 'operational')),
	textOf(id),
	textOf(name),
	status === null || status === undefined ? '' : 'fixed status',
	textOf(group),
];
