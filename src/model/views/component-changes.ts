/** What each update of a notice changed for the components. */

import type { ComponentStatus } from '../vocabulary.ts';
import type { Update } from './notices.ts';

export interface ComponentChange {
	readonly component: string;
	/** As the notice's earlier updates had it; `null` where none had named the component. */
	readonly before: ComponentStatus | null;
	readonly after: ComponentStatus;
}

/** The changes of each update by its id. `updates`: a notice's, the newest first, as `timeline` gives them. What stays as it was is no change. */
export function componentChanges(
	updates: readonly Update[],
): ReadonlyMap<string, readonly ComponentChange[]> {
	const standing = new Map<string, ComponentStatus>();
	const changes = new Map<string, readonly ComponentChange[]>();
	for (const { id, value } of [...updates].reverse())
		changes.set(
			id,
			value.affected.flatMap(({ component, status }) => {
				const before = standing.get(component) ?? null;
				standing.set(component, status);
				return before === status ? [] : [{ component, before, after: status }];
			}),
		);
	return changes;
}
