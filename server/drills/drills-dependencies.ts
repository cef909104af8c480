import type { PolicyPack } from '../../src/model/policy-pack/policy-pack.ts';
import type { Clock } from '../core/clock.ts';
import type { CommandHandler } from '../core/command-handler.ts';
import type { LiveState } from '../core/live-state.ts';
import type { PrivateStore } from '../core/private-store/private-store.ts';
import type { Sessions } from '../core/sessions/sessions.ts';
import type { Tokens } from '../core/tokens/tokens.ts';
import type { DrillSystem, DrillSystemOptions } from './drill-system.ts';
import type { LiveHandlerOptions } from './live-handler.ts';

/** What the drills of a server need of it. */
export interface DrillsDependencies {
	readonly privateStore: PrivateStore;
	readonly liveState: LiveState;
	readonly tokens: Tokens;
	readonly sessions: Sessions;
	readonly clock: Clock;
	readonly newId: () => string;
	readonly pack: PolicyPack | null;
	/** The mount path of the server, without a slash at its end. */
	readonly mountPath: string;
	readonly openSystem: (options: DrillSystemOptions) => Promise<DrillSystem>;
	readonly recordFailure: LiveHandlerOptions['recordFailure'];
	/** Gets the error when a drill cannot be ended by itself, or a request failed. */
	readonly onError: (error: unknown) => void;
	readonly commandHandler: CommandHandler;
}
