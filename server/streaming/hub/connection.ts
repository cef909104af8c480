/** One reader's place in the hub. Plain fields, because there may be a million of them. */
import type { Socket } from 'node:net';

/** What counted this reader when it came, and has to hear that it has gone. */
export interface Seat {
	leave(): void;
}

export class Reader {
	readonly socket: Socket;
	readonly seat: Seat;
	/** The spoke of the wheel that it sits on, and where on it; -1 once it has been told to go. */
	spoke = -1;
	place = -1;
	/** The tick at which it is asked to come back to another server. */
	readonly dueAt: number;
	/** Whether the system has been told to send each write at once. */
	prompt = false;
	/** The length of the one write that the system has not taken in yet: a large frame is no backlog. */
	allowance = 0;
	/** What the system had taken in, in bytes, when that was last found to have grown, and at which tick that was. */
	taken = 0;
	movedAt = 0;

	constructor(socket: Socket, seat: Seat, dueAt: number) {
		this.socket = socket;
		this.seat = seat;
		this.dueAt = dueAt;
	}
}

const key = Symbol('reader');
type Followed = Socket & { [key]?: Reader };

/** Kept on the socket itself: a map of all readers would cost more than what it holds. */
export const readerOf = (socket: Socket): Reader | undefined => (socket as Followed)[key];

export function markReader(reader: Reader): void {
	(reader.socket as Followed)[key] = reader;
}
