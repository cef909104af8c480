/** Drafts that wait for an approval, and publications that did not wait. */
import type { OverrideValue, ProposalValue } from '../generated/record-types.ts';
import { liveRecord, recordsOfKind, recordsOfNotice, type State } from '../state/state.ts';

export interface Proposal {
	readonly id: string;
	readonly seq: number;
	readonly value: ProposalValue;
}

export interface Override {
	readonly id: string;
	readonly seq: number;
	readonly value: OverrideValue;
}

const newestFirst = (a: { readonly seq: number }, b: { readonly seq: number }): number => b.seq - a.seq;

export const proposal = (state: State, id: string): Proposal | undefined =>
	liveRecord(state, 'proposal', id) as unknown as Proposal | undefined;

/** The newest first. */
export const proposals = (state: State): Proposal[] =>
	([...recordsOfKind(state, 'proposal')] as unknown as Proposal[]).sort(newestFirst);

/** The newest first. */
export const proposalsOf = (state: State, notice: string): Proposal[] =>
	(recordsOfNotice(state, notice).filter(({ kind }) => kind === 'proposal') as unknown as Proposal[]).sort(
		newestFirst,
	);

/** How long operators are shown what was published without a second person. */
const shownMs = 30 * 24 * 60 * 60_000;
const mostShown = 100;

/** Those that operators are shown at `now`, epoch milliseconds; the newest first. */
export const overrides = (state: State, now: number): Override[] =>
	([...recordsOfKind(state, 'override')] as unknown as Override[])
		.filter(({ value }) => Date.parse(value.at) > now - shownMs)
		.sort(newestFirst)
		.slice(0, mostShown);

/** When the clock publishes or discards a draft next, epoch milliseconds. `null`: it does not. */
export function nextDraftAt(state: State, now: number): number | null {
	const times = proposals(state).flatMap(({ value: { publishAt, discardAt, held } }) =>
		[held == null ? publishAt : null, discardAt].map((at) => Date.parse(at ?? '')),
	);
	const next = Math.min(...times.filter((at) => at > now));
	return next < Number.POSITIVE_INFINITY ? next : null;
}
