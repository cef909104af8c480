import type { ComponentStatus } from '../vocabulary.ts';
import type { Update } from './updates.ts';

export interface ComponentChange {
	readonly component: string;
	/** The status in the notice's earlier updates. `null` if none of them named the component. */
	readonly before: ComponentStatus | null;
	readonly after: ComponentStatus;
}

/**
 * What each update of a notice changed for the components, by the update's id. A status that stayed the same is no change.
 *
 * @param updates - The updates of one notice, the newest first, as `timeline` returns them.
 */
export function componentChanges(
	updates: readonly Update[],
): ReadonlyMap<string, readonly ComponentChange[]> {
	const statuses = new Map<string, ComponentStatus>();
	const changes = new Map<string, readonly ComponentChange[]>();
	for (const { id, value } of [...updates].reverse())
		changes.set(
			id,
			value.affected.flatMap(({ component, status }) => {
				const before = statuses.get(component) ?? null;
				statuses.set(component, status);
				return before === status ? [] : [{ component, before, after: status }];
			}),
		);
	return changes;
}
