/** A mirror in S3-compatible storage: no client ever gets a part of a file. */
import { createHash } from 'node:crypto';
import { type Bucket, bucketRequest, type Network, unreachable } from '../../core/bucket/bucket.ts';
import { readAtMost } from '../../core/read-body.ts';
import type { Target } from './files.ts';

/** Storage responds with an empty body; the rest of a longer one is not read. */
const maxResponseBytes = 64 * 1024;

export const bucketTarget = (bucket: Bucket, network: Network): Target => ({
	name: bucket.name,
	async put({ name: key, bytes, type, caching }) {
		const content = new Uint8Array(bytes);
		const sha256 = createHash('sha256').update(content).digest('hex');
		const headers = { 'content-type': type, 'cache-control': caching };
		const response = await bucketRequest(bucket, network, {
			...{ method: 'PUT', key, headers },
			body: { content, sha256 },
		});
		if (!response) return;
		await readAtMost(maxResponseBytes, response).catch((error: unknown) => {
			throw unreachable(bucket, error);
		});
	},
});
