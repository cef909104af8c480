/**
 * Writes to stream connections and disconnects those that read too slowly. A disconnected client
 * reconnects with its cursor and gets what it missed.
 */
import { deflated } from './deflate.ts';
import type { StreamConnection } from './stream-connection.ts';

export interface BacklogLimits {
	/** Bytes that may wait for a slow client, beyond the one write that is under way. */
	readonly backlogLimitBytes: number;
	/** Milliseconds that a client may read nothing while data waits for it. */
	readonly stallTimeoutMs: number;
}

/**
 * The slowest line that is supported, in bytes per millisecond: a large frame extends the stall
 * timeout accordingly.
 */
const minBytesPerMs = 8;
/**
 * Connections per batch: the fields needed to write to that many fit into the fastest processor
 * cache.
 */
const batchSize = 32;

export class Backlog {
	readonly #limits: BacklogLimits;
	readonly #tickMs: number;
	readonly #disconnect: (connection: StreamConnection) => void;
	/**
	 * Connections with data that the kernel has not accepted: few, and the only ones that are checked
	 * on every tick.
	 */
	readonly #slow = new Set<StreamConnection>();

	constructor(limits: BacklogLimits, tickMs: number, disconnect: (connection: StreamConnection) => void) {
		this.#limits = limits;
		this.#tickMs = tickMs;
		this.#disconnect = disconnect;
	}

	/** How many connections have not accepted all that was written to them. */
	get waiting(): number {
		return this.#slow.size;
	}

	/**
	 * The first write needs no `setNoDelay`, because nothing is unacknowledged: that saves a system
	 * call per connection in a storm.
	 */
	writeFirst(connection: StreamConnection, bytes: Buffer, tick: number): void {
		this.#write(connection, bytes, tick);
	}

	/**
	 * Writes to every connection and disconnects those above the limit. It iterates from the end,
	 * because a disconnected one is replaced by the last.
	 */
	writeAll(connections: readonly StreamConnection[], bytes: Buffer, tick: number): void {
		for (let end = connections.length; end > 0; end -= batchSize) {
			const start = Math.max(0, end - batchSize);
			// A loop that only reads lets the processor fetch the sockets of the batch from memory in
			// parallel. Without it, each write would wait for its own socket.
			let waitingBytes = 0;
			for (let index = start; index < end; index++)
				waitingBytes += connections[index]?.socket.writableLength ?? 0;
			for (let index = end - 1; index >= start; index--) {
				const connection = connections[index];
				// In nearly every batch nothing is waiting.
				if (connection && (waitingBytes === 0 || this.#hasRoom(connection)))
					this.#writeWithoutDelay(connection, bytes, tick);
			}
		}
	}

	/** Skips a connection with waiting data: a heartbeat behind it would prove nothing. */
	writeHeartbeat(connection: StreamConnection, bytes: Buffer, tick: number): void {
		if (connection.socket.writableLength === 0) this.#writeWithoutDelay(connection, bytes, tick);
	}

	/** Writes the last frame, and closes the socket once it is sent. */
	writeLast(connection: StreamConnection, bytes: Buffer, tick: number): void {
		const { socket } = connection;
		const waitingBytes = socket.writableLength;
		socket.end(encoded(connection, bytes));
		socket.destroySoon();
		if (waitingBytes === 0 && socket.writableLength > 0) this.#watch(connection, tick);
	}

	/** Disconnects every connection that has read nothing for too long. */
	disconnectStalled(tick: number): void {
		for (const connection of this.#slow) {
			const { socket } = connection;
			const waitingBytes = socket.writableLength;
			const acceptedBytes = socket.bytesWritten - waitingBytes;
			if (waitingBytes < connection.allowanceBytes) connection.allowanceBytes = 0;
			if (waitingBytes === 0) this.#slow.delete(connection);
			else if (acceptedBytes !== connection.acceptedBytes) {
				connection.acceptedBytes = acceptedBytes;
				connection.acceptedAtTick = tick;
			} else if (this.#hasStalled(connection, tick)) {
				this.#slow.delete(connection);
				this.#disconnect(connection);
			}
		}
	}

	remove(connection: StreamConnection): void {
		this.#slow.delete(connection);
	}

	#hasStalled({ acceptedAtTick, allowanceBytes }: StreamConnection, tick: number): boolean {
		const timeoutMs = this.#limits.stallTimeoutMs + allowanceBytes / minBytesPerMs;
		return (tick - acceptedAtTick) * this.#tickMs > timeoutMs;
	}

	/** Whether more may be written. Disconnects a connection above the backlog limit. */
	#hasRoom(connection: StreamConnection): boolean {
		const waitingBytes = connection.socket.writableLength;
		if (waitingBytes === 0) return true;
		if (waitingBytes < connection.allowanceBytes) connection.allowanceBytes = 0;
		if (waitingBytes <= this.#limits.backlogLimitBytes + connection.allowanceBytes) return true;
		this.#disconnect(connection);
		return false;
	}

	/** Later writes must not wait for the acknowledgement of earlier ones (Nagle's algorithm). */
	#writeWithoutDelay(connection: StreamConnection, bytes: Buffer, tick: number): void {
		if (!connection.hasNoDelay) {
			connection.hasNoDelay = true;
			connection.socket.setNoDelay(true);
		}
		this.#write(connection, encoded(connection, bytes), tick);
	}

	#write(connection: StreamConnection, bytes: Buffer, tick: number): void {
		const { socket } = connection;
		const waitingBytes = socket.writableLength;
		socket.write(bytes);
		// The kernel nearly always accepts all of it at once.
		if (waitingBytes === 0 && socket.writableLength > 0) this.#watch(connection, tick);
	}

	#watch(connection: StreamConnection, tick: number): void {
		const { socket } = connection;
		connection.allowanceBytes = socket.writableLength;
		connection.acceptedBytes = socket.bytesWritten - connection.allowanceBytes;
		connection.acceptedAtTick = tick;
		this.#slow.add(connection);
	}
}

const encoded = ({ isDeflated }: StreamConnection, frame: Buffer): Buffer =>
	isDeflated ? deflated(frame) : frame;
