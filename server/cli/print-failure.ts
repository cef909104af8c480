/** How a command's failure is told: the one place where errors are printed, whoever's words they hold. */
import { Failure } from './exit.ts';
import type { Expected } from './expected.ts';
import { harmless, harmlessJson } from './harmless.ts';
import type { Io } from './io.ts';
import { styleOf } from './session.ts';

export function report({ message, code, issues }: Failure, json: boolean, io: Io): void {
	if (json) {
		io.stderr.write(`${harmlessJson({ error: { code, message, issues } })}\n`);
		return;
	}
	const { colours } = styleOf(io);
	const places = issues.filter((issue) => !message.includes(issue.message));
	const lines = [harmless(message), ...places.map((issue) => harmless(`  ${issue.path}: ${issue.message}`))];
	io.stderr.write(`${colours.red('Error:')} ${lines.join('\n')}\n`);
}

/** For an answer that standard output did not take; `change` is what had been done by then. */
export const unprinted = (reason: string, change: Expected | null): Failure =>
	new Failure(
		'unprinted',
		change
			? `${change.deed}, but the answer could not be printed (${reason}). Do not repeat it; look with "${change.look}".`
			: `The answer could not be printed (${reason}). Check where standard output goes.`,
	);
