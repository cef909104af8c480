/** Objects in S3-compatible storage. One PUT request replaces a whole object. */
import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import { CandorError } from '../../../src/model/errors.ts';
import { readAtMost } from '../read-body.ts';

export interface Bucket {
	/** For messages to the operator, such as `s3://bucket/prefix`. */
	readonly name: string;
	/** The address of the bucket; ends in a slash. */
	readonly root: URL;
	/** The folder for the files, percent-encoded: empty, or it ends in a slash. */
	readonly prefix: string;
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

export interface BucketRequest {
	readonly method: 'PUT' | 'GET' | 'DELETE';
	/** Within the folder; `null`: the bucket itself. */
	readonly key: string | null;
	readonly query?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: { readonly content: Uint8Array | Blob; readonly sha256: string };
	/** For the whole request, the response included. Default: 30 s. */
	readonly timeoutMs?: number;
}

const usualTimeoutMs = 30_000;
/** Storage responds with an empty body or a short error; the rest of a longer one is not read. */
const maxErrorBytes = 64 * 1024;
const emptySha256 = createHash('sha256').digest('hex');

/** The address of an object. */
export const objectUrl = ({ root, prefix }: Bucket, key: string): URL => new URL(root.href + prefix + key);

/**
 * The response, whose body is not read yet; `null`: there is no such object (GET and DELETE only).
 * Throws CandorError.
 */
export async function bucketRequest(
	bucket: Bucket,
	network: Network,
	{ method, key, query = {}, headers: own = {}, body, timeoutMs = usualTimeoutMs }: BucketRequest,
): Promise<Response | null> {
	const { region, accessKeyId, secretAccessKey, sessionToken, root } = bucket;
	const url = key === null ? new URL(root) : objectUrl(bucket, key);
	// As it is signed: `+` would be a space for some storages, and a plus for others.
	url.search = Object.entries(query)
		.map(([name, value]) => `${encode(name)}=${encode(value)}`)
		.join('&');
	const signer = new AwsV4Signer({
		method,
		url: url.href,
		headers: { ...own, 'x-amz-content-sha256': body?.sha256 ?? emptySha256 },
		accessKeyId,
		secretAccessKey,
		...(sessionToken !== undefined && { sessionToken }),
		service: 's3',
		region,
		datetime: new Date(network.now()).toISOString().replace(/[:-]|\.\d{3}/g, ''),
		// Signs the content type too: otherwise a proxy could turn a script into a download.
		allHeaders: true,
	});
	let response: Response;
	try {
		const { url: address, headers } = await signer.sign();
		const signal = network.timeout(timeoutMs);
		const content = body && { body: body.content as Blob };
		// `manual`: the signature is not valid for the address of a redirect.
		response = await network.fetch(address, { method, headers, ...content, redirect: 'manual', signal });
		if (response.ok) return response;
	} catch (error) {
		throw unreachable(bucket, error);
	}
	const text = await errorText(response, bucket);
	if (response.status === 404 && method !== 'PUT' && !text.includes('NoSuchBucket')) return null;
	throw responseError(response.status, text, bucket);
}

/** As RFC 3986 and the signature have it. */
const encode = (text: string): string =>
	encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);

/** The error for storage that does not answer, also in the middle of a response. */
export const unreachable = ({ root }: Bucket, error: unknown): CandorError =>
	new CandorError(
		'busy',
		`The storage at ${root.host} cannot be reached (${reasonOf(error)}). Check the endpoint and the network.`,
	);

const reasonOf = (error: unknown): string => {
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	return (cause as NodeJS.ErrnoException).code?.toString() ?? (cause as Error).name;
};

async function errorText(response: Response, bucket: Bucket): Promise<string> {
	try {
		return new TextDecoder().decode((await readAtMost(maxErrorBytes, response)) ?? undefined);
	} catch (error) {
		throw unreachable(bucket, error);
	}
}

/**
 * Contains the storage's error code, such as NoSuchBucket, but not its message, which may quote
 * signed headers.
 */
function responseError(status: number, text: string, { name, root }: Bucket): CandorError {
	const [, code = ''] = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(text) ?? [];
	const summary = `The storage at ${root.host} refused a request for ${name} (${[status, code].join(' ').trim()}).`;
	if (status === 401 || status === 403)
		return new CandorError(
			'unauthorized',
			`${summary} Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION, and that the key may read and write objects there.`,
		);
	if (status === 404) return new CandorError('not-found', `${summary} Check the name of the bucket.`);
	if (status >= 300 && status < 400)
		return new CandorError(
			'invalid',
			`${summary} The bucket is at another address: check AWS_REGION and the endpoint.`,
		);
	return new CandorError('busy', `${summary} Try again later, or check the storage’s own status.`);
}
