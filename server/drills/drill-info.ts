import type { Step } from '../../src/model/drills/scenario.ts';
import type { Operator } from '../core/tokens/tokens.ts';
import type { DrillComponent } from './drill-system.ts';
import type { StoredDrill } from './stored-drill.ts';

export interface NewDrill {
	readonly title: string;
	readonly speed: number;
	readonly components: readonly DrillComponent[];
	/** The steps that the server plays. Missing: operators do everything. */
	readonly steps?: Step[] | undefined;
	/** Plays only the alerts and the faults, and the drill goes on until an operator ends it. */
	readonly people: boolean;
}

/** Who starts a drill. Its scenario is played with the same role. */
export type Starter = Pick<Operator, 'actor' | 'role' | 'owner'>;

export interface DrillInfo extends StoredDrill {
	readonly id: string;
	/** `interrupted`: the server stopped before the drill had ended. */
	readonly state: 'running' | 'ended' | 'interrupted';
}
