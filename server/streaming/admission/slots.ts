/**
 * What a connection or a stream holds while it counts against a limit. Releasing the slot makes
 * room for another one. The two methods have different names because one object per address serves
 * as the slot of all its connections and streams: nothing is allocated per connection.
 */

/** Held by a connection until it closes or becomes a stream. */
export interface ConnectionSlot {
	releaseConnection(): void;
}

/** Held by a stream until its socket closes. */
export interface StreamSlot {
	releaseStream(): void;
}

/** Counts against no limit. */
export const uncountedSlot: ConnectionSlot & StreamSlot = {
	releaseConnection: () => undefined,
	releaseStream: () => undefined,
};
