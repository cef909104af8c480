/** `candor restore`: brings a retracted notice back, or restores a backup. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { readCorrections } from '../api/corrections.ts';
import { publishedNotice } from '../api/expectations.ts';
import type { BackupRestoreOptions } from '../backup/restore-backup.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { addCorrectionOptions, type CorrectionOptions, versionFrom } from '../options/correction-options.ts';
import { parseId } from '../options/parsers.ts';
import { printPublished } from '../render/published.ts';
import { openSession } from '../session.ts';
import { quoted } from '../terminal-text.ts';

/** A backup has a character that no id has, such as a slash or a full stop. */
const isBackup = (text: string): boolean => /[/\\.:]/.test(text);

export function addRestore(program: Command, io: Io): void {
	const command = program
		.command('restore')
		.summary('bring a retracted notice back, or restore a backup')
		.description(
			'Brings a retracted notice back exactly as it was, with its updates. With the address of a backup, it restores the backup into a data folder, under a new identity of the log; --verify only tries it out.',
		)
		.argument(
			'<what>',
			'the whole id of a notice, which "candor retract" has printed; or a backup: a manifest, or a folder or bucket for its newest one',
			(text) => (isBackup(text) ? text : parseId(text)),
		)
		.option('--verify', 'restore a backup into a scratch folder, compare everything, and remove the folder')
		.option(
			'--identity <file>',
			'what age-keygen has written, to decrypt a backup (CANDOR_BACKUP_IDENTITY_FILE)',
		)
		.option('--data <folder>', 'the data folder to restore a backup into')
		.option('--replace', 'move a database that is there aside')
		.option('--site <identity>', 'refuse a backup of another log');
	addCorrectionOptions(command)
		.addHelpText(
			'after',
			examples(
				'candor restore checkout-down',
				'candor restore checkout-down --dry-run',
				'candor restore --verify /srv/backups --identity identity.txt',
				'candor restore /srv/backups/candor-20261130T211500Z-12.json --data /var/lib/candor --identity identity.txt',
			),
		)
		.action(async (what: string, options: CorrectionOptions & BackupRestoreOptions, self: Command) => {
			if (isBackup(what)) return restoreBackup(io, self, what, options);
			const { verify, identity, data, replace, site } = options;
			if ([verify, identity, data, replace, site].some((option) => option !== undefined))
				throw new CliError(
					'usage',
					`${quoted(what)} is the id of a notice. Write a backup with a slash, such as ./${what}.`,
				);
			await restoreNotice(io, self, what, options);
		});
}

async function restoreBackup(
	io: Io,
	self: Command,
	address: string,
	options: CorrectionOptions & BackupRestoreOptions,
): Promise<void> {
	const { ifMatch, idempotencyKey, dryRun } = options;
	if ([ifMatch, idempotencyKey, dryRun].some((option) => option !== undefined))
		throw new CliError(
			'usage',
			'These options are for a notice, and a backup is restored without a server. To try it out, use --verify.',
		);
	// Imported only here, because a notice does not need the server's code.
	const { runBackupRestore } = await import('../backup/restore-backup.ts');
	await runBackupRestore(io, self, address, options);
}

async function restoreNotice(io: Io, self: Command, id: string, options: CorrectionOptions): Promise<void> {
	const session = openSession(io, self);
	const { retraction, seq } = await readCorrections(session.client, id);
	if (!retraction)
		throw new CliError(
			'conflict',
			`The notice "${id}" is not retracted. There is nothing to restore.`,
			'not-retracted',
		);
	const written = await session.client.write({
		method: 'POST',
		path: pathTo('v1', 'notices', id, 'restore'),
		body: {},
		expectation: publishedNotice(id),
		...versionFrom(options, seq),
	});
	await printPublished(session, written, `Restored ${quoted(retraction.title)}`);
}
