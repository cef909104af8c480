/** The question before a command that removes something. */
import { CliError } from './cli-error.ts';
import type { Io } from './io.ts';
import { sanitize } from './terminal-text.ts';

/**
 * Asks on a terminal. Without one it throws a CliError: a script says `--yes`, because there is
 * no person to answer. `what`: sentences about what will happen.
 */
export async function confirm(io: Io, yes: boolean | undefined, what: string, verb: string): Promise<void> {
	if (yes) return;
	if (!io.ask)
		throw new CliError('usage', `${sanitize(what)} Add --yes to do it without a question. Nothing was sent.`);
	const answer = await io.ask(`${sanitize(what)}\n${verb}? [y/N] `);
	if (/^y(es)?$/i.test(answer.trim())) return;
	throw new CliError('usage', 'Nothing was sent.');
}
