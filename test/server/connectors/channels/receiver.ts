/** A receiver of webhooks on this machine. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { textOf } from '../../../support/server.ts';

export interface Received {
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly path: string;
	readonly body: string;
	// biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects, and fails where that is not there
	readonly document: any;
	/** What the receiver answered. */
	readonly status: number;
}

/** `headers`: of the answer. `null`: the connection ends without one. */
export type Reply = { readonly status: number; readonly headers?: Record<string, string> } | null;

export interface Receiver {
	readonly url: string;
	/** All requests, the oldest first. */
	readonly received: readonly Received[];
	/** Those that the receiver accepted. */
	readonly accepted: readonly Received[];
	/** Decides on each further request. Default: 204. */
	reply: (place: number) => Reply | Promise<Reply>;
	/** Resolves once it has accepted so many. */
	until(count: number): Promise<void>;
}

export async function aReceiver(context: { after(act: () => unknown): void }): Promise<Receiver> {
	const received: Received[] = [];
	const waiting = new Set<() => void>();
	const server = createServer(async (request, response) => {
		const body = await textOf(request);
		const place = received.length;
		const reply = await receiver.reply(place);
		const { headers } = request;
		received.push({
			headers: headers as Received['headers'],
			...{ path: request.url ?? '', body, document: JSON.parse(body), status: reply?.status ?? 0 },
		});
		if (reply) response.writeHead(reply.status, reply.headers).end();
		else request.socket.destroy();
		for (const check of waiting) check();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	const receiver: Receiver = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/a-secret-of-the-path`,
		received,
		get accepted() {
			return received.filter(({ status }) => status >= 200 && status < 300);
		},
		reply: () => ({ status: 204 }),
		until: (count) =>
			new Promise((resolve) => {
				const check = (): void => {
					if (receiver.accepted.length < count) return;
					waiting.delete(check);
					resolve();
				};
				waiting.add(check);
				check();
			}),
	};
	return receiver;
}
