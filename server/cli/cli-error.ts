/** The one error class of the command line. It carries the exit of the command. */
import type { Issue } from '../../src/model/errors.ts';
import type { ExitName } from './exit-codes.ts';

/** Ends a command. `message` is a sentence that says what is wrong and what to do next. */
export class CliError extends Error {
	override readonly name = 'CliError';
	readonly exit: ExitName;
	/** The code that `--json` prints: the server's own, or the name of the exit. */
	readonly code: string;
	readonly issues: readonly Issue[];

	constructor(exit: ExitName, message: string, code: string = exit, issues: readonly Issue[] = []) {
		super(message);
		this.exit = exit;
		this.code = code;
		this.issues = issues;
	}
}
