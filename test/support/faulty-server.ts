/**
 * A status server on real sockets that fails in every way, at some of its addresses or at all of
 * them.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { WireServer } from '../client/wire-server.ts';
import { selfSigned } from './self-signed.ts';

type Context = { after(act: () => unknown): void };
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * How an address fails. `mute`: it sends headers and no body; `type`: it sends another type of
 * content.
 */
export const faults = [
	'refuse',
	'hang',
	'503',
	'429',
	'html',
	'cut',
	'tls',
	'dns',
	'mute',
	'close',
	'type',
] as const;
export type Fault = (typeof faults)[number];

export interface ReceivedRequest {
	readonly method: string;
	readonly path: string;
}

export class FaultyServer {
	/** The correct answers, which every address gives that does not fail. */
	readonly wire = new WireServer();
	readonly requests: ReceivedRequest[] = [];
	/** Replace the correct answers, by path. */
	readonly overrides = new Map<string, Handler>();
	readonly #sockets = new Set<Socket>();
	#server: Server = createServer();
	#port = 0;

	get url(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	/** The number of open connections. */
	get sockets(): number {
		return this.#sockets.size;
	}

	async start(): Promise<void> {
		this.#server = createServer((request, response) => this.#answer(request, response));
		this.#server.on('connection', (socket) => {
			this.#sockets.add(socket);
			socket.on('close', () => {
				this.#sockets.delete(socket);
				this.#notifyWaiting();
			});
			this.#notifyWaiting();
		});
		this.#server.listen(this.#port, '127.0.0.1');
		await once(this.#server, 'listening');
		this.#port = (this.#server.address() as AddressInfo).port;
	}

	/** Stops listening and closes all connections. */
	async stop(): Promise<void> {
		if (!this.#server.listening) return;
		const closed = once(this.#server, 'close');
		this.#server.close();
		this.#server.closeAllConnections();
		await closed;
	}

	/** The number of requests for a stream so far. */
	get streamRequests(): number {
		return this.requests.filter(({ path }) => path.startsWith('/v1/stream')).length;
	}

	/**
	 * Resolves when `condition` is true. It is evaluated after every request, and when a connection
	 * opens or closes.
	 */
	async until(condition: () => boolean): Promise<void> {
		while (!condition()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
	}
	readonly #waiting = new Set<() => void>();

	#notifyWaiting(): void {
		for (const resolve of this.#waiting) resolve();
		this.#waiting.clear();
	}

	#answer(request: IncomingMessage, response: ServerResponse): void {
		const { method = '', url: path = '/' } = request;
		this.requests.push({ method, path });
		// Its clients are pages of another origin.
		response.setHeader('access-control-allow-origin', '*');
		const { pathname, searchParams } = new URL(path, this.url);
		const override = this.overrides.get(pathname);
		if (override) override(request, response);
		else if (pathname === '/v1/stream') this.wire.stream(searchParams.get('since'), response);
		else if (pathname === '/v1/snapshot') answerJson(this.wire.snapshot())(request, response);
		else response.writeHead(404).end();
		this.#notifyWaiting();
	}
}

export async function aFaultyServer(context: Context): Promise<FaultyServer> {
	const server = new FaultyServer();
	await server.start();
	context.after(() => server.stop());
	return server;
}

/** Answers with JSON, as a status server or a static host does. */
export const answerJson =
	(body: string, headers: Readonly<Record<string, string>> = {}): Handler =>
	(_request, response) =>
		void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);

export const hanging: Handler = () => undefined;

/** Origins that fail before a request is sent. */
export interface UnreachableOrigins {
	readonly refuse: string;
	readonly tls: string;
	readonly dns: string;
}

export async function unreachableOrigins(context: Context): Promise<UnreachableOrigins> {
	const secure = createSecureServer(selfSigned('status.example.com'), (_request, response) => response.end());
	await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
	const { port } = secure.address() as AddressInfo;
	// The local port of an open connection: no server listens on it, and no other process can.
	const taken = connect(port, '127.0.0.1');
	await once(taken, 'connect');
	context.after(() => {
		taken.destroy();
		secure.close();
	});
	return {
		refuse: `http://127.0.0.1:${taken.localPort}`,
		tls: `https://127.0.0.1:${port}`,
		dns: 'https://status.invalid',
	};
}

const html = '<!doctype html><title>Welcome</title><h1>Please log in to the network</h1>';

/**
 * An address that fails. A network fault of one address is a redirect to an unreachable origin: the
 * browser follows it, and meets the real fault.
 *
 * @param body - The body that the address would send without the fault.
 */
export function failing(fault: Fault, body: string, type: string, origins: UnreachableOrigins): Handler {
	const answers =
		(status: number, headers: Readonly<Record<string, string>>, text: string): Handler =>
		(_request, response) =>
			void response.writeHead(status, headers).end(text);
	switch (fault) {
		case 'refuse':
		case 'tls':
		case 'dns':
			return (request, response) =>
				void response.writeHead(307, { location: origins[fault] + request.url }).end();
		case 'hang':
			return hanging;
		case '503':
			return answers(503, { 'content-type': 'text/html' }, html);
		case '429':
			return answers(429, { 'content-type': 'text/html', 'retry-after': '1' }, html);
		case 'html':
			return answers(200, { 'content-type': 'text/html' }, html);
		case 'cut':
			return answers(200, { 'content-type': type }, body.slice(0, body.length / 2));
		case 'mute':
			return (_request, response) => void response.writeHead(200, { 'content-type': type }).flushHeaders();
		case 'close':
			return ({ socket }) => void socket.destroy();
		case 'type':
			return answers(200, { 'content-type': 'text/plain' }, body);
	}
}
