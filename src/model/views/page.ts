import type { PageValue } from '../generated/record-types.ts';
import { liveRecord, type State } from '../state/state.ts';

/** What the page is called and where it links to. `null` until an operator has set it. */
export const page = (state: State): PageValue | null =>
	(liveRecord(state, 'page', 'page')?.value ?? null) as PageValue | null;
