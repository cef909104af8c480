/** A browser's side of a connection to a proxy: TLS that is verified, HTTP/2, and gzip and brotli understood. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
	type ClientHttp2Session,
	type ClientHttp2Stream,
	connect,
	type IncomingHttpHeaders,
} from 'node:http2';
import { type RequestOptions, request } from 'node:https';
import { connect as connectByTcp } from 'node:net';
import { pipeline, type Readable } from 'node:stream';
import { connect as connectByTls } from 'node:tls';
import { constants, createBrotliDecompress, createGunzip } from 'node:zlib';
import { emptyState, type State } from '../../src/model/state/state.ts';
import { textOf } from '../support/server.ts';
import { type Subscriber, subscriberOf } from '../support/subscriber.ts';
import { hostName } from './certificate.ts';
import type { RunningProxy } from './proxy.ts';

type Context = { after(act: () => unknown): void };
type Head = IncomingHttpHeaders & { readonly ':status': number };

export interface VisitorAnswer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	/** Decompressed. */
	readonly text: string;
}

export interface Visitor {
	/** Opens a stream over HTTP/2. `onEncoding` gets its content encoding. */
	read(
		query?: string,
		from?: State,
		onEncoding?: (encoding: string | undefined) => void,
	): Promise<Subscriber>;
	/** A request over HTTP/2. */
	request(path: string, headers?: Record<string, string>, body?: object): Promise<VisitorAnswer>;
}

/** The body as it was before it was compressed, each part as soon as it is there. */
function plain(body: Readable, encoding: string | undefined): Readable {
	if (encoding === undefined) return body;
	assert.match(encoding, /^(gzip|br)$/);
	const decoder =
		encoding === 'gzip' ? createGunzip({ flush: constants.Z_SYNC_FLUSH }) : createBrotliDecompress();
	// A body that ends early closes the decoder, which is what a reader waits for.
	return pipeline(body, decoder, () => undefined);
}

/** A new connection through a proxy, from `from`: any address of the loopback network. */
export function aVisitor(context: Context, { port, pem }: RunningProxy, from = '127.0.0.1'): Visitor {
	const origin = `https://${hostName}:${port}`;
	let session: ClientHttp2Session | undefined;
	const open = (): ClientHttp2Session => {
		const opened = connect(origin, {
			createConnection: () =>
				connectByTls({
					socket: connectByTcp({ host: '127.0.0.1', localAddress: from, port }),
					ca: pem,
					servername: hostName,
					ALPNProtocols: ['h2'],
				}),
		});
		// The rejection of the request reports the error.
		opened.on('error', () => undefined);
		context.after(() => opened.destroy());
		return opened;
	};
	const ask = async (headers: Record<string, string>, body = ''): Promise<[ClientHttp2Stream, Head]> => {
		const everything = { 'accept-encoding': 'gzip, br', ...headers };
		// A proxy may close a connection on which nothing was asked for a while.
		if (!session || session.closed || session.destroyed) session = open();
		const stream = session.request(everything, { endStream: body === '' });
		if (body !== '') stream.end(body);
		const [head] = (await once(stream, 'response')) as [Head];
		assert.equal(session.alpnProtocol, 'h2');
		return [stream, head];
	};
	return {
		async read(query = '', state = emptyState, onEncoding = () => undefined) {
			const [stream, head] = await ask({ ':path': `/v1/stream${query}`, origin: 'https://app.example.com' });
			assert.equal(head[':status'], 200);
			onEncoding(head['content-encoding']);
			return subscriberOf(plain(stream, head['content-encoding']), state, () => stream.close());
		},
		async request(path, headers = {}, body) {
			const [stream, head] = await ask(
				{
					':method': body ? 'POST' : 'GET',
					':path': path,
					// As a page of its own would: the proxy must pass on whose host this is.
					origin,
					...(body && { 'content-type': 'application/json' }),
					...headers,
				},
				body && JSON.stringify(body),
			);
			const text = await textOf(plain(stream, head['content-encoding']));
			return { status: head[':status'], headers: head, text };
		},
	};
}

/** A stream over HTTP/1.1 and TLS. */
export async function aReaderByHttp1({ port, pem }: RunningProxy): Promise<Subscriber> {
	const options: RequestOptions = { host: '127.0.0.1', port, ca: pem, servername: hostName };
	const outgoing = request({
		...options,
		path: '/v1/stream',
		headers: { host: `${hostName}:${port}`, 'accept-encoding': 'gzip' },
	}).end();
	const [response] = await once(outgoing, 'response');
	assert.equal(response.statusCode, 200);
	return subscriberOf(plain(response, response.headers['content-encoding']), emptyState, () =>
		outgoing.destroy(),
	);
}
