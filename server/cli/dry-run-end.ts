import type { ExitName } from './exit-codes.ts';

/** Ends a command whose dry run was printed. It is no error: the exit code is 0 by default. */
export class DryRunEnd extends Error {
	override readonly name = 'DryRunEnd';
	readonly exit: ExitName;

	constructor(exit: ExitName = 'done') {
		super();
		this.exit = exit;
	}
}
