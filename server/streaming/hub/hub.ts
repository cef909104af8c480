/** Fan-out: one buffer per commit, written to the sockets of all readers. */
import type { Socket } from 'node:net';
import { heartbeat } from '../../../src/model/wire/wire.ts';
import type { Clock } from '../../core/clock.ts';
import { every } from '../../core/every.ts';
import { Backlog, type BacklogLimits } from './backlog.ts';
import { markReader, Reader, readerOf, type Seat } from './connection.ts';
import { drainEvenly } from './drain.ts';
import { Wheel } from './wheel.ts';

export interface HubOptions extends BacklogLimits {
	/** No reader hears nothing for longer than this, in milliseconds. */
	readonly heartbeatMs: number;
	/** After about how long a reader is asked to come back to another server, in milliseconds; `Infinity`: never. */
	readonly rotationMs: number;
	/** The frame that asks a reader to come back; made when it is sent, because signatures expire. */
	readonly retire: () => Buffer;
	/** From 0 to 1, for the ages at which readers are asked to come back. */
	readonly random: () => number;
}

/** The largest number that costs a reader no memory of its own: years, in ticks. */
const never = 2 ** 30 - 1;
const beat = Buffer.from(heartbeat);
const nobody: Seat = { leave: () => undefined };

export class Hub {
	readonly #clock: Clock;
	readonly #options: HubOptions;
	readonly #wheel: Wheel;
	readonly #backlog: Backlog;
	/** Readers who have been told to go, and whose sockets are still open. */
	readonly #leaving = new Set<Reader>();
	readonly #onClose: (this: Socket) => void;
	readonly #stopWheel: () => void;
	#tick = 0;
	#draining = false;

	constructor(clock: Clock, options: HubOptions) {
		this.#clock = clock;
		this.#options = options;
		this.#wheel = new Wheel(options.heartbeatMs);
		this.#backlog = new Backlog(options, this.#wheel.tickMs, (reader) => this.#cut(reader));
		const hub = this;
		// One function for all readers: it knows whose it is by `this`.
		this.#onClose = function onClose() {
			hub.#remove(this);
		};
		this.#stopWheel = every(clock, this.#wheel.tickMs, () => this.#turn());
	}

	get size(): number {
		return this.#wheel.size;
	}

	/** Whether this socket is a reader's. */
	has(socket: Socket): boolean {
		return readerOf(socket) !== undefined;
	}

	get draining(): boolean {
		return this.#draining;
	}

	/** Takes a socket on whose stream `first` is the next to be written. The reader leaves its `seat` when it is gone. */
	attach(socket: Socket, first: Buffer, seat: Seat = nobody): void {
		// Some earlier and some later, so that those who came together do not come back together.
		const ageMs = this.#options.rotationMs * (0.75 + this.#options.random() / 2);
		const dueAt = Math.min(this.#tick + Math.ceil(ageMs / this.#wheel.tickMs), never);
		const reader = new Reader(socket, seat, dueAt);
		markReader(reader);
		// A reader who goes away in the middle of a write is no fault: `close` follows.
		if (socket.listenerCount('error') === 0) socket.on('error', ignore);
		socket.on('close', this.#onClose);
		this.#wheel.add(reader);
		this.#backlog.greet(reader, first, this.#tick);
	}

	/** Writes a frame to every reader. It waits for none of them. */
	publish(frame: Buffer): void {
		const tick = this.#tick;
		for (const spoke of this.#wheel.spokes) this.#backlog.writeAll(spoke, frame, tick);
	}

	/**
	 * Asks every reader to come back, and ends their streams one by one over `windowMs`; those who are still there go on
	 * getting every frame. Resolves once all are gone; those who read no more are cut `patienceMs` after the last.
	 */
	async drain(windowMs: number, patienceMs: number): Promise<void> {
		this.#draining = true;
		const retire = (count: number): void => this.#retireSome(count);
		await drainEvenly(this.#clock, windowMs, () => this.size, retire);
		const cancel = this.#clock.after(patienceMs, () => {
			for (const { socket } of this.#leaving) socket.destroy();
		});
		await Promise.all([...this.#leaving].map(gone));
		cancel();
		this.#stopWheel();
	}

	/** One tick of the wheel: heartbeats, readers whose time is over, and those whose writes are stuck. */
	#turn(): void {
		const tick = this.#tick++;
		let retire: Buffer | undefined;
		this.#wheel.visit(tick, (reader) => {
			if (tick < reader.dueAt) {
				this.#backlog.beat(reader, beat, tick);
			} else {
				retire ??= this.#options.retire();
				this.#retire(reader, retire);
			}
		});
		this.#backlog.sweep(tick);
	}

	#retireSome(count: number): void {
		const retire = this.#options.retire();
		for (let spoke = 0, left = count; left > 0 && this.size > 0; spoke++) {
			const reader = this.#wheel.lastOf(spoke);
			if (!reader) continue;
			this.#retire(reader, retire);
			left -= 1;
		}
	}

	#retire(reader: Reader, retire: Buffer): void {
		this.#wheel.remove(reader);
		this.#leaving.add(reader);
		this.#backlog.end(reader, retire, this.#tick);
	}

	#cut(reader: Reader): void {
		this.#wheel.remove(reader);
		reader.socket.destroy();
	}

	#remove(socket: Socket): void {
		const reader = readerOf(socket);
		if (!reader) return;
		this.#wheel.remove(reader);
		this.#leaving.delete(reader);
		this.#backlog.forget(reader);
		reader.seat.leave();
	}
}

const gone = ({ socket }: Reader): Promise<void> =>
	new Promise((resolve) => void socket.once('close', () => resolve()));

const ignore = (): void => undefined;
