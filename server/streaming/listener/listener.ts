/**
 * Reads the first bytes of every connection. It answers stream requests itself and keeps only their
 * sockets: no parser, no request object, no response object. Every other connection goes on with
 * its bytes, as if the listener had not read them.
 */
import type { Socket } from 'node:net';
import type { Clock } from '../../core/clock.ts';
import type { ConnectionSlot } from '../admission/slots.ts';
import { Handshakes, type StreamRequest } from './handshake.ts';
import { PendingConnections, type PendingLimits } from './pending-connections.ts';

/** Limits the connections per address. */
export interface ConnectionLimiter {
	/** Takes a slot for a new connection; `null` when its address has too many. */
	tryAcquire(address: string | undefined): ConnectionSlot | null;
	/** The whole response for a connection that got no slot. */
	refusal(): string;
}

export interface ListenerOptions extends PendingLimits {
	/** The path of the stream. */
	readonly path: string;
	readonly limiter: ConnectionLimiter;
	/** Returns `true` when it has taken the socket over. */
	readonly onStream: (socket: Socket, request: StreamRequest) => boolean;
	/**
	 * Gets every other connection, with the bytes that were read. The socket is paused and has no
	 * listeners of ours. It holds its slot until it closes; a callback that gives the socket away
	 * calls `releaseSlot`.
	 */
	readonly onOther: (socket: Socket, bytes: Buffer, releaseSlot: () => void) => void;
}

const slotKey = Symbol('connection slot');
type SocketWithSlot = Socket & { [slotKey]?: ConnectionSlot | undefined };
const partialHeadKey = Symbol('partial head');
type SocketWithPartialHead = Socket & { [partialHeadKey]?: Buffer | undefined };

export class Listener {
	readonly #options: ListenerOptions;
	readonly #handshakes: Handshakes;
	readonly #pending: PendingConnections;
	readonly #onData: (this: Socket, bytes: Buffer) => void;
	readonly #onClose: (this: Socket) => void;

	constructor(clock: Clock, options: ListenerOptions) {
		this.#options = options;
		this.#handshakes = new Handshakes(options.path);
		this.#pending = new PendingConnections(clock, options);
		const listener = this;
		// One function serves all sockets, because `this` is the socket: a closure per connection would
		// cost memory.
		this.#onData = function onData(bytes) {
			listener.#read(this, bytes);
		};
		this.#onClose = function onClose() {
			listener.#pending.remove(this);
			releaseConnectionSlot(this);
		};
	}

	/** The number of connections without a whole request head. */
	get pendingCount(): number {
		return this.#pending.size;
	}

	accept(socket: Socket): void {
		const slot = this.#options.limiter.tryAcquire(socket.remoteAddress);
		socket.on('error', ignore);
		if (!slot) {
			socket.end(this.#options.limiter.refusal());
			socket.destroySoon();
			return;
		}
		// A client that ends its side before its request is complete is closed, and so is a stream
		// whose client ends its side.
		socket.allowHalfOpen = false;
		(socket as SocketWithSlot)[slotKey] = slot;
		socket.on('close', this.#onClose);
		this.#pending.add(socket);
		socket.on('data', this.#onData);
	}

	/** Closes the connections without a whole request head. */
	close(): void {
		this.#pending.close();
	}

	#read(socket: SocketWithPartialHead, chunk: Buffer): void {
		// The socket carries a stream: a second request on it can never be answered.
		if (!this.#pending.has(socket)) {
			socket.destroy();
			return;
		}
		const { onStream, onOther } = this.#options;
		const partialHead = socket[partialHeadKey];
		const bytes = partialHead ? Buffer.concat([partialHead, chunk]) : chunk;
		const request = this.#handshakes.parse(bytes);
		// The rest of a partial head is awaited here, where it costs no parser; the request timeout
		// goes on.
		if (!request && this.#handshakes.isPartial(bytes)) {
			socket[partialHeadKey] = bytes;
			return;
		}
		this.#pending.remove(socket);
		if (partialHead) socket[partialHeadKey] = undefined;
		if (request && onStream(socket, request)) {
			// From now on it counts as a stream.
			releaseConnectionSlot(socket);
			return;
		}
		socket.allowHalfOpen = true;
		socket.pause();
		socket.off('data', this.#onData);
		socket.off('error', ignore);
		onOther(socket, bytes, () => releaseConnectionSlot(socket));
	}
}

/**
 * Releases the connection slot of a socket before the socket closes. Does nothing for a socket
 * without one.
 */
export function releaseConnectionSlot(socket: SocketWithSlot): void {
	socket[slotKey]?.releaseConnection();
	socket[slotKey] = undefined;
}

const ignore = (): void => undefined;
