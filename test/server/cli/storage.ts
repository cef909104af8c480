/**
 * S3-compatible storage on loopback. It checks the signature of each request (AWS Signature Version
 * 4).
 */
import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { TestContext } from 'node:test';
import { listen } from './harness.ts';

export const credentials = {
	AWS_ACCESS_KEY_ID: 'TESTKEYTESTKEYTESTKEY',
	AWS_SECRET_ACCESS_KEY: 'a/secret+of/the+tests',
	AWS_REGION: 'eu-test-1',
};

export interface StoredObject {
	readonly bytes: Buffer;
	readonly headers: IncomingMessage['headers'];
}

export interface Storage {
	readonly url: string;
	/** By path, in the order of their first PUT. */
	readonly objects: Map<string, StoredObject>;
	/** The paths of all PUT requests, in order. */
	readonly puts: string[];
	/** The response to every request, instead of storing the object; `null`: none. */
	failure: { readonly status: number; readonly body: string } | null;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

interface Signable {
	readonly method: string;
	/** As sent in the request, without the query. */
	readonly path: string;
	/** As sent in the request. Default: none. */
	readonly query?: string;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	/** The names of the signed headers, separated by semicolons. */
	readonly names: string;
	readonly region: string;
	readonly secret: string;
}

/**
 * The signature of a request, as the documentation of Signature Version 4 describes
 * it.
 */
export function signatureOf({ method, path, query = '', headers, names, region, secret }: Signable): string {
	const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
	const sorted = query.split('&').sort().join('&');
	const canonical = [method, path, sorted, lines.join(''), names, headers['x-amz-content-sha256']].join('\n');
	const instant = String(headers['x-amz-date']);
	const date = instant.slice(0, 8);
	const scope = `${date}/${region}/s3/aws4_request`;
	const toSign = ['AWS4-HMAC-SHA256', instant, scope, sha256(canonical)].join('\n');
	const key = [date, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
	return hmac(key, toSign).toString('hex');
}

/** The S3 error code for a request with an invalid signature; `null` for a valid one. */
function findSignatureError(
	{ method = '', url = '', headers }: IncomingMessage,
	body: Buffer,
): string | null {
	const { authorization = '' } = headers;
	const [, key, region = '', names = '', signature] =
		/^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z\d;-]+), Signature=([\da-f]{64})$/.exec(
			authorization,
		) ?? [];
	if (key !== credentials.AWS_ACCESS_KEY_ID) return 'InvalidAccessKeyId';
	if (region !== credentials.AWS_REGION) return 'AuthorizationHeaderMalformed';
	if (headers['x-amz-content-sha256'] !== sha256(body)) return 'XAmzContentSHA256Mismatch';
	const ofContent = method === 'PUT' ? ['content-type', 'cache-control'] : [];
	for (const required of ['host', ...ofContent, 'x-amz-content-sha256', 'x-amz-date'])
		if (!names.split(';').includes(required)) return 'AccessDenied';
	const secret = credentials.AWS_SECRET_ACCESS_KEY;
	const [path = '', query] = url.split('?', 2);
	const expected = signatureOf({ method, path, ...(query && { query }), headers, names, region, secret });
	return signature === expected ? null : 'SignatureDoesNotMatch';
}

export async function startStorage(context: TestContext): Promise<Storage> {
	const storage: Storage = { url: '', objects: new Map(), puts: [], failure: null };
	const url = await listen(context, async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const bytes = Buffer.concat(chunks);
		const refuse = (status: number, body: string): void => void response.writeHead(status).end(body);
		if (storage.failure) return refuse(storage.failure.status, storage.failure.body);
		const errorCode = findSignatureError(request, bytes);
		if (errorCode) return refuse(403, `<Error><Code>${errorCode}</Code></Error>`);
		const [path = '', query] = (request.url ?? '').split('?', 2);
		const { method } = request;
		if (method === 'GET' && query !== undefined)
			return void response.end(listing(storage, path, new URLSearchParams(query)));
		if (method === 'GET' || method === 'DELETE') {
			const object = storage.objects.get(path);
			if (method === 'DELETE') storage.objects.delete(path);
			if (method === 'DELETE') return void response.writeHead(204).end();
			if (!object) return refuse(404, '<Error><Code>NoSuchKey</Code></Error>');
			return void response.end(object.bytes);
		}
		// S3 refuses a body without a Content-Length.
		if (request.method !== 'PUT' || Number(request.headers['content-length']) !== bytes.length)
			return refuse(411, '<Error><Code>MissingContentLength</Code></Error>');
		storage.puts.push(request.url ?? '');
		storage.objects.set(request.url ?? '', { bytes, headers: request.headers });
		response.end();
	});
	return Object.assign(storage, { url });
}

/** Two keys on a page, so that a client must read more than one. */
function listing({ objects }: Storage, bucket: string, query: URLSearchParams): string {
	const prefix = query.get('prefix') ?? '';
	const after = query.get('continuation-token') ?? '';
	const keys = [...objects.keys()]
		.map((path) => decodeURIComponent(path.slice(bucket.length)))
		.filter((key) => key.startsWith(prefix) && key > after)
		.sort();
	const page = keys.slice(0, 2).map((key) => `<Contents><Key>${key}</Key></Contents>`);
	const next = keys.length > 2 ? `<NextContinuationToken>${keys[1]}</NextContinuationToken>` : '';
	return `<ListBucketResult>${page.join('')}${next}</ListBucketResult>`;
}
