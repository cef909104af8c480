/** The address of a bucket as text: `s3://bucket/prefix?endpoint=https://…&region=…`. */
import { CandorError } from '../../../src/model/errors.ts';
import type { Bucket } from './bucket.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const invalid = (message: string): CandorError => new CandorError('invalid', message);

export const isBucketAddress = (text: string): boolean => text.startsWith('s3://');

/** Credentials come from the environment only. Throws CandorError `invalid`. */
export function readBucket(environment: Environment, text: string): Bucket {
	const address = URL.canParse(text) ? new URL(text) : undefined;
	if (!address || !/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(address.hostname))
		throw invalid('This is not the address of a bucket. Write one such as s3://my-bucket/status.');
	if (address.username || address.password)
		throw invalid(
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
		name: `s3://${bucket}${prefix && `/${prefix}`}`,
		root: rootUrl(bucket, region, endpoint),
		prefix: prefix && `${prefix}/`,
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
function rootUrl(bucket: string, region: string, endpoint: string | undefined): URL {
	if (!/^[a-z\d-]+$/.test(region))
		throw invalid('AWS_REGION is not the name of a region. Write one such as eu-central-1.');
	// The certificate for *.s3.… is not valid for a bucket name with a dot.
	if (!endpoint && bucket.includes('.')) return new URL(`https://s3.${region}.amazonaws.com/${bucket}/`);
	if (!endpoint) return new URL(`https://${bucket}.s3.${region}.amazonaws.com/`);
	const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
	if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
		throw invalid('The endpoint is not a web address. Use one such as https://storage.example.com.');
	url.search = '';
	url.hash = '';
	url.pathname = `${url.pathname.replace(/\/$/, '')}/${bucket}/`;
	return url;
}

function readCredential(environment: Environment, name: string): string {
	const value = environment[name]?.trim();
	if (!value) throw invalid('A bucket needs credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.');
	// With a line break inside, fetch would throw an error that quotes the credential.
	if (/^[\x21-\x7e]+$/.test(value)) return value;
	throw invalid(`${name} contains characters that no such key has. Copy it again.`);
}
