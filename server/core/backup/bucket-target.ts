/** Backups in a bucket of S3-compatible storage. */
import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	type Bucket,
	type BucketRequest,
	bucketRequest,
	type Network,
	unreachable,
} from '../bucket/bucket.ts';
import { partSuffix } from './folder-target.ts';
import type { BackupTarget } from './target.ts';

/** A large backup on a slow line. */
const timeoutMs = 30 * 60_000;
const maxListBytes = 4 * 1024 * 1024;

export function bucketBackups(bucket: Bucket, network: Network): BackupTarget {
	const request = (options: BucketRequest) => bucketRequest(bucket, network, { timeoutMs, ...options });

	/** One page of names, and where the next one begins. */
	async function listPage(token: string | undefined) {
		const response = await request({
			...{ method: 'GET', key: null },
			query: {
				...{ 'list-type': '2', prefix: decodeURIComponent(bucket.prefix) },
				...(token !== undefined && { 'continuation-token': token }),
			},
		});
		const text = response ? await textOf(response) : '';
		const names = [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(
			([, key = '']) => key.split('/').at(-1) ?? '',
		);
		const [, next] = /<NextContinuationToken>([^<]*)<\/NextContinuationToken>/.exec(text) ?? [];
		return { names, next: next?.replaceAll('&amp;', '&') };
	}

	async function textOf(response: Response): Promise<string> {
		let text = '';
		for await (const chunk of bytesOf(response)) {
			text += Buffer.from(chunk).toString('latin1');
			if (text.length > maxListBytes) break;
		}
		return text;
	}

	/** An answer that ends early is a failure of the storage. */
	async function* bytesOf({ body }: Response): AsyncGenerator<Uint8Array> {
		try {
			for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) yield chunk;
		} catch (error) {
			throw unreachable(bucket, error);
		}
	}

	return {
		name: bucket.name,
		newFile: async () => join(tmpdir(), `candor-${randomUUID()}${partSuffix}`),
		async put(name, { path, sha256 }) {
			const type = name.endsWith('.json') ? 'application/json' : 'application/octet-stream';
			const response = await request({
				...{ method: 'PUT', key: name },
				headers: { 'content-type': type, 'cache-control': 'no-store' },
				body: { content: await openAsBlob(path), sha256 },
			});
			if (response) await textOf(response);
			await rm(path, { force: true });
		},
		async list() {
			const all: string[] = [];
			for (let token: string | undefined, isFirst = true; isFirst || token !== undefined; isFirst = false) {
				const { names, next } = await listPage(token);
				all.push(...names);
				token = next;
			}
			return all;
		},
		async get(name) {
			const response = await request({ method: 'GET', key: name });
			return response && bytesOf(response);
		},
		async remove(name) {
			await request({ method: 'DELETE', key: name });
		},
	};
}
