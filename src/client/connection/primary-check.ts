/** The check that leads a page back to its first server. It is no part of the script tag's first file. */
import type { Environment } from '../environment.ts';
import type { Deadline } from '../http/deadline.ts';
import type { Source } from './source.ts';

/**
 * While another server serves the page: ends its stream once the primary one is healthy again; see
 * health-check.ts.
 *
 * @param checkHealth - Resolves to whether the primary server is healthy. Never rejects.
 */
export type ReturnToPrimary = (
	environment: Environment,
	primary: Source,
	checkHealth: (timeoutMs: number, signal: AbortSignal) => Promise<boolean>,
	deadline: Deadline,
) => Promise<void>;

let provide: (given: ReturnToPrimary) => void = () => undefined;
/** Resolves once the check is there. Streams that are open already are checked from then on. */
export const primaryCheck: Promise<ReturnToPrimary> = new Promise((resolve) => {
	provide = resolve;
});
export const providePrimaryCheck = (given: ReturnToPrimary): void => provide(given);
