/** `candor restore BACKUP`: restores a backup, or tries it out. */
import type { Command } from 'commander';
import { readConfig } from '../../config/config.ts';
import { readSecret } from '../../config/secrets.ts';
import { findBackup } from '../../core/backup/read-backup.ts';
import { restoreBackup, verifyBackup } from '../../core/backup/restore.ts';
import { CliError } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { timeText } from '../render/time.ts';
import { openOutput } from '../session.ts';
import { quoted, sanitize } from '../terminal-text.ts';
import { backupOf } from './backup-address.ts';

export interface BackupRestoreOptions {
	readonly verify?: true;
	readonly identity?: string;
	readonly data?: string;
	readonly replace?: true;
	readonly site?: string;
}

export async function runBackupRestore(
	io: Io,
	self: Command,
	address: string,
	options: BackupRestoreOptions,
): Promise<void> {
	const { verify, data, replace, site } = options;
	if (verify && (data !== undefined || replace))
		throw new CliError('usage', '--verify writes no data folder. Leave --data and --replace out.');
	if (!verify && data === undefined)
		throw new CliError(
			'usage',
			'Name the data folder to restore into with --data, or try the backup out with --verify.',
		);
	const { target, name } = backupOf(io, address);
	const identity = await readIdentity(io, options);
	const manifest = await findBackup(target, name, site ?? null);
	const source = { target, manifest, identity };
	const output = openOutput(io, self);
	const made = `the state ${manifest.seq} of ${timeText(Date.parse(manifest.at), output.style)}, by Candor ${sanitize(manifest.candor)}`;
	const backup = { target: target.name, ...manifest };
	if (data === undefined) {
		const { records, sha256 } = await verifyBackup(source);
		output.printResult({ backup, verified: true, records, contentSha256: sha256 }, () => [
			`The backup can be restored: ${made}.`,
			`It has ${manifest.seq} commits, ${manifest.privateRecords} private records, and leads to ${records} records. All hashes agree.`,
			...(manifest.recipients.length === 0
				? ['It is not encrypted: anyone who has the file can read it.']
				: []),
		]);
		return;
	}
	// Checked like the server's own setting.
	const folder = readConfig({ CANDOR_DATA: data }).data;
	const restored = await restoreBackup(folder, source, replace === true, io.now());
	const { records, replaced, sha256 } = restored;
	const document = { data: folder, site: restored.site, replaced, records, contentSha256: sha256 };
	output.printResult({ backup, restored: true, ...document }, () => [
		`Restored ${made}, into ${sanitize(folder)}.`,
		`It has ${manifest.seq} commits, ${manifest.privateRecords} private records, and leads to ${records} records. All hashes agree.`,
		...(replaced === null ? [] : [`The former database is kept: ${sanitize(replaced)}`]),
		`The log has a new identity, ${restored.site}, so that pages drop what they know. Pages with data-site need it in their tags.`,
		'The signing keys are not part of a backup. Put the key file back before you start the server.',
	]);
}

/** From a file that the option names, or from the environment; `null`: there is none. */
async function readIdentity(io: Io, { identity }: BackupRestoreOptions): Promise<string | null> {
	if (identity === undefined) return readSecret(io.environment, 'CANDOR_BACKUP_IDENTITY') ?? null;
	try {
		return await io.readFile(identity);
	} catch (error) {
		const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
		throw new CliError(
			'usage',
			`The identity file ${quoted(identity)} cannot be read (${reason}). Check the path.`,
		);
	}
}
