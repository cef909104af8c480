/** `candor components` and `page`: what the page is called and what it speaks of. What is not given stays as it is. */
import { type Command, Option } from 'commander';
import { componentStatuses } from '../../../src/model/vocabulary.ts';
import { type Json, objectIn, objectsIn } from '../answer.ts';
import { pathTo } from '../client.ts';
import { Failure } from '../exit.ts';
import { removed, storedComponent } from '../expected.ts';
import { harmless, oneLine } from '../harmless.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { parseId, parseWhole, quoted } from '../options.ts';
import { table } from '../render/style.ts';
import { statusWord } from '../render/words.ts';
import { openSession } from '../session.ts';

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
			const answer = await session.client.read('v1/components');
			const parts = objectsIn(harmless(answer), 'components');
			session.answer(answer, () => {
				if (parts.length === 0) return ['No components yet. A notice that names one makes it.'];
				return table(parts.map(componentRow), session.style, statusAndId);
			});
		});
	components
		.command('set')
		.summary('make or change a component')
		.description('Makes a component, or changes what is given of it.')
		.argument('<id>', 'such as checkout', parseId)
		.option('--name <name>', 'as customers know it; a new component needs one')
		.option('--group <name>', 'the heading it stands under; "" takes it away')
		.option('--description <line>', 'one line; "" takes it away')
		.addOption(
			new Option('--status <status>', 'set by hand; "auto" lets the open notices decide').choices([
				...componentStatuses,
				'auto',
			]),
		)
		.addOption(new Option('--position <number>', 'lower comes first').argParser(parseWhole))
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
			const parts = objectsIn(await session.client.read('v1/components'), 'components');
			const before = parts.find((part) => part.id === id);
			if (!before && options.name === undefined)
				throw new Failure('usage', `There is no component ${quoted(id)} yet. Give it a --name to make it.`);
			const written = await session.client.write({
				method: 'PUT',
				path: pathTo('v1', 'components', id),
				body: componentBody(before, options),
				expected: storedComponent(id),
				// What stays was read a moment ago: it must not undo what somebody else did since.
				ifMatch: typeof before?.seq === 'number' ? before.seq : undefined,
			});
			session.answer(written, () => [
				before ? 'Changed.' : 'Made.',
				...table([componentRow(objectIn(harmless(written)))], session.style, statusAndId),
			]);
		});
	components
		.command('remove')
		.summary('take a component away')
		.description('Takes a component away. It must not be named by an open notice.')
		.argument('<id>', 'such as old-search', parseId)
		.addHelpText('after', examples('candor components remove old-search'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'components', id),
				expected: removed('candor components'),
			});
			session.answer({ id, removed: true }, () => [`Removed the component ${quoted(id)}.`]);
		});
}

/** The whole component, since a PUT replaces it: what is not given is kept. */
function componentBody(before: Json | undefined, options: ComponentOptions): object {
	const { name, group, description, position, status } = options;
	const kept = (value: unknown): unknown => value ?? null;
	return {
		name: name ?? before?.name,
		group: group === undefined ? kept(before?.group) : group || null,
		description: description === undefined ? kept(before?.description) : description || null,
		status: status === undefined ? kept(before?.status) : status === 'auto' ? null : status,
		...((position ?? before?.position) !== undefined && { position: position ?? before?.position }),
	};
}

const text = (value: unknown): string => (typeof value === 'string' ? oneLine(value) : '');

/** The columns that are seen whole on any terminal: they come first. */
const statusAndId = 2;
const componentRow = ({ id, name, group, status, currentStatus }: Json): string[] => [
	statusWord(text(currentStatus ?? status ?? 'operational')),
	text(id),
	text(name),
	status === null || status === undefined ? '' : 'set by hand',
	text(group),
];
