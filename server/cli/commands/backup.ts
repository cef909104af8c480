/** `candor backup`: everything of a server as one encrypted file. */
import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readConfig } from '../../config/config.ts';
import type { Manifest } from '../../core/backup/format.ts';
import type { BackupTarget } from '../../core/backup/target.ts';
import { keyFileIn, readKeyFile } from '../../core/signing/key-file.ts';
import { databaseFile } from '../../core/sqlite.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { openOutput, openSession } from '../session.ts';
import { quoted, sanitize } from '../terminal-text.ts';

interface BackupOptions {
	readonly data?: string;
	readonly recipient?: readonly string[];
	readonly plaintext?: true;
	readonly keys?: true;
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export function addBackup(program: Command, io: Io): void {
	program
		.command('backup')
		.summary('store an encrypted backup of everything')
		.description(
			'Stores the log and all private records in a folder or a bucket, encrypted in the age format. It asks a running server, which encrypts to its own recipients (CANDOR_BACKUP_RECIPIENTS). With --data it reads the folder of a server that is stopped.',
		)
		.argument('<target>', 'a folder, or s3://bucket/prefix; ?endpoint=https://… for other storage')
		.option('--data <folder>', 'the data folder of a server that does not run')
		.option(
			'--recipient <key>',
			'with --data or --keys: who can decrypt it, as age-keygen prints it; may be given again',
			collect,
		)
		.option('--plaintext', 'with --data: do not encrypt it')
		.option('--keys', 'store only the signing keys, which are in no other backup')
		.addHelpText(
			'after',
			`${examples('candor backup /srv/backups', 'candor backup "s3://my-bucket/backups?region=eu-central-1"', 'candor backup /srv/keys --keys --data /var/lib/candor --recipient age1…')}
"candor restore --verify" tries a backup out. The credentials of a bucket are in the environment, as for
"candor mirror".
`,
		)
		.action(async (text: string, options: BackupOptions, self: Command) => {
			const { targetOf } = await import('../backup/backup-address.ts');
			const target = targetOf(io, text);
			if (options.keys) return backUpKeys(io, self, options, target);
			if (options.data === undefined && (options.recipient || options.plaintext))
				throw new CliError(
					'usage',
					'A running server encrypts to its own recipients. Set CANDOR_BACKUP_RECIPIENTS for it, or stop it and add --data.',
				);
			const manifest = await makeBackup(io, self, options, target);
			const { seq, file, bytes, recipients } = manifest;
			openOutput(io, self).printResult({ target: target.name, ...manifest }, () => [
				`Backed up state ${seq} to ${sanitize(target.name)}: ${file} (${sizeText(bytes)}, ${recipients.length === 0 ? 'not encrypted' : `encrypted to ${recipients.length} ${recipients.length === 1 ? 'recipient' : 'recipients'}`}).`,
			]);
		});
}

async function makeBackup(
	io: Io,
	self: Command,
	options: BackupOptions,
	target: BackupTarget,
): Promise<Manifest> {
	// Imported only here, because no other command needs the server's code.
	const { backUpFolder, backUpServer } = await import('../backup/make-backup.ts');
	const { data } = options;
	if (data === undefined) return backUpServer(openSession(io, self), target);
	if (!existsSync(databaseFile(data)))
		throw new CliError(
			'not-found',
			`There is no database in the folder ${quoted(data)}. Name the data folder.`,
		);
	return backUpFolder(data, recipientsOf(io, options), target, io.now);
}

/** Those of the options, else those of the server's setting. Throws a CliError without any. */
function recipientsOf(io: Io, { recipient = [], plaintext, keys }: BackupOptions): readonly string[] {
	const isPlain = plaintext === true && !keys;
	if (isPlain && recipient.length > 0)
		throw new CliError('usage', '--plaintext and --recipient exclude each other. Remove one of them.');
	if (isPlain) return [];
	const recipients =
		recipient.length > 0 ? recipient : (readConfig(io.environment).backups?.recipients ?? []);
	if (recipients.length > 0) return recipients;
	throw new CliError(
		'usage',
		`Nothing was stored, because the backup would have no recipient: name one with --recipient, the public key that age-keygen prints${keys ? '' : ', or add --plaintext'}.`,
	);
}

/** The key file as it is, encrypted: `age --decrypt` writes it back. */
async function backUpKeys(
	io: Io,
	self: Command,
	options: BackupOptions,
	target: BackupTarget,
): Promise<void> {
	const { data } = options;
	const recipients = recipientsOf(io, options);
	const config = readConfig({ ...io.environment, ...(data !== undefined && { CANDOR_DATA: data }) });
	const path = config.keys ?? keyFileIn(config.data);
	// Throws for a damaged file.
	if (!readKeyFile(path))
		throw new CliError(
			'not-found',
			`There is no key file ${quoted(path)}. Name the data folder with --data.`,
		);
	const { encryptionTo } = await import('../../core/backup/encryption.ts');
	const { store } = await import('../../core/backup/write-backup.ts');
	const encrypt = await encryptionTo(recipients);
	const at = new Date(io.now()).toISOString();
	const file = `candor-keys-${at.replace(/[:-]|\.\d+/g, '')}.json.age`;
	const bytes = await encrypt(new Blob([readFileSync(path)]).stream());
	await store(target, file, bytes);
	openOutput(io, self).printResult({ target: target.name, file, recipients }, () => [
		`Stored the signing keys in ${sanitize(target.name)}: ${file}. To write them back: age --decrypt -i IDENTITY ${file} > keys.json`,
	]);
}

const sizeText = (bytes: number): string =>
	bytes < 1_000_000
		? `${Math.ceil(bytes / 1_000)} kB`
		: `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
