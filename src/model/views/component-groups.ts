/** Components as the operator has grouped them. */

import { type ComponentStatus, componentStatuses, worst } from '../vocabulary.ts';
import type { ComponentView } from './notices.ts';

export interface ComponentGroup {
	/** `null`: those that are in no group. */
	readonly name: string | null;
	/** In the order in which they came. */
	readonly components: readonly ComponentView[];
	/** The worst of them. */
	readonly status: ComponentStatus;
}

/** The groups in the order of their first components. */
export function componentGroups(components: readonly ComponentView[]): ComponentGroup[] {
	const groups = new Map<string | null, ComponentView[]>();
	for (const each of components) {
		const name = each.value.group;
		groups.set(name, [...(groups.get(name) ?? []), each]);
	}
	return [...groups].map(([name, members]) => ({
		name,
		components: members,
		status: worst(
			componentStatuses,
			members.map(({ status }) => status),
		),
	}));
}
