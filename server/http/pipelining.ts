/** One answer after another on a connection. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const lookMs = 5;
const patienceMs = 5_000;
const waiting = new WeakSet<Socket>();

/**
 * Calls `answer` once it is the turn of this response. A client that has read all of an answer asks its next question
 * before Node has noticed that the last answer is through; then this one has no socket yet, and a stream needs one. Node
 * tells nobody when it gets one, so that it has to be looked for. Node also hands over all the requests of one read at
 * once, and would keep all their answers for whoever reads none of them: a second one that waits ends the connection.
 */
export function inTurn(request: IncomingMessage, response: ServerResponse, answer: () => void): void {
	const { socket } = request;
	if (response.socket) {
		answer();
		return;
	}
	if (waiting.has(socket)) {
		socket.destroy();
		return;
	}
	waiting.add(socket);
	let left = patienceMs / lookMs;
	const look = (): void => {
		if (socket.destroyed) return;
		if (response.socket) {
			waiting.delete(socket);
			answer();
		} else if (left-- > 0) setTimeout(look, lookMs);
		else socket.destroy();
	};
	// Nearly always it is its turn by then.
	setImmediate(look);
}
