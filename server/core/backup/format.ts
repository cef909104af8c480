/**
 * The format of a backup: JSON lines of what the two ports read, so that a backup of one storage can
 * be restored into another. docs/reference/backup-format.md
 */
import { z } from 'zod';

export const formatName = 'candor-backup';
/** Grows when an earlier version of Candor could not restore a backup. */
export const formatVersion = 1;

const count = z.int().min(0);

const headFields = {
	format: z.literal(formatName),
	/** Checked apart, so that a newer one gets a sentence of its own. */
	formatVersion: z.int().min(1),
	/** The version of Candor. */
	candor: z.string().max(60),
	/** The identity of the log. */
	site: z.string().min(1).max(100),
	/** The number of the last commit. */
	seq: count,
	/** When its content was read, ISO 8601. */
	at: z.iso.datetime(),
	privateRecords: count,
};

/** The first line of the content. */
export const backupHead = z.object(headFields);
export type BackupHead = z.infer<typeof backupHead>;

/** A line of a private record. */
export const privateLine = z.object({
	kind: z.string().min(1),
	id: z.string(),
	version: z.int().min(1),
	value: z.unknown(),
});
export type PrivateLine = z.infer<typeof privateLine>;

/** The last line: a backup without it was cut off. */
export const backupEnd = z.object({
	end: z.object({ commits: count, sha256: z.string().regex(/^[\da-f]{64}$/) }),
});

/** The file beside a backup, which is written last: without it there is no backup. */
export const manifest = z.object({
	...headFields,
	/** The name of the file with the content, in the same folder. */
	file: z.string().regex(/^candor-[\w-]{1,100}\.jsonl\.gz(?:\.age)?$/),
	/** Of the file. */
	bytes: z.int().min(1),
	sha256: z.string().regex(/^[\da-f]{64}$/),
	/** The age recipients that can decrypt it; empty: it is not encrypted. */
	recipients: z.array(z.string().max(5_000)).max(20),
});
export type Manifest = z.infer<typeof manifest>;

/** Such as `candor-20261130T211500Z-1204`. */
export const backupName = ({ at, seq }: Pick<BackupHead, 'at' | 'seq'>): string =>
	`candor-${at.replace(/[:-]|\.\d+/g, '')}-${seq}`;

/** The name of the file with the content. */
export const contentFile = (name: string, isEncrypted: boolean): string =>
	`${name}.jsonl.gz${isEncrypted ? '.age' : ''}`;
export const manifestFile = (name: string): string => `${name}.json`;

const fileName =
	/^(candor-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(\d+))(\.json|\.jsonl\.gz|\.jsonl\.gz\.age)$/;

/** A file of a backup. */
export interface BackupFile {
	/** Of the backup. */
	readonly name: string;
	/** When it was made, epoch milliseconds. */
	readonly at: number;
	/** Its last commit. */
	readonly seq: number;
	readonly isManifest: boolean;
}

/** The newest last. */
export const byAge = (a: Pick<BackupFile, 'at' | 'seq'>, b: Pick<BackupFile, 'at' | 'seq'>): number =>
	a.at - b.at || a.seq - b.seq;

/** The backup that a file belongs to; `null` for another file. */
export function backupFile(file: string): BackupFile | null {
	const [, name, year, month, day, hour, minute, second, seq, end] = fileName.exec(file) ?? [];
	const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	return name === undefined || Number.isNaN(at)
		? null
		: { name, at, seq: Number(seq), isManifest: end === '.json' };
}

/** The size of the manifest and of a line is limited, because a backup may come from anywhere. */
export const maxManifestBytes = 64 * 1024;
export const maxLineBytes = 16 * 1024 * 1024;
