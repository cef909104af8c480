/** The components and their statuses. `now` is server time, epoch milliseconds. */
import { compareText } from '../compare-text.ts';
import type { AffectedComponent, ComponentValue, NoticeValue } from '../generated/record-types.ts';
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
	/** The worse of both: a status set by an operator never makes a group or the page green. */
	readonly worst: ComponentStatus;
}

/** Whether a component's status was set by hand and is better than what the open notices say. */
export const hidesNotices = ({ status, worst }: ComponentView): boolean => status !== worst;

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
			const status = statusSetByHand(value, now) ?? announced;
			return { id, value, announced, status, worst: worst(componentStatuses, [status, announced]) };
		});
}

/**
 * The affected components whose status an operator set better than the notice says, with that
 * status.
 */
export const betterByHand = (
	state: State,
	{ affected }: Pick<NoticeValue, 'affected'>,
	now: number,
): AffectedComponent[] =>
	affected.flatMap(({ component, status }) => {
		const value = liveRecord(state, 'component', component)?.value as ComponentValue | undefined;
		const byHand = value && statusSetByHand(value, now);
		return byHand && worst(componentStatuses, [byHand, status]) !== byHand
			? [{ component, status: byHand }]
			: [];
	});

/**
 * The overall status: the worst of all components' statuses, of those that open notices give them,
 * and of those that the impacts of open incidents stand for.
 *
 * @param isCounted - As for {@link components}.
 */
export const overallStatus = (state: State, now: number, isCounted = isNotDrill): ComponentStatus =>
	worst(componentStatuses, [
		...components(state, now, isCounted).map((component) => component.worst),
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
