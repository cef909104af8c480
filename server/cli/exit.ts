/** How the command line ends: the exit codes, and the one error that carries one. */
import type { ErrorCode, Issue } from '../../src/model/errors.ts';

export const exitCodes = {
	done: 0,
	refused: 1,
	usage: 2,
	unreachable: 3,
	unauthorized: 4,
	'not-found': 5,
	conflict: 6,
	unprinted: 7,
} as const;
export type Exit = keyof typeof exitCodes;

/** The last lines of `candor --help`. */
export const exitCodesHelp = `Exit codes:
  0  done
  1  refused: the server found the request invalid
  2  wrong usage of this command line; nothing was sent
  3  the server cannot be reached, failed, or does not answer as Candor does
  4  not authorised: no token, or not a valid one
  5  not found: no such notice, component or token, or it was retracted
  6  conflict: it changed meanwhile, has ended already, is still in use
  7  the answer could not be printed; the error says what was done`;

/** Which exit a refusal by the server leads to. */
const exitOf: Record<ErrorCode, Exit> = {
	malformed: 'refused',
	invalid: 'refused',
	'bad-cursor': 'refused',
	'bad-frame': 'unreachable',
	unauthorized: 'unauthorized',
	'origin-not-allowed': 'unauthorized',
	'not-found': 'not-found',
	'method-not-allowed': 'refused',
	retracted: 'not-found',
	'notice-ended': 'conflict',
	'notice-open': 'conflict',
	'reports-closed': 'conflict',
	'wrong-phase': 'refused',
	'component-in-use': 'conflict',
	'precondition-failed': 'conflict',
	'idempotency-key-reused': 'conflict',
	'too-large': 'refused',
	'unsupported-media-type': 'refused',
	'markup-refused': 'refused',
	busy: 'unreachable',
	full: 'unreachable',
	'too-many': 'unreachable',
	'in-use': 'conflict',
	damaged: 'refused',
	internal: 'unreachable',
};

/** The exit for an error code; for one from after this version's time, the HTTP status decides. */
export function exitFor(code: string, status: number): Exit {
	if (Object.hasOwn(exitOf, code)) return exitOf[code as ErrorCode];
	if (status === 401 || status === 403) return 'unauthorized';
	if (status === 404 || status === 410) return 'not-found';
	if (status === 409 || status === 412) return 'conflict';
	return status >= 500 ? 'unreachable' : 'refused';
}

/** Ends a command. `message` is a sentence that says what is wrong and what to do next. */
export class Failure extends Error {
	override readonly name = 'Failure';
	readonly exit: Exit;
	/** What `--json` gives as the code: the server's own, or the name of the exit. */
	readonly code: string;
	readonly issues: readonly Issue[];

	constructor(exit: Exit, message: string, code: string = exit, issues: readonly Issue[] = []) {
		super(message);
		this.exit = exit;
		this.code = code;
		this.issues = issues;
	}
}
