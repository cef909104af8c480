/** `GET /v1/stream`: takes the socket over from the response and hands it to the hub. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CandorError } from '../../src/model/index.ts';
import type { Frames } from '../hub/frames.ts';
import type { Hub } from '../hub/hub.ts';
import type { Origins } from './origins.ts';
import { problemHeaders, problemOf } from './problem.ts';

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

export function streamHandler(hub: Hub, frames: Frames, origins: Origins) {
	return (request: IncomingMessage, response: ServerResponse): void => {
		try {
			if (hub.draining) throw new CandorError('busy', 'This server is about to stop. Come back in a moment.');
			const { origin, host } = request.headers;
			const headers = origins.headers(origin, host, false);
			const query = new URL(request.url ?? '', 'http://localhost').searchParams;
			const lastEventId = request.headers['last-event-id'];
			const first = frames.first(readCursor(query.get('since'), String(lastEventId ?? '') || undefined));
			takeOver(hub, response, headers, first);
		} catch (error) {
			const problem = problemOf(error);
			response.writeHead(problem.status, {
				...problemHeaders(problem),
				'access-control-allow-origin': '*',
			});
			response.end(JSON.stringify(problem));
		}
	};
}

/** Writes the head itself: the body has no length and no chunks, it lasts until the connection is closed. */
function takeOver(
	hub: Hub,
	response: ServerResponse,
	headers: Readonly<Record<string, string>>,
	first: Buffer,
): void {
	const { socket } = response;
	// No socket: an earlier answer on this connection is not finished, and this one would wait for ever.
	if (!socket) return void response.req.socket.destroy();
	if (socket.destroyed) return;
	const head = [
		'HTTP/1.1 200 OK',
		'content-type: text/event-stream',
		// Proxies must neither keep, compress nor hold back a stream.
		'cache-control: no-store, no-transform',
		'x-accel-buffering: no',
		'x-content-type-options: nosniff',
		'connection: close',
		...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
	];
	hub.attach(socket, Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), first]));
}
