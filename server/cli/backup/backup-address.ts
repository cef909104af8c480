/** Where backups are, from the command line. */
import { basename, dirname } from 'node:path';
import { CandorError } from '../../../src/model/errors.ts';
import { backupFile } from '../../core/backup/format.ts';
import { type BackupTarget, backupTarget } from '../../core/backup/target.ts';
import { isBucketAddress } from '../../core/bucket/bucket-address.ts';
import { CliError } from '../cli-error.ts';
import type { Io } from '../io.ts';

/** A folder or a bucket of backups. Throws a CliError. */
export function targetOf(io: Io, text: string): BackupTarget {
	if (!isBucketAddress(text) && /^[a-z][a-z\d+.-]+:\/\//i.test(text))
		throw new CliError('usage', 'Backups are in a folder, or in a bucket such as s3://my-bucket/backups.');
	try {
		return backupTarget(text, io.environment, { ...io, fetch });
	} catch (error) {
		throw error instanceof CandorError ? new CliError('usage', error.message) : error;
	}
}

/** One backup, by its manifest or its content; `name`: `null` for the newest one of a folder. */
export function backupOf(
	io: Io,
	text: string,
): { readonly target: BackupTarget; readonly name: string | null } {
	if (!isBucketAddress(text)) {
		const found = backupFile(basename(text));
		return { target: targetOf(io, found ? dirname(text) : text), name: found?.name ?? null };
	}
	const [path = '', query] = text.split('?', 2);
	const found = backupFile(path.slice(path.lastIndexOf('/') + 1));
	const folder = found ? path.slice(0, path.lastIndexOf('/')) : path;
	return {
		target: targetOf(io, query === undefined ? folder : `${folder}?${query}`),
		name: found?.name ?? null,
	};
}
