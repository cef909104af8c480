/** The components and their statuses. `now` is server time, epoch milliseconds. */
import { compareText } from '../compare-text.ts';
import type { ComponentValue } from '../records/component.ts';
import { liveRecord, recordsOfKind, type State } from '../state/state.ts';
import { type ComponentStatus, componentStatuses, statusForImpact, worst } from '../vocabulary.ts';
import { activeNotices, type Notice } from './notices.ts';

export interface ComponentView {
	readonly id: string;
	readonly value: ComponentValue;
	/** The status that an operator set; otherwise the worst that open notices give the component. */
	readonly status: ComponentStatus;
	/** The worst that the active notices give it, also where an operator set another status. */
	readonly announced: ComponentStatus;
}

/** Decides which open notices count for a status. */
type NoticeFilter = (notice: Notice) => boolean;
const isNotDrill: NoticeFilter = ({ value }) => !value.drill;

/** The status that an operator set. `null` if there is none, or if its end has passed. */
export const statusSetByHand = ({ status, until }: ComponentValue, now: number): ComponentStatus | null =>
	until != null && Date.parse(until) <= now
		? null
		: (componentStatuses.find((known) => known === status) ?? null);

/** A component's name. An unknown or removed component has its id as the name. */
export const componentName = (state: State, id: string): string =>
	(liveRecord(state, 'component', id)?.value as ComponentValue | undefined)?.name ?? id;

/**
 * All components with their statuses, by position and then by name.
 *
 * @param isCounted - Whether a notice counts. Default: all but drills. An element passes whether
 * the notice concerns its visitor.
 */
export function components(state: State, now: number, isCounted = isNotDrill): ComponentView[] {
	const affected = activeNotices(state, now)
		.filter(isCounted)
		.flatMap(({ value }) => value.affected);
	return ([...recordsOfKind(state, 'component')] as Pick<ComponentView, 'id' | 'value'>[])
		.sort(
			(a, b) =>
				a.value.position - b.value.position ||
				compareText(a.value.name, b.value.name) ||
				compareText(a.id, b.id),
		)
		.map(({ id, value }) => {
			const fromNotices = affected.filter(({ component }) => component === id).map(({ status }) => status);
			const announced = worst(componentStatuses, fromNotices);
			return { id, value, announced, status: statusSetByHand(value, now) ?? announced };
		});
}

/**
 * The overall status: the worst of all components' statuses and of those that the impacts of open
 * incidents stand for.
 *
 * @param isCounted - As for {@link components}.
 */
export const overallStatus = (state: State, now: number, isCounted = isNotDrill): ComponentStatus =>
	worst(componentStatuses, [
		...components(state, now, isCounted).map(({ status }) => status),
		...activeNotices(state, now)
			.filter((notice) => notice.value.kind === 'incident' && isCounted(notice))
			.map(({ value }) => statusForImpact[value.impact]),
	]);

/** The next time at which a status set by an operator ends. `null` if there is none. */
export function nextStatusEndAt(state: State, now: number): number | null {
	const ends = recordsOfKind(state, 'component')
		.map(({ value }) => Date.parse((value as ComponentValue).until ?? ''))
		.filter((at) => at > now);
	return ends.length > 0 ? Math.min(...ends) : null;
}
