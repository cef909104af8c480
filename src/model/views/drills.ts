import { liveRecord, type State } from '../state/state.ts';

/** When the last drill ended, ISO 8601, UTC. `null`: the log knows none. */
export const lastDrillAt = (state: State): string | null =>
	(liveRecord(state, 'drill-held', 'drill')?.value as { readonly endedAt: string } | undefined)?.endedAt ??
	null;
