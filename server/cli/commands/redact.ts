/** `candor redact`: removes words for good. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { plainText, type RichText } from '../../../src/model/rich-text.ts';
import { type RedactableField, redactableFields } from '../../../src/model/vocabulary.ts';
import { pathTo } from '../api/client.ts';
import { readCorrections } from '../api/corrections.ts';
import { redactedNotice } from '../api/expectations.ts';
import { CliError } from '../cli-error.ts';
import { confirm } from '../confirm.ts';
import { findNotice } from '../find-notice.ts';
import { findUpdate } from '../find-update.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readMessage } from '../message-argument.ts';
import {
	addCorrectionOptions,
	type CorrectionOptions,
	ofNoticeHelp,
	updateArgumentHelp,
	versionFrom,
} from '../options/correction-options.ts';
import { messageOption } from '../options/notice-options.ts';
import { collect } from '../options/parsers.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine, quoted } from '../terminal-text.ts';

interface RedactOptions extends CorrectionOptions {
	readonly notice?: string;
	readonly message?: string;
	readonly field?: readonly RedactableField[];
	readonly title?: string;
	readonly reason?: string;
}

/** What is redacted, and how the question names it. */
interface Target {
	readonly id: string;
	readonly seq: number;
	readonly what: string;
	/** The beginning of the words, for the question alone: the result may end up in a log. */
	readonly words: string;
	readonly path: string;
}

function parseField(text: string): RedactableField {
	const found = redactableFields.find((field) => field === text);
	if (found) return found;
	throw new InvalidArgumentError(
		`A field is one of ${redactableFields.join(', ')}. Words of a component, of the page and of a remedy without a notice cannot be redacted: change them, which leaves them in the log.`,
	);
}

export function addRedact(program: Command, io: Io): void {
	const command = program
		.command('redact')
		.summary('remove words for good (admins only)')
		.description(
			'Removes the words of an update, or of fields of a notice, from every page, from the log and from the database file. This cannot be undone. Backups made before, and what people have read, cannot be reached: change a password that was published.',
		)
		.argument('[update]', updateArgumentHelp)
		.option('--notice <id>', ofNoticeHelp)
		.addOption(messageOption())
		.addOption(
			new Option(
				'--field <field>',
				`with --notice: a field of the notice, repeatable: ${redactableFields.join(', ')}`,
			).argParser(collect(parseField)),
		)
		.option('--title <title>', 'with --notice: the new title, in the place of the redacted one')
		.option('--reason <text>', 'stored in the log; it must not repeat the words');
	addCorrectionOptions(command, { asks: true })
		.addHelpText(
			'after',
			examples(
				'candor redact k7mqz2p9ab --reason "A password." --yes',
				'candor redact k7mq -m "We have changed a password." --dry-run',
				'candor redact --notice checkout-down --field workaround --yes',
			),
		)
		.action(async (reference: string | undefined, options: RedactOptions, self: Command) => {
			const session = openSession(io, self);
			const fields = [...(options.field ?? []), ...(options.title === undefined ? [] : (['title'] as const))];
			if ((reference === undefined) === (fields.length === 0))
				throw new CliError(
					'usage',
					'Name an update, or name the fields of a notice with --notice and --field.',
				);
			if (reference === undefined && options.notice === undefined)
				throw new CliError('usage', 'Name the notice with --notice. Redaction cannot be undone.');
			const message = await readMessage(io, options.message);
			const target =
				reference === undefined
					? await targetFields(session, options.notice ?? '', fields)
					: await targetUpdate(session, reference, options.notice);
			const { reason, title } = options;
			const body = {
				...(reference === undefined && { fields: [...new Set(fields)] }),
				...(message !== undefined && { body: message }),
				...(title !== undefined && { title }),
				...(reason !== undefined && { reason }),
			};
			const what = `This removes ${target.what}${target.words} for good, also from the log and the database.`;
			await confirm(io, options.yes || options.dryRun, what, 'Redact it');
			const written = await session.client.write({
				method: 'POST',
				path: target.path,
				body,
				expectation: redactedNotice(target.id),
				...versionFrom(options, target.seq),
			});
			session.printResult(written, () => [
				`Redacted ${target.what}.`,
				'It is gone from every page, the log and the database file.',
				`Notice:  ${target.id}`,
			]);
		});
}

const shortened = (text: RichText): string => {
	const words = oneLine(plainText(text));
	return words === '' ? '' : ` (“${words.length > 60 ? `${words.slice(0, 60)}…` : words}”)`;
};

async function targetUpdate(session: Session, reference: string, noticeId?: string): Promise<Target> {
	const found = await findUpdate(session, reference, noticeId).catch(async (error: unknown) => {
		// The updates of a retracted notice are only shown to operators.
		if (noticeId === undefined || !(error instanceof CliError) || error.code !== 'retracted') throw error;
		return null;
	});
	const pathOf = (notice: string, update: string) =>
		pathTo('v1', 'notices', notice, 'updates', update, 'redact');
	if (found) {
		const { notice, update } = found;
		const what = `the words of the update ${update.id} of ${quoted(notice.value.title)}`;
		const words = shortened(update.value.body);
		return { id: notice.id, seq: notice.seq, what, words, path: pathOf(notice.id, update.id) };
	}
	const id = noticeId ?? '';
	const { retraction, seq } = await readCorrections(session.client, id);
	const update = retraction?.updates.find((each) => each.id === reference);
	if (!retraction || !update)
		throw new CliError(
			'not-found',
			`The retracted notice ${quoted(id)} has no update ${quoted(reference)}. "candor show --former ${id}" prints the ids.`,
		);
	const what = `the words of the update ${update.id} of the retracted notice ${quoted(retraction.title)}`;
	return { id, seq, what, words: shortened(update.text), path: pathOf(id, update.id) };
}

async function targetFields(session: Session, reference: string, fields: readonly string[]): Promise<Target> {
	const named = [...new Set(fields)].join(', ');
	const target = (id: string, seq: number, title: string): Target => ({
		id,
		seq,
		what: `the words of ${named} of ${quoted(title)}`,
		words: '',
		path: pathTo('v1', 'notices', id, 'redact'),
	});
	try {
		const { id, seq, value } = await findNotice(session, reference);
		return target(id, seq, value.title);
	} catch (error) {
		if (!(error instanceof CliError) || error.code !== 'retracted') throw error;
		const { seq, retraction } = await readCorrections(session.client, reference);
		return target(reference, seq, retraction?.title ?? reference);
	}
}
