/** A mirror in S3-compatible storage. One request with `PUT` replaces a whole object, so that none is ever seen in part. */
import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import { CandorError } from '../../../src/model/errors.ts';
import { readAtMost } from '../../core/read-body.ts';
import type { MirrorFile, Target } from './files.ts';

export interface Bucket {
	/** As an operator calls it, such as `s3://bucket/prefix`. */
	readonly name: string;
	/** The address of the folder that the files go to; ends in a slash. */
	readonly url: URL;
	readonly region: string;
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	/** For credentials that last for a while only. */
	readonly sessionToken: string | undefined;
}

export interface Network {
	readonly fetch: typeof fetch;
	/** Epoch milliseconds. */
	readonly now: () => number;
	/** Aborts after so many milliseconds. */
	readonly timeout: (milliseconds: number) => AbortSignal;
}

/** How long the storage may take for a file. */
const timeoutMs = 30_000;
/** In bytes: storage answers with nothing, or with a short error. */
const longestAnswer = 64 * 1024;

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
			// The content type too: nobody on the way may turn a script into a download.
			allHeaders: true,
		});
		const { url: address, headers } = await signer.sign();
		const signal = network.timeout(timeoutMs);
		// A redirect would need a signature of its own.
		return network.fetch(address, { method: 'PUT', headers, body, redirect: 'manual', signal });
	}

	return {
		name,
		async put(file) {
			let response: Response;
			let text: string;
			try {
				response = await send(file);
				// What is longer than that is no error of a storage.
				text = new TextDecoder().decode((await readAtMost(longestAnswer, response)) ?? undefined);
			} catch (error) {
				throw new CandorError(
					'busy',
					`The storage at ${url.host} cannot be reached (${reasonOf(error)}). Check the endpoint and the network.`,
				);
			}
			if (!response.ok) throw refusal(response.status, text, bucket);
		},
	};
}

const reasonOf = (error: unknown): string => {
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	return (cause as NodeJS.ErrnoException).code?.toString() ?? (cause as Error).name;
};

/** The storage's own code, such as NoSuchBucket, where it gives one; its words may quote what was signed. */
function refusal(status: number, text: string, { name, url }: Bucket): CandorError {
	const [, code = ''] = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(text) ?? [];
	const said = `The storage at ${url.host} refused a file for ${name} (${[status, code].join(' ').trim()}).`;
	if (status === 401 || status === 403)
		return new CandorError(
			'unauthorized',
			`${said} Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION, and that the key may put objects there.`,
		);
	if (status === 404) return new CandorError('not-found', `${said} Check the name of the bucket.`);
	if (status >= 300 && status < 400)
		return new CandorError('invalid', `${said} The bucket is elsewhere: check AWS_REGION and the endpoint.`);
	return new CandorError('busy', `${said} Try again later, or look at the storage’s own status.`);
}
