/** `candor subscribers import`: subscribers that were elsewhere before, from a CSV file. */
import { type Command, Option } from 'commander';
import { languages } from '../../site/words/words.ts';
import { confirm } from '../confirm.ts';
import { DryRunEnd } from '../dry-run-end.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readText } from '../options/json-file.ts';
import { openSession } from '../session.ts';
import type { ImportOutcome } from '../subscribers/send-subscribers.ts';

interface ImportOptions {
	readonly consent?: string;
	readonly language: string;
	readonly dryRun?: boolean;
	readonly yes?: true;
}

export function addSubscribersImport(subscribers: Command, io: Io): void {
	subscribers
		.command('import')
		.summary('add the subscribers of a CSV file')
		.description(
			'Adds the subscribers of a CSV file with the columns email and, if you like, language, components (ids, separated by spaces) and state. Each gets an e-mail to confirm, 30 in a minute, unless you state with --consent that they have agreed; those whose state is "pending" confirm in any case. It shows first what would be added, and asks. Damaged lines are listed, and the others are imported. Importing twice adds nothing.',
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
		.action(async (path: string, options: ImportOptions, self: Command) => {
			const session = openSession(io, self);
			const { readSubscribers } = await import('../subscribers/csv-subscribers.ts');
			const { sendSubscribers } = await import('../subscribers/send-subscribers.ts');
			const text = path === '-' ? await io.readStdin() : await readText(io, path);
			const file = readSubscribers(path, text, options.language);
			const planned = await sendSubscribers(session, file, { ...options, dryRun: true });
			const lines = linesOf(planned, 'would be added');
			if (options.dryRun) {
				session.printResult({ dryRun: true, ...planned }, () => [...lines, '', 'Nothing was added.']);
				throw new DryRunEnd();
			}
			if (planned.added === 0)
				return session.printResult(planned, () => [...lines, '', 'There is nothing to add.']);
			if (!session.json) io.stderr.write(`${lines.join('\n')}\n`);
			const { added, toConfirm } = planned;
			const asked = toConfirm === 0 ? '' : ` ${toConfirm} addresses get an e-mail to confirm.`;
			const unasked =
				added === toConfirm ? '' : `This subscribes ${added - toConfirm} addresses without asking them.`;
			await confirm(io, options.yes, `${unasked}${asked}`.trim(), 'Import them');
			const done = await sendSubscribers(session, file, options);
			session.printResult(done, () => linesOf(done, 'were added'));
		});
}

/** `text`: such as "were added". Addresses are not repeated on the terminal. */
function linesOf(outcome: ImportOutcome, text: string): string[] {
	const { added, known, repeated, refused, lastConfirmationAt, toConfirm, perMinute } = outcome;
	const minutes = Math.ceil(toConfirm / perMinute);
	const confirmations =
		lastConfirmationAt === null
			? `${toConfirm} of them get an e-mail to confirm, within ${minutes} min at least.`
			: `${toConfirm} of them get an e-mail to confirm, the last at ${lastConfirmationAt}.`;
	return [
		`${added} ${text}, ${known} are known already, ${refused.length} cannot be imported.`,
		...(repeated === 0 ? [] : [`${repeated} lines repeat an address of an earlier line.`]),
		...(toConfirm === 0 ? [] : [confirmations]),
		...refused.map(({ line, reason }) => `  line ${line}: ${reason}`),
	];
}
