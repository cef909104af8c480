/**
 * Long texts in the operator's editor (`VISUAL`, else `EDITOR`). The file is kept until the command
 * has succeeded, so that no text is lost when the server refuses it.
 */
import { spawn } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { CliError } from './cli-error.ts';
import type { Io } from './io.ts';
import { keepFile, newPath, removeKeptFiles } from './kept-files.ts';
import { oneLine } from './terminal-text.ts';

/** A comment of Markdown: the text itself may have any line that begins with `#`. */
const marker = '<!-- candor: this line and everything below it is ignored.';

/** What is written. */
export interface EditedText {
	/** A sentence for the operator, in the file. */
	readonly task: string;
	/** The option that gives the text without an editor. */
	readonly option: string;
	/** A sentence with the command that sends a file. */
	readonly sendAgain: (path: string) => string;
}

const message: EditedText = {
	task: 'Write what customers should know above it, in Markdown.',
	option: '--message',
	sendAgain: (path) => `To send it: candor … -m - < ${path}`,
};

const explanation = (task: string): string =>
	`${marker}\n${task} Save the file and close the editor to go on.\nIf nothing is written, the command is cancelled and nothing is sent. -->\n`;

/**
 * Opens the editor with a text and returns the new one. Throws a CliError; nothing was sent then.
 * By default the text is a message to customers.
 */
export async function editText(
	io: Io,
	text: string,
	{ task, option, sendAgain }: EditedText = message,
): Promise<string> {
	const { VISUAL, EDITOR } = io.environment;
	const editor = VISUAL?.trim() || EDITOR?.trim();
	if (!editor) throw new CliError('usage', `There is no editor. Set VISUAL or EDITOR, or use ${option}.`);
	const path = newPath('message.md');
	await writeFile(path, `${text}\n\n${explanation(task)}`, { mode: 0o600 });
	keepFile(io, path, sendAgain(path));
	const ending = await runEditor(io, editor, path);
	const edited = await withoutExplanation(path);
	if (ending !== null)
		throw new CliError('usage', `The editor "${oneLine(editor)}" failed (${ending}). Nothing was sent.`);
	if (edited !== '') return edited;
	removeKeptFiles(io);
	throw new CliError('usage', 'Nothing was written, so the command is cancelled. Nothing was sent.');
}

/** Leaves only what was written in the file, so that it can be sent as it is. */
async function withoutExplanation(path: string): Promise<string> {
	const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		throw new CliError('usage', `The editor left no file (${error.code}). Nothing was sent.`);
	});
	const [edited = ''] = text.split(marker);
	// Many editors write another file in its place, with another mode.
	await chmod(path, 0o600);
	await writeFile(path, `${edited.trim()}\n`);
	return edited.trim();
}

const ignore = (): void => {};

/** `null`, or how it failed. `editor` may have options, so a shell splits it, as git does. */
const runEditor = (io: Io, editor: string, path: string): Promise<string | null> =>
	new Promise((resolve) => {
		// Ctrl-C is for the editor, as with git. Ending now would leave the file without a word about it.
		process.on('SIGINT', ignore);
		const end = (ending: string | null): void => {
			process.off('SIGINT', ignore);
			resolve(ending);
		};
		const options = { env: io.environment, stdio: 'inherit' } as const;
		spawn('sh', ['-c', `${editor} "$@"`, editor, path], options)
			.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
			.on('close', (code, signal) => end(code === 0 ? null : String(signal ?? `exit code ${code}`)));
	});
