/** The events of remedies and post-mortems between two states. Pure. */
import type { State } from '../../../src/model/state/state.ts';
import { postmortemOf } from '../../../src/model/views/postmortems.ts';
import { remedies } from '../../../src/model/views/remedies.ts';
import { oneLine } from '../terminal-text.ts';
import type { StateAt, WatchEvent } from './event.ts';

interface Document {
	readonly id: string;
	readonly seq: number;
	readonly value: { readonly title: string; readonly notice: string | null };
}

const postmortems = (state: State): Document[] =>
	[...state.records.values()].flatMap(({ kind, id }) =>
		kind === 'postmortem' ? (postmortemOf(state, id) ?? []) : [],
	);

function documentEvents(
	type: 'remedy' | 'postmortem',
	before: readonly Document[],
	after: readonly Document[],
): WatchEvent[] {
	const label = type === 'remedy' ? 'Remedy' : 'Post-mortem';
	const event = (action: string, { value: { title, notice } }: Document): WatchEvent => ({
		type,
		...(notice !== null && { notice }),
		text: `${label} ${action}: “${oneLine(title)}”`,
	});
	return [
		...after.flatMap((document) => {
			const old = before.find(({ id }) => id === document.id);
			if (old?.seq === document.seq) return [];
			return [event(old ? 'changed' : 'published', document)];
		}),
		...before
			.filter(({ id }) => !after.some((document) => document.id === id))
			.map((document) => event('removed', document)),
	];
}

export const remedyAndPostmortemEvents = (before: StateAt, after: StateAt): WatchEvent[] => [
	...documentEvents('remedy', remedies(before.state), remedies(after.state)),
	...documentEvents('postmortem', postmortems(before.state), postmortems(after.state)),
];
