/** The events of components and of the page between two states. Pure. */
import { statusLabels } from '../../../src/model/labels.ts';
import { type ComponentView, components, hidesNotices } from '../../../src/model/views/components.ts';
import { page } from '../../../src/model/views/page.ts';
import { labelOf } from '../render/label.ts';
import { oneLine } from '../terminal-text.ts';
import type { StateAt, WatchEvent } from './event.ts';

export function componentEvents(before: StateAt, after: StateAt): WatchEvent[] {
	const old = new Map(components(before.state, before.now).map((component) => [component.id, component]));
	const current = components(after.state, after.now);
	const currentIds = new Set(current.map(({ id }) => id));
	const event = (component: string, text: string): WatchEvent => ({ type: 'component', component, text });
	return [
		...current
			.map((view) => ({ view, text: statusText(view), known: old.get(view.id) }))
			.filter(({ text, known }) => !known || statusText(known) !== text)
			.map(({ view, text }) => event(view.id, text)),
		...[...old.values()]
			.filter(({ id }) => !currentIds.has(id))
			.map(({ id, value }) => event(id, `Removed: ${oneLine(value.name)}`)),
	];
}

/** "Checkout: Working normally (set by hand; an open notice says: Major outage)". */
function statusText(view: ComponentView): string {
	const { value, status, announced } = view;
	const mark = hidesNotices(view)
		? ` (set by hand; an open notice says: ${labelOf(statusLabels, announced)})`
		: '';
	return `${oneLine(value.name)}: ${labelOf(statusLabels, status)}${mark}`;
}

export function pageEvents(before: StateAt, after: StateAt): WatchEvent[] {
	const [old, current] = [page(before.state), page(after.state)];
	if (!current || JSON.stringify(old) === JSON.stringify(current)) return [];
	return [{ type: 'page', text: `The page is called “${oneLine(current.name)}”` }];
}
