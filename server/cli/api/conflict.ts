/** What the operator reads when a notice has changed since the command read it. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Notice } from '../../../src/model/views/notices.ts';
import { CliError } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { quoted } from '../terminal-text.ts';

/** Fields that every change of a notice changes. */
const alwaysDifferent = ['updatedAt', 'seq', 'updates', 'id', 'warnings'];

const shortText = (value: unknown): string => {
	const text = JSON.stringify(value) ?? 'nothing';
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};

/** A line for each field that differs: `phase: "investigating" is now "resolved"`. */
export function differences(before: object, after: object): string[] {
	const [old, current] = [before, after] as readonly Readonly<Record<string, unknown>>[];
	return Object.keys(current ?? {})
		.filter(
			(name) =>
				!alwaysDifferent.includes(name) && JSON.stringify(old?.[name]) !== JSON.stringify(current?.[name]),
		)
		.map((name) => `  ${name}: ${shortText(old?.[name])} is now ${shortText(current?.[name])}`);
}

/**
 * Keeps the text of a message in a file, so that it need not be typed again. The sentence names the
 * file.
 */
export async function keepText(io: Io, id: string, body: object): Promise<string> {
	const { body: text } = body as { readonly body?: unknown };
	if (typeof text !== 'string') return '';
	const path = join(tmpdir(), `candor-${id}-${io.newId()}.md`);
	try {
		await io.writeFile(path, text);
	} catch (error) {
		const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
		return `\nYour text could not be kept in ${path} (${reason}): ${text}`;
	}
	return `\nYour text is kept in ${path}. To send it: candor … -m - < ${path}`;
}

/** The conflict as an error with the differences. `after`: the notice as it is now. */
export async function conflictError(
	io: Io,
	found: Notice,
	after: Notice,
	body: object,
	conflict: CliError,
): Promise<CliError> {
	const lines = differences(found.value, after.value);
	return new CliError(
		conflict.exit,
		[
			`${quoted(found.value.title)} was changed by another command a moment ago. Nothing was sent. Look at it with "candor show ${found.id}", then repeat your command.`,
			...lines,
		].join('\n') + (await keepText(io, found.id, body)),
		conflict.code,
		conflict.issues,
	);
}
