import type { ComponentValue } from '../records/component.ts';
import { recordsOfKind, type State } from '../state/state.ts';
import { type ComponentStatus, componentStatuses, worst } from '../vocabulary.ts';
import type { ComponentView } from './components.ts';

export interface ComponentGroup {
	/** `null`: the components without a group. */
	readonly name: string | null;
	/** In the order in which they were given. */
	readonly components: readonly ComponentView[];
	/** The worst status that an operator or an open notice gives one of its components. */
	readonly status: ComponentStatus;
}

/** Components in their groups. The groups are in the order of their first components. */
export function componentGroups(components: readonly ComponentView[]): ComponentGroup[] {
	const groups = new Map<string | null, ComponentView[]>();
	for (const component of components) {
		const name = component.value.group;
		const members = groups.get(name);
		if (members) members.push(component);
		else groups.set(name, [component]);
	}
	return [...groups].map(([name, members]) => ({
		name,
		components: members,
		status: worst(
			componentStatuses,
			members.map((component) => component.worst),
		),
	}));
}

/** The groups of several components that are all among `ids`: their names by those ids. */
export function wholeGroups(state: State, ids: ReadonlySet<string>): ReadonlyMap<string, string> {
	const groups = new Map<string, string[]>();
	for (const { id, value } of recordsOfKind(state, 'component')) {
		const { group } = value as ComponentValue;
		if (group) groups.set(group, [...(groups.get(group) ?? []), id]);
	}
	return new Map(
		[...groups]
			.filter(([, members]) => members.length > 1 && members.every((id) => ids.has(id)))
			.flatMap(([group, members]) => members.map((id): [string, string] => [id, group])),
	);
}
