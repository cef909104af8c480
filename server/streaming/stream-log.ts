/**
 * The log of stream requests: one line each, like that of any other read, when the stream has ended
 * or was refused. Open streams share their response, so only a refusal has an `X-Request-Id`.
 */
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { CandorError } from '../../src/model/errors.ts';
import { problemOf } from '../core/problem.ts';
import type { ReportError } from '../core/report-error.ts';

export interface StreamLog {
	/** A stream was opened on this socket. */
	opened(socket: Socket): void;
	/** A stream was refused because of `error`. Returns the id of the request, for the response. */
	refused(error: unknown): string;
}

interface Dependencies {
	readonly logger: Logger;
	readonly reportError: ReportError;
	/** Epoch milliseconds. */
	readonly now: () => number;
	readonly newRequestId: () => string;
}

export function createStreamLog({ logger, reportError, now, newRequestId }: Dependencies): StreamLog {
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
		refused(error) {
			const requestId = newRequestId();
			log(requestId, problemOf(error).status, 0);
			if (!(error instanceof CandorError))
				reportError(error, 'request failed', { requestId, method: 'GET', path: '/v1/stream' });
			return requestId;
		},
	};
}
