import type { Environment } from '../environment.ts';
import type { Store } from '../store/store.ts';
import type { RefusalReason } from '../trust/refused.ts';
import type { Verify } from '../trust/verify.ts';

/** What a connection needs besides its sources. */
export interface Dependencies {
	readonly environment: Environment;
	readonly store: Store;
	/** `null` when the page pins no keys. */
	readonly verify: Verify | null;
	/** Called when content was refused. `address`: of the snapshot of the source. */
	readonly onRefused: (reason: RefusalReason, address: string) => void;
}
