/**
 * A mirror in S3-compatible storage. One PUT request replaces a whole object, so no client ever
 * gets a part of one.
 */
import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import { CandorError } from '../../../src/model/errors.ts';
import { readAtMost } from '../../core/read-body.ts';
import type { MirrorFile, Target } from './files.ts';

export interface Bucket {
	/** For messages to the operator, such as `s3://bucket/prefix`. */
	readonly name: string;
	/** The address of the folder for the files; ends in a slash. */
	readonly url: URL;
	readonly region: string;
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	/** Part of temporary credentials. */
	readonly sessionToken: string | undefined;
}

export interface Network {
	readonly fetch: typeof fetch;
	/** Epoch milliseconds. */
	readonly now: () => number;
	/** A signal that aborts after `ms`. */
	readonly timeout: (ms: number) => AbortSignal;
}

/** For one file, the response included. */
const timeoutMs = 30_000;
/** Storage responds with an empty body or a short error; the rest of a longer one is not read. */
const maxResponseBytes = 64 * 1024;

export function bucketTarget(bucket: Bucket, network: Network): Target {
	const { name, url, region, accessKeyId, secretAccessKey, sessionToken } = bucket;

	async function send({ name: key, bytes, type, caching }: MirrorFile): Promise<Response> {
		const body = new Uint8Array(bytes);
		const signer = new AwsV4Signer({
			method: 'PUT',
			url: new URL(key, url).href,
			headers: {
				'content-type': type,
				'cache-control': caching,
				'x-amz-content-sha256': createHash('sha256').update(body).digest('hex'),
			},
			accessKeyId,
			secretAccessKey,
			...(sessionToken !== undefined && { sessionToken }),
			service: 's3',
			region,
			datetime: new Date(network.now()).toISOString().replace(/[:-]|\.\d{3}/g, ''),
			// Signs the content type too: otherwise a proxy could turn a script into a download.
			allHeaders: true,
		});
		const { url: address, headers } = await signer.sign();
		const signal = network.timeout(timeoutMs);
		// `manual`: the signature is not valid for the address of a redirect.
		return network.fetch(address, { method: 'PUT', headers, body, redirect: 'manual', signal });
	}

	return {
		name,
		async put(file) {
			let response: Response;
			let text: string;
			try {
				response = await send(file);
				text = new TextDecoder().decode((await readAtMost(maxResponseBytes, response)) ?? undefined);
			} catch (error) {
				throw new CandorError(
					'busy',
					`The storage at ${url.host} cannot be reached (${reasonOf(error)}). Check the endpoint and the network.`,
				);
			}
			if (!response.ok) throw responseError(response.status, text, bucket);
		},
	};
}

const reasonOf = (error: unknown): string => {
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	return (cause as NodeJS.ErrnoException).code?.toString() ?? (cause as Error).name;
};

/**
 * Contains the storage's error code, such as NoSuchBucket, but not its message, which may quote
 * signed headers.
 */
function responseError(status: number, text: string, { name, url }: Bucket): CandorError {
	const [, code = ''] = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(text) ?? [];
	const summary = `The storage at ${url.host} refused a file for ${name} (${[status, code].join(' ').trim()}).`;
	if (status === 401 || status === 403)
		return new CandorError(
			'unauthorized',
			`${summary} Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION, and that the key may write objects there.`,
		);
	if (status === 404) return new CandorError('not-found', `${summary} Check the name of the bucket.`);
	if (status >= 300 && status < 400)
		return new CandorError(
			'invalid',
			`${summary} The bucket is at another address: check AWS_REGION and the endpoint.`,
		);
	return new CandorError('busy', `${summary} Try again later, or check the storage’s own status.`);
}
