/** Fan-out: one buffer per commit, written to the sockets of all open streams. */
import type { Socket } from 'node:net';
import { maxTimeIntervalMs } from '../../../src/model/wire/delivery.ts';
import { type Clock, repeat } from '../../core/clock.ts';
import { type StreamSlot, uncountedSlot } from '../admission/slots.ts';
import { Backlog, type BacklogLimits } from './backlog.ts';
import { drainEvenly } from './drain.ts';
import { StreamConnection, storeOnSocket, streamOf } from './stream-connection.ts';
import { Wheel } from './wheel.ts';

export interface HubOptions extends BacklogLimits {
	/**
	 * The longest time between two heartbeats of a stream, in milliseconds. A longer one than a
	 * minute counts as a minute.
	 */
	readonly heartbeatMs: number;
	/** The mean age at which a client is asked to reconnect, in milliseconds; `Infinity`: never. */
	readonly rotationMs: number;
	/**
	 * Makes the frame that asks a client to reconnect. Made when it is sent, because signatures
	 * expire.
	 */
	readonly retireFrame: () => Buffer;
	/** The heartbeat: the frame with the server's time. Called at most once a tick. */
	readonly timeFrame: () => Buffer;
	/** Called when a client is disconnected because it reads too slowly. */
	readonly onSlowClose?: () => void;
	/** A number from 0 to 1. It spreads the ages at which clients are asked to reconnect. */
	readonly random: () => number;
}

/** The largest integer that V8 stores inside the object; as a number of ticks, it is years. */
const maxTick = 2 ** 30 - 1;

export class Hub {
	readonly #clock: Clock;
	readonly #options: HubOptions;
	readonly #wheel: Wheel;
	readonly #backlog: Backlog;
	/** Connections that have been sent `retire` and whose sockets are still open. */
	readonly #retiring = new Set<StreamConnection>();
	readonly #onClose: (this: Socket) => void;
	readonly #stopTicking: () => void;
	#tick = 0;
	#draining = false;

	constructor(clock: Clock, options: HubOptions) {
		this.#clock = clock;
		this.#options = options;
		this.#wheel = new Wheel(Math.min(options.heartbeatMs, maxTimeIntervalMs));
		this.#backlog = new Backlog(options, this.#wheel.tickMs, (connection) => {
			options.onSlowClose?.();
			this.#disconnect(connection);
		});
		const hub = this;
		// One function serves all sockets, because `this` is the socket: a closure per stream would
		// cost memory.
		this.#onClose = function onClose() {
			hub.#remove(this);
		};
		this.#stopTicking = repeat(clock, this.#wheel.tickMs, () => this.#onTick());
	}

	/** The number of open streams. */
	get size(): number {
		return this.#wheel.size;
	}

	/** Whether this socket carries a stream, or did until it was closed. */
	has(socket: Socket): boolean {
		return streamOf(socket) !== undefined;
	}

	get draining(): boolean {
		return this.#draining;
	}

	/**
	 * Adds a stream and writes `first` to it as it is. The slot is released when the socket closes.
	 * `isDeflated`: later frames are compressed.
	 */
	attach(socket: Socket, first: Buffer, slot: StreamSlot = uncountedSlot, isDeflated = false): void {
		// Between 75 and 125 %, so that streams opened together do not all reconnect together.
		const ageMs = this.#options.rotationMs * (0.75 + this.#options.random() / 2);
		const retireAtTick = Math.min(this.#tick + Math.ceil(ageMs / this.#wheel.tickMs), maxTick);
		const connection = new StreamConnection(socket, slot, retireAtTick, isDeflated);
		storeOnSocket(connection);
		// A client may disconnect in the middle of a write; `close` follows.
		if (socket.listenerCount('error') === 0) socket.on('error', ignore);
		socket.on('close', this.#onClose);
		this.#wheel.add(connection);
		this.#backlog.writeFirst(connection, first, this.#tick);
	}

	/**
	 * Writes a frame to every stream without waiting for any of them. Returns how many connections
	 * have accepted all of it.
	 */
	publish(frame: Buffer): number {
		const tick = this.#tick;
		for (const spoke of this.#wheel.spokes) this.#backlog.writeAll(spoke, frame, tick);
		return Math.max(0, this.size - this.#backlog.waiting);
	}

	/**
	 * Asks every client to reconnect and ends the streams one by one over `windowMs`; streams that
	 * are still open get every frame. Resolves when all are closed. Clients that no longer read are
	 * disconnected `graceMs` after the last stream was ended.
	 */
	async drain(windowMs: number, graceMs: number): Promise<void> {
		this.#draining = true;
		const retire = (count: number): void => this.#retireSome(count);
		await drainEvenly(this.#clock, windowMs, () => this.size, retire);
		const cancel = this.#clock.after(graceMs, () => {
			for (const { socket } of this.#retiring) socket.destroy();
		});
		await Promise.all([...this.#retiring].map(closed));
		cancel();
		this.#stopTicking();
	}

	/** Sends heartbeats to one spoke, retires its oldest streams, and disconnects stalled clients. */
	#onTick(): void {
		const tick = this.#tick++;
		let retireFrame: Buffer | undefined;
		let timeFrame: Buffer | undefined;
		this.#wheel.visit(tick, (connection) => {
			if (tick < connection.retireAtTick) {
				timeFrame ??= this.#options.timeFrame();
				this.#backlog.writeHeartbeat(connection, timeFrame, tick);
			} else {
				retireFrame ??= this.#options.retireFrame();
				this.#retire(connection, retireFrame);
			}
		});
		this.#backlog.disconnectStalled(tick);
	}

	#retireSome(count: number): void {
		const retireFrame = this.#options.retireFrame();
		for (let spoke = 0, left = count; left > 0 && this.size > 0; spoke++) {
			const connection = this.#wheel.lastOf(spoke);
			if (!connection) continue;
			this.#retire(connection, retireFrame);
			left -= 1;
		}
	}

	#retire(connection: StreamConnection, retireFrame: Buffer): void {
		this.#wheel.remove(connection);
		this.#retiring.add(connection);
		this.#backlog.writeLast(connection, retireFrame, this.#tick);
	}

	#disconnect(connection: StreamConnection): void {
		this.#wheel.remove(connection);
		connection.socket.destroy();
	}

	#remove(socket: Socket): void {
		const connection = streamOf(socket);
		if (!connection) return;
		this.#wheel.remove(connection);
		this.#retiring.delete(connection);
		this.#backlog.remove(connection);
		connection.slot.releaseStream();
	}
}

const closed = ({ socket }: StreamConnection): Promise<void> =>
	new Promise((resolve) => void socket.once('close', () => resolve()));

const ignore = (): void => undefined;
