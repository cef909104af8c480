import { defaultHeartbeatMs } from '../../src/model/wire/delivery.ts';
import type { Policy } from '../../src/model/wire/frames.ts';

/** Options of the streaming part of a server. In their names a "reader" is an open stream. */
export interface StreamingOptions {
	/** Whether clients stream or poll, and how often they poll. Default: stream. */
	readonly policy?: Policy;
	/**
	 * Whether service workers may show a status page in place of pages that cannot be loaded
	 * (docs/how-to/service-worker.md). Default: true.
	 */
	readonly takeover?: boolean;
	/**
	 * The interval at which a stream carries the server's time, in milliseconds; at most a minute.
	 * Default: 15,000.
	 */
	readonly heartbeatMs?: number;
	/**
	 * The maximum number of open streams. Default, `null`: the limit of open files, minus a reserve
	 * for operators.
	 */
	readonly readerLimit?: number | null;
	/**
	 * The maximum number of open streams per address. Default, `null`: a tenth of all, at most 1,000.
	 */
	readonly readersPerAddress?: number | null;
	/**
	 * The addresses and ranges of the reverse proxies in front of this server. Their
	 * `X-Forwarded-For` header is believed, and their own connections are not limited per address.
	 * Default, `null`: the header is ignored, and connections from this machine are not limited per
	 * address.
	 */
	readonly trustedProxies?: readonly string[] | null;
	/**
	 * The mean age at which the server asks a client to reconnect, in milliseconds, so that the load
	 * spreads over all servers; 0: never. Default: 3,600,000 (one hour).
	 */
	readonly rotationMs?: number;
	/**
	 * The longest time over which `close` spreads the end of all streams, in milliseconds. Default:
	 * 8,000.
	 */
	readonly drainMs?: number;
}

export const streamingDefaults = {
	heartbeatMs: defaultHeartbeatMs,
	rotationMs: 3_600_000,
	// Many process managers kill a process 10 s after they asked it to stop.
	drainMs: 8_000,
} as const satisfies StreamingOptions;
