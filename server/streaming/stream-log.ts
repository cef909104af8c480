/**
 * The log of stream requests: one line each, like that of any other read, when the stream has ended
 * or was refused. Open streams share their response, so only a refusal has an `X-Request-Id`.
 */
import type { Socket } from 'node:net';
import type { Logger } from 'pino';

export interface StreamLog {
	/** A stream was opened on this socket. */
	opened(socket: Socket): void;
	/** A stream was refused. Returns the id of the request, for the response. */
	refused(status: number): string;
}

export function createStreamLog(logger: Logger, now: () => number, newRequestId: () => string): StreamLog {
	const log = (requestId: string, status: number, ms: number): void =>
		logger.debug({ requestId, method: 'GET', path: '/v1/stream', status, ms }, 'request');
	return {
		opened(socket) {
			// A process may hold a million streams: nothing is kept for a line that is not written.
			if (!logger.isLevelEnabled('debug')) return;
			const requestId = newRequestId();
			const openedAt = now();
			socket.once('close', () => log(requestId, 200, now() - openedAt));
		},
		refused(status) {
			const requestId = newRequestId();
			log(requestId, status, 0);
			return requestId;
		},
	};
}
