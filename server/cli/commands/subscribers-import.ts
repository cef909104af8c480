/** `candor subscribers import`: subscribers that were elsewhere before, from a CSV file. */
import { type Command, Option } from 'commander';
import { languages } from '../../site/words/words.ts';
import { confirmed } from '../api/expectations.ts';
import { requireObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { confirm } from '../confirm.ts';
import { DryRunEnd } from '../dry-run-end.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readText } from '../options/json-file.ts';
import { openSession, type Session } from '../session.ts';
import type { CsvSubscriber } from '../subscribers/csv-subscribers.ts';
import { oneLine } from '../terminal-text.ts';

interface ImportOptions {
	readonly consent?: string;
	readonly language: string;
	readonly dryRun?: boolean;
	readonly yes?: true;
}

/** The server accepts so many at once. */
const batchSize = 200;

interface Outcome {
	added: number;
	known: number;
	readonly refused: { readonly line: number; readonly reason: string }[];
	lastConfirmationAt: string | null;
}

export function addSubscribersImport(subscribers: Command, io: Io): void {
	subscribers
		.command('import')
		.summary('add the subscribers of a CSV file')
		.description(
			'Adds the subscribers of a CSV file with the columns email and, if you like, language and components (ids, separated by spaces). Each gets an e-mail to confirm, 30 in a minute, unless you state with --consent that they have agreed. It shows first what would be added, and asks. Importing twice adds nothing.',
		)
		.argument('<file>', 'a CSV file; "-": standard input')
		.option(
			'--consent <statement>',
			'where and how they have agreed; they are confirmed at once, and the audit log keeps the statement',
		)
		.addOption(
			new Option('--language <tag>', 'of subscribers for whom the file has none')
				.choices(languages)
				.default('en'),
		)
		.option('--dry-run', 'show what would be added, and add nothing')
		.option('--yes', 'do not ask')
		.addHelpText(
			'after',
			examples(
				'candor subscribers import subscribers.csv --dry-run',
				'candor subscribers import subscribers.csv --language de',
				'candor subscribers import subscribers.csv --consent "They subscribed at our former status page." --yes',
			),
		)
		.action(async (file: string, options: ImportOptions, self: Command) => {
			const session = openSession(io, self);
			const { readSubscribers } = await import('../subscribers/csv-subscribers.ts');
			const text = file === '-' ? await io.readStdin() : await readText(io, file);
			const list = readSubscribers(file, text, options.language);
			if (list.length === 0) throw new CliError('usage', 'The file has no subscribers.');
			const planned = await sendAll(session, list, { ...options, dryRun: true });
			if (options.dryRun) {
				session.printResult({ dryRun: true, ...planned }, () => [
					...linesOf(planned, 'would be added'),
					'',
					'Nothing was added.',
				]);
				throw new DryRunEnd();
			}
			if (planned.added === 0)
				return session.printResult(planned, () => [
					...linesOf(planned, 'would be added'),
					'',
					'There is nothing to add.',
				]);
			if (!session.json) io.stderr.write(`${linesOf(planned, 'would be added').join('\n')}\n`);
			const what = options.consent
				? `This subscribes ${planned.added} people without asking them.`
				: `This sends ${planned.added} people an e-mail to confirm.`;
			await confirm(io, options.yes, what, 'Import them');
			const done = await sendAll(session, list, options);
			session.printResult(done, () => linesOf(done, 'were added'));
		});
}

async function sendAll(
	session: Session,
	list: readonly CsvSubscriber[],
	{ consent = null, dryRun = false }: { readonly consent?: string | null; readonly dryRun?: boolean },
): Promise<Outcome> {
	const outcome: Outcome = { added: 0, known: 0, refused: [], lastConfirmationAt: null };
	for (let from = 0; from < list.length; from += batchSize) {
		const batch = list.slice(from, from + batchSize);
		const answer = requireObject(
			await session.client.write({
				method: 'POST',
				path: 'v1/subscribers/import',
				body: { subscribers: batch.map(({ line: _, ...each }) => each), consent, dryRun },
				expectation: confirmed({ dryRun }, 'They are imported', 'candor subscribers list'),
				// The same list again adds nothing.
				canRepeat: true,
			}),
		);
		outcome.added += countIn(answer.added);
		outcome.known += countIn(answer.known);
		for (const { place, reason } of requireObjects(answer, 'refused'))
			outcome.refused.push({ line: batch[Number(place)]?.line ?? 0, reason: oneLine(String(reason)) });
		if (typeof answer.lastConfirmationAt === 'string') outcome.lastConfirmationAt = answer.lastConfirmationAt;
	}
	return outcome;
}

const countIn = (places: unknown): number => (Array.isArray(places) ? places.length : 0);

/** `added`: such as "were added". Addresses are not repeated on the terminal. */
const linesOf = ({ added, known, refused, lastConfirmationAt }: Outcome, text: string): string[] => [
	`${added} ${text}, ${known} are known already, ${refused.length} cannot be imported.`,
	...(lastConfirmationAt === null ? [] : [`The last e-mail to confirm is sent at ${lastConfirmationAt}.`]),
	...refused.map(({ line, reason }) => `  line ${line}: ${reason}`),
];
