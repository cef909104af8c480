/** The arguments `[notice] [message]` of the commands that publish an update. */
import type { Notice } from '../../src/model/views/notices.ts';
import { CliError } from './cli-error.ts';
import { canBeId, findNotice, invalidIdError } from './find-notice.ts';
import type { Io } from './io.ts';
import type { Session } from './session.ts';
import { quoted } from './terminal-text.ts';

export interface NoticeAndMessage {
	/** A notice's id, or the beginning of one. */
	readonly reference?: string;
	readonly message?: string;
}

/** The rule of `parseNoticeAndMessage`, for the help texts. */
export const messageRule =
	'A single argument that could be an id (no spaces, no capitals) names the notice. It is never the message.';

/**
 * Separates `[notice] [message]`. A single argument that could be an id (lower-case letters, digits
 * and hyphens) is the notice, anything else is the message, so that an id is never published by
 * mistake.
 *
 * @param option - The value of `--message`.
 */
export function parseNoticeAndMessage(
	first: string | undefined,
	second: string | undefined,
	option: string | undefined,
): NoticeAndMessage {
	if (second !== undefined && option !== undefined)
		throw new CliError('usage', 'The message is given twice. Write it in quotes, or after -m.');
	if (first === undefined) return option === undefined ? {} : { message: option };
	if (second === undefined && option === undefined && !canBeId(first)) return { message: first };
	if (!canBeId(first)) throw invalidIdError(first, 'Put the whole message in quotes.');
	const message = second ?? option;
	return message === undefined ? { reference: first } : { reference: first, message };
}

export interface EditOptions {
	/** The operator writes the message in an editor. */
	readonly edit?: true;
}

/** The text of a message; for `-`, the text of standard input. */
export async function readMessage(
	io: Io,
	message: string | undefined,
	{ edit }: EditOptions = {},
): Promise<string | undefined> {
	if (message === undefined && !edit) return undefined;
	const given = (message === '-' ? await io.readStdin() : (message ?? '')).trim();
	// Loaded only where it is needed.
	const text = edit ? await (await import('./editor.ts')).editText(io, given) : given;
	if (text === '') throw new CliError('usage', 'The message is empty. Write what customers should know.');
	return text;
}

export const missingMessageError = (reference: string | undefined): CliError =>
	new CliError(
		'usage',
		reference === undefined
			? 'The message is missing. Write in quotes what customers should know.'
			: `The message is missing, because ${quoted(reference)} names the notice. If it is the message, write -m ${quoted(reference)}.`,
	);

/** Finds the notice. The error for an unknown one says how to write a message of one word. */
export async function findNoticeForMessage(
	session: Session,
	{ reference, message }: NoticeAndMessage,
	fallback: 'open' | 'recently-ended',
): Promise<Notice> {
	try {
		return await findNotice(session, reference, fallback);
	} catch (error) {
		const mayBeMessage = reference !== undefined && message === undefined;
		if (!mayBeMessage || !(error instanceof CliError) || error.exit !== 'not-found') throw error;
		const hint = `If ${quoted(reference)} is the message, write -m ${quoted(reference)}.`;
		throw new CliError(error.exit, `${error.message} ${hint}`, error.code, error.issues);
	}
}
