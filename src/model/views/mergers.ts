import type { MergerValue } from '../generated/record-types.ts';
import { liveRecord, type State } from '../state/state.ts';
import { notice } from './notices.ts';

/**
 * The notice that a duplicate was merged into; `null`: it is no duplicate, or it was reopened
 * since.
 */
export function mergedInto(state: State, id: string): string | null {
	const merger = liveRecord(state, 'merger', id)?.value as MergerValue | undefined;
	return merger && notice(state, id)?.value.endedAt === merger.at ? merger.into : null;
}
