/** What the page is called and which components it speaks of. */
import type { CommandOf } from '../commands/commands.ts';
import { CandorError } from '../errors.ts';
import type { ComponentValue } from '../records/records.ts';
import { type Change, liveRecords, recordKey, type State } from '../state/commit.ts';
import { isEnded, notices } from '../views/notices.ts';
import type { Context } from './context.ts';

export const putPage = (command: CommandOf<'put-page'>): Change[] => [
	{
		kind: 'page',
		id: 'page',
		value: {
			name: command.name,
			statusUrl: command.statusUrl ?? null,
			supportUrl: command.supportUrl ?? null,
			subscribe: command.subscribe ?? [],
		},
	},
];

const known = (state: State, id: string) =>
	state.records.get(recordKey('component', id))?.value as ComponentValue | null | undefined;

/** The position after the last component. */
const nextPosition = (state: State): number =>
	liveRecords(state)
		.filter((record) => record.kind === 'component')
		.reduce((next, { value }) => Math.max(next, Math.min((value as ComponentValue).position + 1, 10_000)), 0);

export const putComponent = (command: CommandOf<'put-component'>, state: State): Change[] => [
	{
		kind: 'component',
		id: command.id,
		value: {
			name: command.name,
			description: command.description ?? null,
			group: command.group ?? null,
			position: command.position ?? known(state, command.id)?.position ?? nextPosition(state),
			status: command.status ?? null,
		},
	},
];

export function removeComponent(
	{ id }: CommandOf<'remove-component'>,
	state: State,
	{ now }: Context,
): Change[] {
	if (!known(state, id))
		throw new CandorError(
			'not-found',
			`There is no component "${id}". List the components to see their ids.`,
		);
	const naming = notices(state).filter(
		({ value }) =>
			!isEnded(value, Date.parse(now)) &&
			(value.unaffected.includes(id) || value.affected.some(({ component }) => component === id)),
	);
	if (naming.length > 0) {
		const names = naming.map((notice) => `"${notice.value.title}" (${notice.id})`).join(', ');
		throw new CandorError(
			'component-in-use',
			`Open notices name the component "${id}": ${names}. Resolve them or take the component out of them first.`,
		);
	}
	return [{ kind: 'component', id, value: null }];
}

/** "checkout-api" reads "Checkout api": good enough on the worst day, renamed with `put-component` on a better one. */
const nameFrom = (id: string): string => {
	const name = id.replaceAll('-', ' ').trim();
	return name.charAt(0).toUpperCase() + name.slice(1);
};

/** Components that a notice names before anybody made them: on the worst day the notice must get out. */
export function missingComponents(state: State, ids: readonly string[]): Change[] {
	const first = nextPosition(state);
	return [...new Set(ids)]
		.filter((id) => !known(state, id))
		.map((id, index) => ({
			kind: 'component',
			id,
			value: {
				name: nameFrom(id),
				description: null,
				group: null,
				position: Math.min(first + index, 10_000),
				status: null,
			},
		}));
}
