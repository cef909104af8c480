/** Remedies and post-mortems that came, changed or went between two moments. */
import type { State } from '../../../src/model/state/commit.ts';
import { postmortemOf, remedies } from '../../../src/model/views/remedies.ts';
import { oneLine } from '../harmless.ts';
import type { Happening, Moment } from './events.ts';

interface Known {
	readonly id: string;
	readonly seq: number;
	readonly value: { readonly title: string; readonly notice: string | null };
}

const postmortems = (state: State): Known[] =>
	[...state.records.values()].flatMap(({ kind, id }) =>
		kind === 'postmortem' ? (postmortemOf(state, id) ?? []) : [],
	);

function compared(type: 'remedy' | 'postmortem', old: readonly Known[], now: readonly Known[]): Happening[] {
	const word = type === 'remedy' ? 'Remedy' : 'Post-mortem';
	const happened = (deed: string, { value: { title, notice } }: Known): Happening => ({
		type,
		...(notice !== null && { notice }),
		text: `${word} ${deed}: “${oneLine(title)}”`,
	});
	return [
		...now.flatMap((each) => {
			const before = old.find(({ id }) => id === each.id);
			if (before?.seq === each.seq) return [];
			return [happened(before ? 'changed' : 'published', each)];
		}),
		...old.filter(({ id }) => !now.some((each) => each.id === id)).map((each) => happened('removed', each)),
	];
}

export const aftermathHappenings = (before: Moment, after: Moment): Happening[] => [
	...compared('remedy', remedies(before.state), remedies(after.state)),
	...compared('postmortem', postmortems(before.state), postmortems(after.state)),
];
