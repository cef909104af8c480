/**
 * A real HTTP server with Candor's protocol, which can be killed, restarted, replaced, and made to
 * send errors.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { emptyState, merge, type State } from '../../src/model/state/state.ts';
import { changeOf, snapshotOf } from '../../src/model/wire/frame-content.ts';
import { encodeFrame, preamble } from '../../src/model/wire/frame-text.ts';
import type { Frame, Policy } from '../../src/model/wire/frames.ts';
import { aNotice } from './records.ts';
import { type Sign, signedBody, signedFrame } from './trust/signing.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export class WireServer {
	state: State = emptyState;
	site = 'site-a';
	policy: Policy = { mode: 'stream', intervalMs: 30_000 };
	/** The server's clock, epoch milliseconds. */
	now: () => number = Date.now;
	/** Signs every frame and snapshot; `null`: nothing is signed. */
	sign: Sign | null = null;
	/** The paths and queries of all requests, in order. */
	readonly requests: string[] = [];
	/** Replace the server's own answers, by path. */
	readonly overrides = new Map<string, Handler>();
	readonly #streams = new Set<ServerResponse>();
	readonly #waiting = new Set<() => void>();
	#server: Server = createServer();
	#port = 0;

	get source(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	get streams(): number {
		return this.#streams.size;
	}

	async start(): Promise<void> {
		this.#server = createServer((request, response) => this.#answer(request, response));
		this.#server.listen(this.#port, '127.0.0.1');
		await once(this.#server, 'listening');
		this.#port = (this.#server.address() as AddressInfo).port;
	}

	/** Closes every socket, as the end of the process would. */
	async kill(): Promise<void> {
		if (!this.#server.listening) return;
		const closed = once(this.#server, 'close');
		this.#server.close();
		this.#server.closeAllConnections();
		await closed;
	}

	/** Ends every stream, as a proxy with a time limit does. */
	endStreams(): void {
		for (const stream of this.#streams) stream.end();
	}

	/** Opens or removes a notice in one commit, and sends it on all open streams. */
	put(id: string, title: string | null): void {
		const seq = this.state.seq + 1;
		const record = { kind: 'notice', id, seq, value: title === null ? null : aNotice({ title }) };
		this.state = merge(this.state, seq, [record]);
		this.send({ name: 'change', data: changeOf(this.state, seq - 1, this.#stamp()) });
	}

	send(frame: Frame): void {
		this.write(this.#encode(frame));
	}

	/** The body of `GET /v1/snapshot`. */
	snapshot(): string {
		const body = JSON.stringify(snapshotOf(this.state, this.#stamp()));
		return this.sign ? signedBody(body, this.sign) : body;
	}

	#encode(frame: Frame): string {
		const { sign } = this;
		return sign ? signedFrame(frame, sign) : encodeFrame(frame);
	}

	write(text: string): void {
		for (const stream of this.#streams) stream.write(text);
	}

	/**
	 * Resolves when `condition` is true. It is evaluated after every request and every end of a
	 * stream.
	 */
	async until(condition: () => boolean): Promise<void> {
		while (!condition()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
	}

	#stamp() {
		return {
			at: new Date(this.now()).toISOString(),
			site: this.site,
			policy: this.policy,
			heartbeatMs: 15_000,
		};
	}

	#notifyWaiting(): void {
		for (const resolve of this.#waiting) resolve();
		this.#waiting.clear();
	}

	#answer(request: IncomingMessage, response: ServerResponse): void {
		const url = new URL(request.url ?? '/', this.source);
		this.requests.push(url.pathname + url.search);
		response.setHeader('date', new Date(this.now()).toUTCString());
		response.on('close', () => this.#notifyWaiting());
		const override = this.overrides.get(url.pathname);
		if (override) override(request, response);
		else if (url.pathname === '/v1/stream') this.stream(url.searchParams.get('since'), response);
		else if (url.pathname === '/v1/snapshot') json(this.snapshot())(request, response);
		else response.writeHead(404).end();
		this.#notifyWaiting();
	}

	/** Opens a stream from a cursor. */
	stream(since: string | null, response: ServerResponse): void {
		response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		const isKnown = since !== null && Number(since) <= this.state.seq;
		const first: Frame = isKnown
			? { name: 'change', data: changeOf(this.state, Number(since), this.#stamp()) }
			: { name: 'snapshot', data: snapshotOf(this.state, this.#stamp()) };
		response.write(preamble(1_000) + this.#encode(first));
		this.#streams.add(response);
		response.on('close', () => this.#streams.delete(response));
	}
}

export const answers =
	(status: number, headers: Record<string, string> = {}, body = ''): Handler =>
	(_request, response) =>
		void response.writeHead(status, headers).end(body);

/** Answers with JSON, such as a snapshot or a copy of one. */
export const json = (body: string, headers: Record<string, string> = {}): Handler =>
	answers(200, { 'content-type': 'application/json', ...headers }, body);
