/** Ends a command whose dry run was printed. It is no error: the exit code is 0. */
export class DryRunEnd extends Error {
	override readonly name = 'DryRunEnd';
}
