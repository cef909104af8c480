/** Where backups are stored: a folder, or a bucket of S3-compatible storage. */
import type { Network } from '../bucket/bucket.ts';
import { isBucketAddress, readBucket } from '../bucket/bucket-address.ts';
import { bucketBackups } from './bucket-target.ts';
import { folderBackups } from './folder-target.ts';

/** A file on the disk of this machine. */
export interface LocalFile {
	readonly path: string;
	readonly bytes: number;
	/** Hexadecimal. */
	readonly sha256: string;
}

export interface BackupTarget {
	/** For messages to the operator. */
	readonly name: string;
	/** A path for a new file that {@link put} stores. The caller removes what it has not stored. */
	newFile(): Promise<string>;
	/** Stores a file as a whole under a name, and removes it from its path. Throws CandorError. */
	put(name: string, file: LocalFile): Promise<void>;
	/** The names of all files. */
	list(): Promise<readonly string[]>;
	/** The bytes of a file; `null`: there is none. */
	get(name: string): Promise<AsyncIterable<Uint8Array> | null>;
	remove(name: string): Promise<void>;
}

/**
 * A folder, or a bucket as `s3://bucket/prefix?endpoint=https://…&region=…` with credentials from
 * the environment. Throws CandorError `invalid`.
 */
export const backupTarget = (
	address: string,
	environment: Readonly<Record<string, string | undefined>>,
	network: Network,
): BackupTarget =>
	isBucketAddress(address)
		? bucketBackups(readBucket(environment, address), network)
		: folderBackups(address, network.now);
