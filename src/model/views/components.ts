/** The components and their statuses. `now` is epoch milliseconds. */
import { compareText } from '../compare-text.ts';
import type { ComponentValue } from '../records/component.ts';
import { liveRecord, recordsOfKind, type State } from '../state/state.ts';
import { type ComponentStatus, componentStatuses, statusForImpact, worst } from '../vocabulary.ts';
import { activeNotices, type Notice } from './notices.ts';

export interface ComponentView {
	readonly id: string;
	readonly value: ComponentValue;
	/** The status that an operator set, otherwise the worst that the active notices give it. */
	readonly status: ComponentStatus;
}

/** Whether a notice counts for the status of components. */
type NoticeFilter = (notice: Notice) => boolean;
const isNoDrill: NoticeFilter = ({ value }) => !value.drill;

/** A component's name. An unknown component has its id as the name. */
export const componentName = (state: State, id: string): string =>
	(liveRecord(state, 'component', id)?.value as ComponentValue | undefined)?.name ?? id;

/**
 * All components with their statuses, by position and then by name.
 *
 * @param counts - Which notices count: those that concern the visitor. Default: all but drills.
 */
export function components(state: State, now: number, counts = isNoDrill): ComponentView[] {
	const affected = activeNotices(state, now)
		.filter(counts)
		.flatMap(({ value }) => value.affected);
	return ([...recordsOfKind(state, 'component')] as Omit<ComponentView, 'status'>[])
		.sort(
			(a, b) =>
				a.value.position - b.value.position ||
				compareText(a.value.name, b.value.name) ||
				compareText(a.id, b.id),
		)
		.map(({ id, value }) => {
			const derived = affected.filter(({ component }) => component === id).map(({ status }) => status);
			const setByOperator = componentStatuses.find((status) => status === value.status);
			return { id, value, status: setByOperator ?? worst(componentStatuses, derived) };
		});
}

/**
 * The status of the whole page: the worst of all components and of what the impact of active incidents amounts to.
 *
 * @param counts - As for {@link components}.
 */
export const overallStatus = (state: State, now: number, counts = isNoDrill): ComponentStatus =>
	worst(componentStatuses, [
		...components(state, now, counts).map(({ status }) => status),
		...activeNotices(state, now)
			.filter((notice) => notice.value.kind === 'incident' && counts(notice))
			.map(({ value }) => statusForImpact[value.impact]),
	]);
