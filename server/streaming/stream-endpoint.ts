/**
 * `GET /v1/stream`: opens a stream or refuses it, for each of the ways in which a request can
 * arrive.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { CandorError } from '../../src/model/errors.ts';
import { type Origins, openToAll } from '../core/origins.ts';
import { problemHeaders, problemOf, rawProblem } from '../core/problem.ts';
import type { Admission } from './admission/admission.ts';
import type { StreamSlot } from './admission/slots.ts';
import { acceptsGzip } from './hub/deflate.ts';
import type { Frames } from './hub/frames.ts';
import type { Hub } from './hub/hub.ts';
import type { StreamRequest } from './listener/handshake.ts';
import { releaseConnectionSlot } from './listener/listener.ts';
import { ResponseHeads } from './response-head.ts';
import type { StreamLog } from './stream-log.ts';

/**
 * First frames of so many bytes are compressed. A shorter one is sent within the first round trip
 * anyway (RFC 6928: ten packets).
 */
const deflatedFrom = 14_000;

const cursorPattern = /^\d{1,15}$/;

/**
 * The cursor of a request, or `null`. `Last-Event-ID` takes precedence: a native EventSource
 * reconnects with its first URL and puts the newer cursor into the header. Throws CandorError
 * `bad-cursor`.
 */
export function parseCursor(since: string | null, lastEventId: string | undefined): number | null {
	const text = lastEventId || since;
	if (text === null || text === undefined) return null;
	if (cursorPattern.test(text)) return Number(text);
	throw new CandorError(
		'bad-cursor',
		'The cursor must be a whole number: the id of an event of this stream. Omit it to get the whole state.',
	);
}

interface AdmittedStream {
	/**
	 * The response head, the preamble and the first frame. Streams with the same first frame share
	 * this buffer.
	 */
	readonly bytes: Buffer;
	/** Whether the response is compressed, and so is every frame. */
	readonly isDeflated: boolean;
	readonly slot: StreamSlot;
}

export class StreamEndpoint {
	readonly #hub: Hub;
	readonly #frames: Frames;
	readonly #origins: Origins;
	readonly #admission: Admission;
	readonly #log: StreamLog;
	readonly #heads = new ResponseHeads();

	constructor(hub: Hub, frames: Frames, origins: Origins, admission: Admission, log: StreamLog) {
		this.#hub = hub;
		this.#frames = frames;
		this.#origins = origins;
		this.#admission = admission;
		this.#log = log;
	}

	/**
	 * Opens a stream on a socket whose request the listener has read. `false`: the request must be
	 * refused.
	 */
	tryOpen(socket: Socket, request: StreamRequest): boolean {
		let admitted: AdmittedStream;
		try {
			admitted = this.#admit(request, socket.remoteAddress);
		} catch (error) {
			// The listener passes the request on to `node:http`, which fails in the same way and sends
			// the problem.
			if (error instanceof CandorError) return false;
			throw error;
		}
		this.#attach(socket, admitted);
		return true;
	}

	/** Opens a stream on a socket whose request another process has read, or refuses it. */
	openHandedOff(socket: Socket, request: StreamRequest): void {
		// As in the listener: a second request on the connection can never be answered, and a client
		// that disconnects is not an error. Reading is also how Node notices that the client has closed
		// the connection.
		socket.on('data', destroyThis).on('error', ignore);
		this.openOrRefuse(socket, request);
	}

	/** Opens a stream on a socket, or sends a problem and closes it. */
	openOrRefuse(socket: Socket, request: StreamRequest): void {
		try {
			this.#attach(socket, this.#admit(request, socket.remoteAddress));
		} catch (error) {
			if (!(error instanceof CandorError)) throw error;
			socket.end(rawProblem(error, this.#log.refused(error)));
			socket.destroySoon();
		}
	}

	/**
	 * Takes the socket over from a `node:http` response and opens a stream on it, or sends a problem
	 * as the response.
	 */
	openFromResponse(request: IncomingMessage, response: ServerResponse): void {
		const { socket } = response;
		if (!socket || socket.destroyed) return;
		try {
			const admitted = this.#admit(streamRequestOf(request), socket.remoteAddress);
			socket.setNoDelay(true);
			socket.setTimeout(0);
			this.#attach(socket, admitted);
			// It now counts as a stream and no longer as one of the other connections.
			releaseConnectionSlot(socket);
		} catch (error) {
			const problem = problemOf(error);
			const requestId = this.#log.refused(error);
			const headers = { ...problemHeaders(problem), ...openToAll, 'x-request-id': requestId };
			response.writeHead(problem.status, headers).end(JSON.stringify({ ...problem, requestId }));
		}
	}

	#attach(socket: Socket, { bytes, slot, isDeflated }: AdmittedStream): void {
		this.#hub.attach(socket, bytes, slot, isDeflated);
		this.#log.opened(socket);
	}

	/** Throws CandorError when the request must be refused. */
	#admit(request: StreamRequest, peer: string | undefined): AdmittedStream {
		if (this.#hub.draining)
			throw new CandorError('busy', 'This server is shutting down. Try again in a moment.');
		const headers = this.#origins.headers(request.origin, request.host, false);
		const since = parseCursor(sinceOf(request.target), request.lastEventId);
		const first = this.#frames.first(since);
		const isDeflated = first.length >= deflatedFrom && acceptsGzip(request.acceptEncoding);
		const bytes = this.#heads.prepend(headers, first, isDeflated);
		// Last, so that a request refused for another reason takes no slot.
		return { bytes, isDeflated, slot: this.#admission.acquireStreamSlot(peer, request.forwardedFor) };
	}
}

function destroyThis(this: Socket): void {
	this.destroy();
}

const ignore = (): void => undefined;

function sinceOf(target: string): string | null {
	const mark = target.indexOf('?');
	return mark < 0 ? null : new URLSearchParams(target.slice(mark)).get('since');
}

const headerText = (header: string | string[] | undefined): string | undefined => header?.toString();

const streamRequestOf = ({ url = '/', headers }: IncomingMessage): StreamRequest => ({
	target: url,
	host: headers.host,
	origin: headers.origin,
	lastEventId: headerText(headers['last-event-id']),
	forwardedFor: headerText(headers['x-forwarded-for']),
	acceptEncoding: headerText(headers['accept-encoding']),
});
