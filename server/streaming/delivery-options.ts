import type { Policy } from '../../src/model/wire/wire.ts';

export interface DeliveryOptions {
	/** How readers should follow. Default: by stream. */
	readonly policy?: Policy;
	/** Whether service workers may answer for pages that cannot be loaded (docs/how-to/service-worker.md). Default: they may. */
	readonly takeover?: boolean;
	/** Every how many milliseconds a comment shows that a stream lives. Default: 15,000. */
	readonly heartbeatMs?: number;
	/** How many streams may be open. Default: what the system's limit of open files allows, with a reserve for operators. */
	readonly readerLimit?: number | null;
	/** How many of them may come from one address. Default: a tenth of them, and 1,000 at the most. */
	readonly readersPerAddress?: number | null;
	/**
	 * The addresses and ranges whose `X-Forwarded-For` is believed; their own connections are not limited by address.
	 * Default, `null`: nobody is believed, and connections from this machine are not limited by address.
	 */
	readonly trustedProxies?: readonly string[] | null;
	/** After about how many milliseconds a stream is moved on, to another server where there is one; 0: never. Default: an hour. */
	readonly rotationMs?: number;
	/** Over how many milliseconds at the most `close` spreads the end of all streams. Default: 8,000. */
	readonly drainMs?: number;
}
