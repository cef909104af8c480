/** Where a mirror is stored, from the command line and the environment. */
import { CandorError } from '../../src/model/errors.ts';
import { bucketTarget } from '../connectors/mirror/bucket.ts';
import type { Target } from '../connectors/mirror/files.ts';
import { folderTarget } from '../connectors/mirror/folder.ts';
import type { Bucket } from '../core/bucket/bucket.ts';
import { isBucketAddress, readBucket } from '../core/bucket/bucket-address.ts';
import { CliError } from './cli-error.ts';
import type { Io } from './io.ts';
import { sanitize } from './terminal-text.ts';

const usageError = (message: string): CliError => new CliError('usage', message);

/** A folder, or a bucket as `s3://bucket/prefix?endpoint=https://…&region=…`. Throws a CliError. */
export function readTarget(io: Io, text: string): Target {
	if (isBucketAddress(text)) return bucketTarget(bucketOf(io, text), { ...io, fetch });
	if (!/^[a-z][a-z\d+.-]+:\/\//i.test(text)) return folderTarget(text);
	throw usageError('A mirror is a folder, or a bucket such as s3://my-bucket/status.');
}

/** The bucket that an argument names. Throws a CliError. */
export function bucketOf({ environment }: Io, text: string): Bucket {
	try {
		const bucket = readBucket(environment, text);
		return { ...bucket, name: sanitize(bucket.name) };
	} catch (error) {
		throw error instanceof CandorError ? usageError(error.message) : error;
	}
}
