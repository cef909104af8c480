/** What `candor watch` prints a line about. */
import type { State } from '../../../src/model/state/state.ts';

/** A state at a time, epoch milliseconds: some changes happen by the clock alone. */
export interface StateAt {
	readonly state: State;
	readonly now: number;
}

export interface WatchEvent {
	readonly type:
		| 'opened'
		| 'update'
		| 'ended'
		| 'reopened'
		| 'edited'
		| 'retracted'
		| 'overdue'
		| 'late'
		| 'expired'
		| 'component'
		| 'remedy'
		| 'postmortem'
		| 'page';
	/** The notice's id. */
	readonly notice?: string;
	/** The component's id. */
	readonly component?: string;
	/** One line. */
	readonly text: string;
}
