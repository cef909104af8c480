/**
 * The worker processes as the streaming part of the primary process sees them. Workers run on the
 * same machine and hold streams on the same port.
 */
import type { Socket } from 'node:net';
import type { LiveState } from '../../core/live-state.ts';
import type { StreamRequest } from '../listener/handshake.ts';
import type { StreamFigures } from '../stream-figures.ts';

/** The streams of the primary process, as the workers' code sees them. */
export interface PrimaryStreams {
	/** The number of open streams, and the most that there may be. */
	readonly size: number;
	readonly limit: number;
	/** Gets what happened to the workers' streams. */
	readonly figures: StreamFigures;
	/** Whether this socket carries one of them. */
	has(socket: Socket): boolean;
	/** Opens a stream on a socket whose request a worker has read, or refuses it. */
	open(socket: Socket, request: StreamRequest): void;
}

export interface Workers {
	/** The number of their open streams, by their last messages. */
	readonly streamCount: number;
	/** Replicates the live state to the workers. */
	follow(liveState: LiveState, primary: PrimaryStreams): void;
	/**
	 * Hands a stream off when this process has more than its fair share; `true`: a worker has the
	 * socket.
	 */
	tryHandOff(socket: Socket, request: StreamRequest): boolean;
	/** Spreads the end of all their streams over `windowMs`, then ends the processes. */
	drain(windowMs: number): Promise<void>;
}

export const noWorkers: Workers = {
	streamCount: 0,
	follow: () => undefined,
	tryHandOff: () => false,
	drain: async () => undefined,
};
