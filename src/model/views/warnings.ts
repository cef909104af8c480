/**
 * What an operator should know about a state: what customers see contradicts itself. `now` is epoch
 * milliseconds.
 */
import { statusLabels } from '../labels.ts';
import type { State } from '../state/state.ts';
import { type ComponentView, components, hidesNotices } from './components.ts';
import { activeNotices, isActive, notice } from './notices.ts';

function hiddenNotices(state: State, view: ComponentView, now: number): string {
	const { id, value, status, announced } = view;
	const hidden = activeNotices(state, now)
		.filter((each) => !each.value.drill && each.value.affected.some(({ component }) => component === id))
		.map((each) => `"${each.value.title}" (${each.id})`);
	return `The status of "${value.name}" (${id}) is set by hand to "${statusLabels[status]}" and hides ${hidden.length > 1 ? 'the open notices' : 'the open notice'} ${hidden.join(', ')}, which ${hidden.length > 1 ? 'say at worst' : 'says'} "${statusLabels[announced]}". Set the status to null to follow the notices (candor components set ${id} --status auto).`;
}

/** Warnings about one component. */
export const componentWarnings = (state: State, id: string, now: number): string[] =>
	components(state, now)
		.filter((view) => view.id === id && hidesNotices(view))
		.map((view) => hiddenNotices(state, view, now));

/** Warnings about one notice and the components that it names. */
export function noticeWarnings(state: State, id: string, now: number): string[] {
	const found = notice(state, id);
	if (!found || !isActive(found.value, now)) return [];
	const { kind, impact, affected } = found.value;
	const isAllOperational = affected.length > 0 && affected.every(({ status }) => status === 'operational');
	return [
		...(kind === 'incident' && impact !== 'none' && isAllOperational
			? [
					`The impact of this notice is "${impact}", but it shows all its components as working normally. Name the affected ones again.`,
				]
			: []),
		...affected.flatMap(({ component }) => componentWarnings(state, component, now)),
	];
}
