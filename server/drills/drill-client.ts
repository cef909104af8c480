/**
 * Requests to the API of a drill from its own process. They take the whole way through the server,
 * as those of an operator do, over a connection in memory: no port is open for it.
 */
import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import { duplexPair } from 'node:stream';
import { json } from 'node:stream/consumers';

export interface DrillAnswer {
	readonly status: number;
	/** Unchecked JSON; `null`: there was none. */
	readonly body: unknown;
}

export interface DrillRequest {
	readonly method: 'POST' | 'PUT';
	/** Without a slash at its start, such as `v1/notices`. */
	readonly path: string;
	readonly body: object;
}

interface Dependencies {
	readonly handler: RequestListener;
	/** The path of the drill's API on its server, without a slash at its end. */
	readonly basePath: string;
	/** Stands for the operator who sends the requests. */
	readonly token: string;
}

/** Returns a function that sends one request. It rejects when the connection fails. */
export function drillClient({ handler, basePath, token }: Dependencies) {
	const server = createServer(handler);
	return async ({ method, path, body }: DrillRequest): Promise<DrillAnswer> => {
		const [ours, theirs] = duplexPair();
		// Documented for connections that come from elsewhere: https://nodejs.org/api/http.html#event-connection
		server.emit('connection', theirs);
		const text = JSON.stringify(body);
		const headers = {
			host: 'localhost',
			authorization: `Bearer ${token}`,
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(text),
			connection: 'close',
		};
		try {
			return await new Promise<DrillAnswer>((resolve, reject) => {
				const sent = httpRequest(
					{ createConnection: () => ours, method, path: `${basePath}/${path}`, headers },
					(response) => {
						const { statusCode: status = 0 } = response;
						const isJson = /json/.test(response.headers['content-type'] ?? '');
						if (isJson) json(response).then((read) => resolve({ status, body: read }), reject);
						else
							response
								.resume()
								.once('end', () => resolve({ status, body: null }))
								.once('error', reject);
					},
				);
				sent.once('error', reject);
				sent.end(text);
			});
		} finally {
			ours.destroy();
			theirs.destroy();
		}
	};
}
