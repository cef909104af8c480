import type { ComponentStatus } from '../vocabulary.ts';
import type { Update } from './updates.ts';

export interface ComponentChange {
	readonly component: string;
	/** The status in the notice's earlier updates. `null` if none of them named the component. */
	readonly before: ComponentStatus | null;
	readonly after: ComponentStatus;
}

/**
 * What each update of a notice changed for the components, by the update's id. A status that stayed
 * the same is no change. What planned maintenance will change, it changes when it begins.
 *
 * @param updates - The updates of one notice, the newest first, as `timeline` returns them.
 */
export function componentChanges(
	updates: readonly Update[],
): ReadonlyMap<string, readonly ComponentChange[]> {
	const statuses = new Map<string, ComponentStatus>();
	/** What maintenance that has not begun will change. */
	const planned = new Map<string, ComponentStatus>();
	const changes = new Map<string, readonly ComponentChange[]>();
	let phase: string | null = null;
	for (const { id, value } of [...updates].reverse()) {
		const wasPlanned = phase === 'scheduled';
		phase = value.phase ?? phase;
		const named = value.affected.map(({ component, status }) => [component, status] as const);
		if (phase === 'scheduled') {
			for (const [component, status] of named) planned.set(component, status);
			changes.set(id, []);
			continue;
		}
		// Cancelled work has changed nothing.
		const begun = phase === 'cancelled' && wasPlanned ? [] : [...new Map([...planned, ...named])];
		planned.clear();
		changes.set(
			id,
			begun.flatMap(([component, status]) => {
				const before = statuses.get(component) ?? null;
				statuses.set(component, status);
				return before === status ? [] : [{ component, before, after: status }];
			}),
		);
	}
	return changes;
}
