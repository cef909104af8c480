/**
 * Long texts in the operator's editor (`VISUAL`, else `EDITOR`). The file is kept until the command
 * has succeeded, so that no text is lost when the server refuses it.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError } from './cli-error.ts';
import { rememberEditedFile, removeEditedFile } from './edited-file.ts';
import type { Io } from './io.ts';
import { oneLine } from './terminal-text.ts';

/** A comment of Markdown: the text itself may have any line that begins with `#`. */
const marker = '<!-- candor: this line and everything below it is ignored.';

const explanation = `${marker}\nWrite what customers should know above it, in Markdown. Save the file and close the editor to go on.\nIf nothing is written, the command is cancelled and nothing is published. -->\n`;

/** Opens the editor with a text and returns the new one. Throws a CliError; nothing was sent then. */
export async function editText(io: Io, text: string): Promise<string> {
	const { VISUAL, EDITOR } = io.environment;
	const editor = VISUAL?.trim() || EDITOR?.trim();
	if (!editor) throw new CliError('usage', 'There is no editor. Set VISUAL or EDITOR, or use --message.');
	// The folder has the mode 0700.
	const path = join(await mkdtemp(join(tmpdir(), 'candor-')), 'message.md');
	await writeFile(path, `${text}\n\n${explanation}`, { mode: 0o600 });
	const ending = await runEditor(io, editor, path);
	rememberEditedFile(io, path);
	if (ending !== null)
		throw new CliError('usage', `The editor "${oneLine(editor)}" failed (${ending}). Nothing was sent.`);
	const [edited = ''] = (await readFile(path, 'utf8')).split(marker);
	if (edited.trim() !== '') return edited.trim();
	removeEditedFile(io);
	throw new CliError('usage', 'Nothing was written, so the command is cancelled. Nothing was sent.');
}

/** `null`, or how it failed. `editor` may have options, so a shell splits it, as git does. */
const runEditor = (io: Io, editor: string, path: string): Promise<string | null> =>
	new Promise((resolve) => {
		const options = { env: io.environment, stdio: 'inherit' } as const;
		spawn('sh', ['-c', `${editor} "$@"`, editor, path], options)
			.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
			.on('close', (code, signal) => resolve(code === 0 ? null : String(signal ?? `exit code ${code}`)));
	});
