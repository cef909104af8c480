/**
 * Where a mirror is stored, from the command line and the environment. Credentials come from the
 * environment only.
 */
import { type Bucket, bucketTarget } from '../connectors/mirror/bucket.ts';
import type { Target } from '../connectors/mirror/files.ts';
import { folderTarget } from '../connectors/mirror/folder.ts';
import { CliError } from './cli-error.ts';
import type { Io } from './io.ts';
import { sanitize } from './terminal-text.ts';

const usageError = (message: string): CliError => new CliError('usage', message);

/** A folder, or a bucket as `s3://bucket/prefix?endpoint=https://…&region=…`. Throws a CliError. */
export function readTarget(io: Io, text: string): Target {
	if (text.startsWith('s3://')) return bucketTarget(readBucket(io, text), { ...io, fetch });
	if (!/^[a-z][a-z\d+.-]+:\/\//i.test(text)) return folderTarget(text);
	throw usageError('A mirror is a folder, or a bucket such as s3://my-bucket/status.');
}

function readBucket({ environment }: Io, text: string): Bucket {
	const address = URL.canParse(text) ? new URL(text) : undefined;
	if (!address || !/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(address.hostname))
		throw usageError('This is not the address of a bucket. Write one such as s3://my-bucket/status.');
	if (address.username || address.password)
		throw usageError(
			'The address of the bucket contains credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead.',
		);
	const bucket = address.hostname;
	const prefix = address.pathname.replace(/^\/+|\/+$/g, '');
	const region =
		address.searchParams.get('region') ||
		environment.AWS_REGION ||
		environment.AWS_DEFAULT_REGION ||
		'us-east-1';
	const endpoint =
		address.searchParams.get('endpoint') || environment.AWS_ENDPOINT_URL_S3 || environment.AWS_ENDPOINT_URL;
	return {
		name: sanitize(`s3://${bucket}${prefix && `/${prefix}`}`),
		url: bucketUrl(bucket, prefix, region, endpoint),
		region,
		accessKeyId: readCredential(environment, 'AWS_ACCESS_KEY_ID'),
		secretAccessKey: readCredential(environment, 'AWS_SECRET_ACCESS_KEY'),
		sessionToken: environment.AWS_SESSION_TOKEN || undefined,
	};
}

/**
 * A path of the endpoint, which every S3-compatible storage supports; without an endpoint, a host
 * of Amazon's.
 */
function bucketUrl(bucket: string, prefix: string, region: string, endpoint: string | undefined): URL {
	if (!/^[a-z\d-]+$/.test(region))
		throw usageError('AWS_REGION is not the name of a region. Write one such as eu-central-1.');
	const folder = prefix && `${prefix}/`;
	// The certificate for *.s3.… is not valid for a bucket name with a dot.
	if (!endpoint && bucket.includes('.'))
		return new URL(`https://s3.${region}.amazonaws.com/${bucket}/${folder}`);
	if (!endpoint) return new URL(`https://${bucket}.s3.${region}.amazonaws.com/${folder}`);
	const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
	if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
		throw usageError('The endpoint is not a web address. Use one such as https://storage.example.com.');
	url.search = '';
	url.hash = '';
	url.pathname = `${url.pathname.replace(/\/$/, '')}/${bucket}/${folder}`;
	return url;
}

function readCredential(environment: Io['environment'], name: string): string {
	const value = environment[name]?.trim();
	if (!value)
		throw usageError('A bucket needs credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.');
	// With a line break inside, fetch would throw an error that quotes the credential.
	if (/^[\x21-\x7e]+$/.test(value)) return value;
	throw usageError(`${name} contains characters that no such key has. Copy it again.`);
}
