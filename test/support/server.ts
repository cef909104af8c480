/** A real server on a free port, in this process. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { type Candor, type CandorOptions, createCandor } from '../../server/index.ts';
import { withNewComponents } from './named-components.ts';

export const token = 'a-token-for-the-tests';

export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	// biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects, and fails where that is not there
	readonly body: any;
}

export interface TestServer {
	readonly url: string;
	readonly candor: Candor;
	/** Sends a request with exactly these headers and this body. */
	request(path: string, init?: RequestInit): Promise<Answer>;
	/**
	 * Sends a request with the operator's token and a JSON body. A notice may name any component
	 * (named-components.ts).
	 */
	write(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
	close(): Promise<void>;
}

/**
 * A server that is closed at the end of the test. Its data is in memory unless `data` names a
 * folder.
 */
export async function aServer(
	context: { after(act: () => unknown): void },
	options: CandorOptions = {},
): Promise<TestServer> {
	const logger = pino({ level: 'silent' });
	const candor = await createCandor({ data: null, token, logger, ...options });
	const server = createServer(candor.handler);
	candor.attach(server);
	// On an overloaded machine Node's 5 s can pass between two requests of a test, and `fetch` then sends the
	// second one on a connection that is being closed.
	server.keepAliveTimeout = 60_000;
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	let closing: Promise<void> | undefined;
	const close = (): Promise<void> => {
		closing ??= (async () => {
			await candor.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		})();
		return closing;
	};
	context.after(close);
	const request = async (path: string, init: RequestInit = {}): Promise<Answer> =>
		answerOf(await fetch(url + path, init));
	return {
		url,
		candor,
		request,
		write: (method, path, body, headers = {}) =>
			request(path, {
				method,
				headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
				...(body !== undefined && { body: textOfBody(path, body) }),
			}),
		close,
	};
}

function textOfBody(path: string, body: unknown): string {
	if (typeof body === 'string') return body;
	const isNotice = /^\/v1\/(notices|drafts)/.test(path) && typeof body === 'object' && body !== null;
	return JSON.stringify(isNotice ? withNewComponents(body) : body);
}

export async function answerOf(response: Response): Promise<Answer> {
	const text = await response.text();
	const isJson = /json/.test(response.headers.get('content-type') ?? '');
	return {
		status: response.status,
		headers: response.headers,
		text,
		body: isJson && text ? JSON.parse(text) : null,
	};
}

/** The body of a message, as text. */
export async function textOf(message: AsyncIterable<Buffer>): Promise<string> {
	let text = '';
	for await (const chunk of message) text += chunk;
	return text;
}
