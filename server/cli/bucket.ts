/** Where a mirror is kept, from the command line and the environment. Secrets come from the environment alone. */
import type { Bucket } from '../connectors/mirror/bucket.ts';
import { bucketTarget } from '../connectors/mirror/bucket.ts';
import type { Target } from '../connectors/mirror/files.ts';
import { folderTarget } from '../connectors/mirror/folder.ts';
import { Failure } from './exit.ts';
import { harmless } from './harmless.ts';
import type { Io } from './io.ts';

const wrong = (sentence: string): Failure => new Failure('usage', sentence);

/** A folder, or a bucket as `s3://bucket/prefix?endpoint=https://…&region=…`. Throws a Failure `usage`. */
export function readTarget(io: Io, text: string): Target {
	if (text.startsWith('s3://')) return bucketTarget(readBucket(io, text), io);
	if (!/^[a-z][a-z\d+.-]+:\/\//i.test(text)) return folderTarget(text);
	throw wrong('A mirror is kept in a folder, or in a bucket such as s3://my-bucket/status.');
}

function readBucket({ environment }: Io, text: string): Bucket {
	const address = URL.canParse(text) ? new URL(text) : undefined;
	if (!address || !/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(address.hostname))
		throw wrong('This is not the address of a bucket. Write one such as s3://my-bucket/status.');
	if (address.username || address.password)
		throw wrong(
			'The address of the bucket holds credentials. Put them into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
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
		name: harmless(`s3://${bucket}${prefix && `/${prefix}`}`),
		url: addressOf(bucket, prefix, region, endpoint),
		region,
		accessKeyId: needed(environment, 'AWS_ACCESS_KEY_ID'),
		secretAccessKey: needed(environment, 'AWS_SECRET_ACCESS_KEY'),
		sessionToken: environment.AWS_SESSION_TOKEN || undefined,
	};
}

/** The bucket as a folder of its endpoint, which every storage understands, or as a host of Amazon's. */
function addressOf(bucket: string, prefix: string, region: string, endpoint: string | undefined): URL {
	if (!/^[a-z\d-]+$/.test(region)) throw wrong('AWS_REGION is no region. Write one such as eu-central-1.');
	const folder = prefix && `${prefix}/`;
	// A certificate for *.s3.… covers no name with another dot in it.
	if (!endpoint && bucket.includes('.'))
		return new URL(`https://s3.${region}.amazonaws.com/${bucket}/${folder}`);
	if (!endpoint) return new URL(`https://${bucket}.s3.${region}.amazonaws.com/${folder}`);
	const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
	if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
		throw wrong('The endpoint is not a web address. Use one such as https://storage.example.com.');
	url.search = '';
	url.hash = '';
	url.pathname = `${url.pathname.replace(/\/$/, '')}/${bucket}/${folder}`;
	return url;
}

function needed(environment: Io['environment'], name: string): string {
	const value = environment[name]?.trim();
	if (!value)
		throw wrong(`A bucket needs credentials. Put them into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`);
	// A line break inside would make fetch throw an error that quotes it.
	if (/^[\x21-\x7e]+$/.test(value)) return value;
	throw wrong(`${name} holds characters that no such key has. Copy it again.`);
}
