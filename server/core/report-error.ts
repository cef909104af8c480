/** Errors that no code expects, in one place: each is logged, and counted for `/metrics`. */
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';

/**
 * `message`: what did not happen, for the log. `details`: what it was about, such as the id of a
 * notice; no secrets and no names of people.
 */
export type ReportError = (
	error: unknown,
	message: string,
	details?: Readonly<Record<string, unknown>>,
) => void;

/** `place`: where the errors are, as the metric names it. */
export const errorReporter =
	(logger: Logger, metrics: Metrics, place: 'request' | 'background'): ReportError =>
	(error, message, details = {}) => {
		metrics.recordUncaught(place);
		logger.error({ ...details, err: error }, message);
	};
