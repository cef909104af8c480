import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import { newComponent } from '../new-record.ts';
import type { ComponentValue } from '../records/component.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, recordsOfKind, type State } from '../state/state.ts';
import { isEnded, notices } from '../views/notices.ts';
import type { Context } from './context.ts';

const lastPosition = 10_000;

const existing = (state: State, id: string): ComponentValue | undefined =>
	liveRecord(state, 'component', id)?.value as ComponentValue | undefined;

/** The position after the last component. */
const nextPosition = (state: State): number =>
	recordsOfKind(state, 'component').reduce(
		(next, { value }) => Math.max(next, Math.min((value as ComponentValue).position + 1, lastPosition)),
		0,
	);

export function putComponent(command: CommandOf<'put-component'>, state: State): KnownChange[] {
	const { id, name, description = null, group = null, status = null } = command;
	const position = command.position ?? existing(state, id)?.position ?? nextPosition(state);
	return [{ kind: 'component', id, value: newComponent({ name, description, group, position, status }) }];
}

export function removeComponent(
	{ id }: CommandOf<'remove-component'>,
	state: State,
	{ now }: Context,
): KnownChange[] {
	if (!existing(state, id))
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

/** The name of a component that was created by naming its id: "checkout-api" becomes "Checkout api". */
function nameFrom(id: string): string {
	const name = id.replaceAll('-', ' ').trim();
	return name.charAt(0).toUpperCase() + name.slice(1);
}

/**
 * Creates the components that do not exist yet. A notice may name any component, because in an outage it must be published without
 * other steps first. An operator can rename the component later.
 */
export function missingComponents(state: State, ids: readonly string[]): KnownChange[] {
	const first = nextPosition(state);
	return [...new Set(ids)]
		.filter((id) => !existing(state, id))
		.map((id, index) => ({
			kind: 'component',
			id,
			value: newComponent({ name: nameFrom(id), position: Math.min(first + index, lastPosition) }),
		}));
}
