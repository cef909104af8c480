/** Prints the error that ends a command: on stderr, as a sentence or as JSON. */
import { CliError } from './cli-error.ts';
import type { CompletedChange, Io } from './io.ts';
import { styleOf } from './render/style.ts';
import { safeJson, sanitize } from './terminal-text.ts';

export function printError({ message, code, issues }: CliError, json: boolean, io: Io): void {
	if (json) {
		io.stderr.write(`${safeJson({ error: { code, message, issues } })}\n`);
		return;
	}
	const { colours } = styleOf(io);
	const otherIssues = issues.filter((issue) => !message.includes(issue.message));
	const lines = [
		sanitize(message),
		...otherIssues.map((issue) => sanitize(`  ${issue.path}: ${issue.message}`)),
	];
	io.stderr.write(`${colours.red('Error:')} ${lines.join('\n')}\n`);
}

/**
 * The error for a result that standard output did not accept. `change`: what the command had done.
 */
export const unprintedError = (reason: string, change: CompletedChange | null): CliError =>
	new CliError(
		'unprinted',
		change
			? `${change.statement}, but the result could not be printed (${reason}). Do not repeat the command. Check with "${change.checkWith}".`
			: `The result could not be printed (${reason}). Check where standard output goes.`,
	);
