/** Positions for components in a given order, with as few changes as possible. */
import { compareText } from '../compare-text.ts';
import type { ComponentValue } from '../records/component.ts';
import { liveRecord, type State } from '../state/state.ts';

interface Named {
	readonly id: string;
	readonly name: string;
}

/** The last position that a component may have. */
export const lastPosition = 10_000;

/**
 * The position of each component by its id. One that comes after its predecessor already keeps its
 * own, so that an unchanged order changes nothing, and neither does one new component at the end.
 */
export function positionsInOrder(ordered: readonly Named[], state: State): ReadonlyMap<string, number> {
	const positions = new Map<string, number>();
	let before: (Named & { readonly position: number }) | null = null;
	for (const { id, name } of ordered) {
		const own = (liveRecord(state, 'component', id)?.value as ComponentValue | undefined)?.position;
		const next: number = before === null ? 0 : before.position + 1;
		const keepsOwn: boolean =
			own !== undefined && (before === null || isAfter({ id, name, position: own }, before));
		const position: number = keepsOwn && own !== undefined ? own : next;
		positions.set(id, position);
		before = { id, name, position };
	}
	if ((before?.position ?? 0) <= lastPosition) return positions;
	return new Map(ordered.map(({ id }, index) => [id, index]));
}

type Placed = Named & { readonly position: number };

/** As the page sorts: by position, then by name. */
const isAfter = (one: Placed, other: Placed): boolean =>
	(one.position - other.position || compareText(one.name, other.name) || compareText(one.id, other.id)) > 0;
