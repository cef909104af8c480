/** Feeds for previews: the state as it would be, shown by the product's own elements. */
import type { Feed } from '../../client/index.ts';
import { createListeners } from '../../client/listeners.ts';
import { merge, type State, type StateRecord } from '../../model/state/state.ts';

/** A feed of the live one that remembers no dismissal and never closes the real one. */
export function previewOf(live: Feed, change: (state: State) => State = (state) => state): Feed {
	const listeners = createListeners();
	let from = live.snapshot();
	let shown = { ...from, state: change(from.state) };
	return {
		source: live.source,
		sources: [],
		snapshot() {
			const next = live.snapshot();
			if (next !== from) shown = { ...next, state: change(next.state) };
			from = next;
			return shown;
		},
		subscribe: live.subscribe,
		clock: live.clock,
		dismissals: { isDismissed: () => false, dismiss: () => undefined, subscribe: listeners.subscribe },
		setFinding: () => undefined,
		close: () => undefined,
	};
}

/** A notice as the API returns it: its record, and its updates beside it. */
export interface NoticeResource {
	readonly id: string;
	readonly updates: readonly { readonly id: string }[];
}

/** The records of a notice that is not in the log. They are newer than all that are. */
export function recordsOfResource(resource: NoticeResource): StateRecord[] {
	const seq = Number.MAX_SAFE_INTEGER;
	const {
		id,
		updates,
		seq: _,
		warnings: __,
		...value
	} = resource as NoticeResource & {
		readonly seq?: number;
		readonly warnings?: unknown;
	};
	return [
		{ kind: 'notice', id, seq, value },
		...updates.map(({ id: update, ...fields }) => ({ kind: 'update', id: update, seq, value: fields })),
	];
}

/** The state with these records. `only`: without all other notices. */
export function withRecords(state: State, records: readonly StateRecord[]): State {
	return merge(state, state.seq, records);
}
