/** A status server that fails in every way there is, at some of its addresses or at all: a real one, on real sockets. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { WireServer } from '../client/wire-server.ts';
import { selfSigned } from './self-signed.ts';

type Context = { after(act: () => unknown): void };
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** How an address fails. */
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

export interface Seen {
	readonly method: string;
	readonly path: string;
}

export class FaultyServer {
	/** What is true: every address that does not fail tells it. */
	readonly wire = new WireServer();
	readonly requests: Seen[] = [];
	/** Answers instead, by path. */
	readonly instead = new Map<string, Handler>();
	readonly #sockets = new Set<Socket>();
	#server: Server = createServer();
	#port = 0;

	get url(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	/** Connections that are open, whatever they are for. */
	get sockets(): number {
		return this.#sockets.size;
	}

	async start(): Promise<void> {
		this.#server = createServer((request, response) => this.#answer(request, response));
		this.#server.on('connection', (socket) => {
			this.#sockets.add(socket);
			socket.on('close', () => {
				this.#sockets.delete(socket);
				this.#tell();
			});
			this.#tell();
		});
		this.#server.listen(this.#port, '127.0.0.1');
		await once(this.#server, 'listening');
		this.#port = (this.#server.address() as AddressInfo).port;
	}

	/** Nobody listens any more, and every connection is cut. */
	async stop(): Promise<void> {
		if (!this.#server.listening) return;
		const closed = once(this.#server, 'close');
		this.#server.close();
		this.#server.closeAllConnections();
		await closed;
	}

	/** How many streams were asked for so far. */
	get streamsAsked(): number {
		return this.requests.filter(({ path }) => path.startsWith('/v1/stream')).length;
	}

	/** Resolves once `holds`, looked at after every request and whenever a connection begins or ends. */
	async until(holds: () => boolean): Promise<void> {
		while (!holds()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
	}
	readonly #waiting = new Set<() => void>();

	#tell(): void {
		for (const resolve of this.#waiting) resolve();
		this.#waiting.clear();
	}

	#answer(request: IncomingMessage, response: ServerResponse): void {
		const { method = '', url: path = '/' } = request;
		this.requests.push({ method, path });
		// Its readers are pages of another origin.
		response.setHeader('access-control-allow-origin', '*');
		const { pathname, searchParams } = new URL(path, this.url);
		const other = this.instead.get(pathname);
		if (other) other(request, response);
		else if (pathname === '/v1/stream') this.wire.stream(searchParams.get('since'), response);
		else if (pathname === '/v1/snapshot') whole(this.wire.snapshot())(request, response);
		else response.writeHead(404).end();
		this.#tell();
	}
}

export async function aFaultyServer(context: Context): Promise<FaultyServer> {
	const server = new FaultyServer();
	await server.start();
	context.after(() => server.stop());
	return server;
}

/** A state, as a status server or a static host has it. */
export const whole =
	(body: string, headers: Readonly<Record<string, string>> = {}): Handler =>
	(_request, response) =>
		void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);

export const hanging: Handler = () => undefined;

/** Where nothing good is: origins that fail before a request is read. */
export interface NoSuchPlaces {
	readonly refuse: string;
	readonly tls: string;
	readonly dns: string;
}

export async function noSuchPlaces(context: Context): Promise<NoSuchPlaces> {
	const secure = createSecureServer(selfSigned('status.example.com'), (_request, response) => response.end());
	await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
	const { port } = secure.address() as AddressInfo;
	// Our own end of a connection keeps its port: nobody listens there, and nobody else can.
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
 * One address that fails. A network fault at one address alone is a redirect to where it happens: the browser follows
 * it, and meets the real thing.
 *
 * @param body - What the address would say if it were well.
 */
export function failing(fault: Fault, body: string, type: string, places: NoSuchPlaces): Handler {
	const answers =
		(status: number, headers: Readonly<Record<string, string>>, text: string): Handler =>
		(_request, response) =>
			void response.writeHead(status, headers).end(text);
	switch (fault) {
		case 'refuse':
		case 'tls':
		case 'dns':
			return (request, response) =>
				void response.writeHead(307, { location: places[fault] + request.url }).end();
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
