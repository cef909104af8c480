/** What a server has of its workers: other processes of this machine that take readers at the same port. */
import type { Socket } from 'node:net';
import type { LiveState } from '../../core/live-state.ts';
import type { StreamRequest } from '../listener/handshake.ts';

/** What workers have to know of the readers of the first process. */
export interface OwnReaders {
	/** How many there are, and how many there may be. */
	readonly size: number;
	readonly limit: number;
	/** Whether this socket is one's. */
	has(socket: Socket): boolean;
	/** Takes one whose handshake a worker has read, or answers why not. */
	welcome(socket: Socket, request: StreamRequest): void;
}

export interface Workers {
	/** How many streams they have, as far as they have told. */
	readonly readers: number;
	/** Has them follow what this process follows. */
	follow(liveState: LiveState, own: OwnReaders): void;
	/** Gives a reader to a worker where this process has more than its share; `true`: the socket is the worker's. */
	place(socket: Socket, request: StreamRequest): boolean;
	/** Spreads the end of all their streams over `windowMs`, then ends them. */
	drain(windowMs: number): Promise<void>;
}

export const noWorkers: Workers = {
	readers: 0,
	follow: () => undefined,
	place: () => false,
	drain: async () => undefined,
};
