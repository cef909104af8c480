/** `GET /v1/stream`: what a reader is answered, whichever way its request came. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { CandorError } from '../../src/model/errors.ts';
import { type Origins, openToAll } from '../core/origins.ts';
import { problemHeaders, problemOf, rawProblem } from '../core/problem.ts';
import type { Admission } from './admission/admission.ts';
import type { Seat } from './hub/connection.ts';
import type { Frames } from './hub/frames.ts';
import type { Hub } from './hub/hub.ts';
import type { StreamRequest } from './listener/handshake.ts';
import { leave } from './listener/listener.ts';
import { StreamHeads } from './stream-heads.ts';

const cursor = /^\d{1,15}$/;

/**
 * Where a reader stands, or `null`. `Last-Event-ID` goes first: a native EventSource reconnects with the address it
 * began with, and with the header that is newer. Throws CandorError `bad-cursor`.
 */
export function readCursor(since: string | null, lastEventId: string | undefined): number | null {
	const text = lastEventId || since;
	if (text === null || text === undefined) return null;
	if (cursor.test(text)) return Number(text);
	throw new CandorError(
		'bad-cursor',
		'The cursor must be the id of an event of this stream, a whole number. Leave it out to get everything.',
	);
}

interface Opening {
	/** The head, the preamble and the first frame: shared by all readers who get the same. */
	readonly bytes: Buffer;
	readonly seat: Seat;
}

export class Streams {
	readonly #hub: Hub;
	readonly #frames: Frames;
	readonly #origins: Origins;
	readonly #admission: Admission;
	readonly #heads = new StreamHeads();

	constructor(hub: Hub, frames: Frames, origins: Origins, admission: Admission) {
		this.#hub = hub;
		this.#frames = frames;
		this.#origins = origins;
		this.#admission = admission;
	}

	/** Makes a reader of a socket whose handshake was read by the listener; `false`: the answer is no stream. */
	take(socket: Socket, request: StreamRequest): boolean {
		let opening: Opening;
		try {
			opening = this.#open(request, socket.remoteAddress);
		} catch (error) {
			// The same request fails in the same way behind `node:http`, which has the words for it.
			if (error instanceof CandorError) return false;
			throw error;
		}
		this.#hub.attach(socket, opening.bytes, opening.seat);
		return true;
	}

	/** Makes a reader of a socket whose handshake another process has read, or answers on it why not. */
	welcome(socket: Socket, request: StreamRequest): void {
		// As the listener does it: what comes behind the request can never be answered, and one who goes away meanwhile is no fault.
		// Reading also tells when the reader leaves.
		socket.on('data', hangUp).on('error', ignore);
		this.settle(socket, request);
	}

	/** Makes a reader of a socket, or answers on it why not. */
	settle(socket: Socket, request: StreamRequest): void {
		try {
			const { bytes, seat } = this.#open(request, socket.remoteAddress);
			this.#hub.attach(socket, bytes, seat);
		} catch (error) {
			if (!(error instanceof CandorError)) throw error;
			socket.end(rawProblem(error));
			socket.destroySoon();
		}
	}

	/** Makes a reader of the socket under a response, or answers why not. */
	answer(request: IncomingMessage, response: ServerResponse): void {
		const { socket } = response;
		if (!socket || socket.destroyed) return;
		try {
			const { bytes, seat } = this.#open(streamRequest(request), socket.remoteAddress);
			socket.setNoDelay(true);
			socket.setTimeout(0);
			this.#hub.attach(socket, bytes, seat);
			// From now on it is counted as a stream, and no longer among the connections that are none.
			leave(socket);
		} catch (error) {
			const problem = problemOf(error);
			response.writeHead(problem.status, { ...problemHeaders(problem), ...openToAll });
			response.end(JSON.stringify(problem));
		}
	}

	/** Throws CandorError when the request is refused. */
	#open(request: StreamRequest, peer: string | undefined): Opening {
		if (this.#hub.draining)
			throw new CandorError('busy', 'This server is about to stop. Come back in a moment.');
		const headers = this.#origins.headers(request.origin, request.host, false);
		const since = readCursor(sinceOf(request.target), request.lastEventId);
		const bytes = this.#heads.before(this.#frames.first(since), headers);
		// Last, because it counts: whoever is refused for another reason takes no place.
		return { bytes, seat: this.#admission.admit(peer, request.forwardedFor) };
	}
}

function hangUp(this: Socket): void {
	this.destroy();
}

const ignore = (): void => undefined;

function sinceOf(target: string): string | null {
	const mark = target.indexOf('?');
	return mark < 0 ? null : new URLSearchParams(target.slice(mark)).get('since');
}

const text = (header: string | string[] | undefined): string | undefined => header?.toString();

const streamRequest = ({ url = '/', headers }: IncomingMessage): StreamRequest => ({
	target: url,
	host: headers.host,
	origin: headers.origin,
	lastEventId: text(headers['last-event-id']),
	forwardedFor: text(headers['x-forwarded-for']),
});
