/** One open stream in the hub. Plain fields, because a process may hold a million of them. */
import type { Socket } from 'node:net';
import type { StreamSlot } from '../admission/slots.ts';

export class StreamConnection {
	readonly socket: Socket;
	/** Released when the socket closes. */
	readonly slot: StreamSlot;
	/** The spoke of the wheel and the index in that spoke; the spoke is -1 outside the wheel. */
	spoke = -1;
	index = -1;
	/** The tick at which the client is asked to reconnect. */
	readonly retireAtTick: number;
	/** Whether the frames are sent compressed (deflate.ts). */
	readonly isDeflated: boolean;
	/** Whether Nagle's algorithm has been switched off for the socket. */
	hasNoDelay = false;
	/**
	 * Bytes of the one write that the kernel has not accepted yet. They do not count as backlog, so
	 * that a frame larger than the backlog limit can be sent at all.
	 */
	allowanceBytes = 0;
	/**
	 * Bytes that the kernel had accepted when that number last grew, and the tick at which it grew.
	 */
	acceptedBytes = 0;
	acceptedAtTick = 0;

	constructor(socket: Socket, slot: StreamSlot, retireAtTick: number, isDeflated: boolean) {
		this.socket = socket;
		this.slot = slot;
		this.retireAtTick = retireAtTick;
		this.isDeflated = isDeflated;
	}
}

const key = Symbol('stream connection');
type SocketWithStream = Socket & { [key]?: StreamConnection };

/** Stored on the socket itself: a map of all streams would take more memory than its values. */
export const streamOf = (socket: Socket): StreamConnection | undefined => (socket as SocketWithStream)[key];

export function storeOnSocket(connection: StreamConnection): void {
	(connection.socket as SocketWithStream)[key] = connection;
}
