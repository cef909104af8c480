/** What a server has of its workers: other processes of this machine that take readers at the same port. */
import type { Socket } from 'node:net';
import type { Follower } from '../follower.ts';
import type { StreamRequest } from '../listener/handshake.ts';

export interface Workers {
	/** How many streams they have, as far as they have told. */
	readonly readers: number;
	/** Has them follow what this process follows; `own` tells how many streams this process has itself. */
	follow(follower: Follower, own: () => number): void;
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
