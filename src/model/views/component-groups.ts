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
