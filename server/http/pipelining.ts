/**
 * HTTP pipelining: a request that arrives before the previous response on its connection has ended.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const pollMs = 5;
const timeoutMs = 5_000;
const waiting = new WeakSet<Socket>();

/**
 * Calls `respond` when the response has its socket, which a stream needs. A client may send its
 * next request as soon as it has read all of a response, before Node has ended that response; the
 * new response has no socket until then. Node emits no event when it gets one, so this polls. Node
 * also parses all pipelined requests of a chunk at once and would buffer all their responses: a
 * second waiting request closes the connection.
 */
export function respondInOrder(
	request: IncomingMessage,
	response: ServerResponse,
	respond: () => void,
): void {
	const { socket } = request;
	if (response.socket) {
		respond();
		return;
	}
	if (waiting.has(socket)) {
		socket.destroy();
		return;
	}
	waiting.add(socket);
	let attempts = timeoutMs / pollMs;
	const poll = (): void => {
		if (socket.destroyed) return;
		if (response.socket) {
			waiting.delete(socket);
			respond();
		} else if (attempts-- > 0) setTimeout(poll, pollMs);
		else socket.destroy();
	};
	// In nearly all cases the socket is there by then.
	setImmediate(poll);
}
