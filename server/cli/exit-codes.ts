/** The exit codes of `candor`, and the exit code that belongs to an error code of the server. */
import type { ErrorCode } from '../../src/model/errors.ts';

export const exitCodes = {
	done: 0,
	refused: 1,
	usage: 2,
	unreachable: 3,
	unauthorized: 4,
	'not-found': 5,
	conflict: 6,
	unprinted: 7,
	waiting: 8,
	drift: 9,
} as const;
export type ExitName = keyof typeof exitCodes;

/** The last lines of `candor --help`. */
export const exitCodesHelp = `Exit codes:
  0  done
  1  refused: the server found the request invalid
  2  wrong usage of this command line; nothing was sent
  3  the server cannot be reached, failed, or is not a Candor server
  4  not authorised: no token, or not a valid one
  5  not found: no such notice, component or token, or it was retracted
  6  conflict: it has changed in the meantime, has already ended, or is still in use
  7  the result could not be printed; the error says whether a change was made
  8  nothing is published yet: a second person must approve it
  9  "candor apply --dry-run" found something that differs; nothing was changed`;

const exitOfErrorCode: Record<ErrorCode, ExitName> = {
	malformed: 'refused',
	invalid: 'refused',
	'bad-cursor': 'refused',
	'bad-frame': 'unreachable',
	unauthorized: 'unauthorized',
	forbidden: 'unauthorized',
	'origin-not-allowed': 'unauthorized',
	'cross-site': 'unauthorized',
	'not-found': 'not-found',
	'method-not-allowed': 'refused',
	retracted: 'not-found',
	'not-retracted': 'conflict',
	'not-restorable': 'conflict',
	'update-withdrawn': 'conflict',
	'notice-ended': 'conflict',
	'notice-open': 'conflict',
	'promises-dropped': 'conflict',
	'reports-closed': 'conflict',
	'wrong-phase': 'refused',
	'last-admin': 'conflict',
	'claims-closed': 'conflict',
	'contact-closed': 'not-found',
	'claim-token-invalid': 'refused',
	'claim-token-expired': 'refused',
	'claim-token-replayed': 'refused',
	'claim-other-remedy': 'refused',
	'claim-not-eligible': 'refused',
	'remedy-expired': 'conflict',
	'remedy-sold-out': 'conflict',
	'remedy-spent': 'conflict',
	'component-in-use': 'conflict',
	'unknown-component': 'refused',
	'similar-open': 'conflict',
	'review-missing': 'conflict',
	'precondition-failed': 'conflict',
	'idempotency-key-reused': 'conflict',
	'too-large': 'refused',
	'unsupported-media-type': 'refused',
	'markup-refused': 'refused',
	'assistant-failed': 'refused',
	busy: 'unreachable',
	full: 'unreachable',
	'too-many': 'unreachable',
	'in-use': 'conflict',
	damaged: 'refused',
	'unsupported-version': 'refused',
	internal: 'unreachable',
};

/** The exit for an error code. For a code of a newer server, the HTTP status decides. */
export function exitFor(code: string, status: number): ExitName {
	if (Object.hasOwn(exitOfErrorCode, code)) return exitOfErrorCode[code as ErrorCode];
	if (status === 401 || status === 403) return 'unauthorized';
	if (status === 404 || status === 410) return 'not-found';
	if (status === 409 || status === 412) return 'conflict';
	return status >= 500 ? 'unreachable' : 'refused';
}
