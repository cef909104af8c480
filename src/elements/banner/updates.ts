/** A list of updates, newest first, that keeps the nodes of the updates it already shows. */
import type { RichText } from '../../model/rich-text.ts';
import type { Update } from '../../model/view.ts';
import { fill, h, say } from '../dom.ts';
import * as messages from '../messages.ts';
import { clockTime, relativeTime } from '../time.ts';

interface Entry {
	readonly node: HTMLLIElement;
	show(update: Update, now: number): void;
}

function entry(rich: (text: RichText) => HTMLElement): Entry {
	const time = h('time');
	const phase = h('span', { class: 'tone' });
	const body = h('div');
	return {
		node: h('li', { class: 'stack' }, h('div', { class: 'meta' }, phase, time), body),
		show({ value }, now) {
			say(phase, value.phase ? messages.phase(value.phase) : '');
			say(time, `${clockTime(value.at, now)} (${relativeTime(value.at, now)})`);
			time.dateTime = value.at;
			fill(body, rich(value.body));
		},
	};
}

export function updateList(rich: (text: RichText) => HTMLElement): {
	readonly node: HTMLElement;
	show(updates: readonly Update[], now: number): void;
} {
	const node = h('ol', { class: 'updates', 'aria-label': messages.updates });
	const entries = new Map<string, Entry>();
	return {
		node,
		show(updates, now) {
			const nodes = updates.map((update) => {
				const known = entries.get(update.id) ?? entry(rich);
				entries.set(update.id, known);
				known.show(update, now);
				return known.node;
			});
			for (const id of entries.keys()) if (!updates.some((update) => update.id === id)) entries.delete(id);
			fill(node, ...nodes);
		},
	};
}
