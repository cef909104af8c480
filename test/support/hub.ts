/** A hub whose streams are real sockets. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type Clock, systemClock } from '../../server/core/clock.ts';
import { Hub, type HubOptions } from '../../server/streaming/hub/hub.ts';

const defaults: HubOptions = {
	heartbeatMs: 60_000,
	backlogLimitBytes: 64 * 1024,
	stallTimeoutMs: 5_000,
	rotationMs: Number.POSITIVE_INFINITY,
	retireFrame: () => Buffer.from('[retire]'),
	timeFrame: () => Buffer.from('[t]'),
	random: () => 0.5,
};

export async function aHub(
	context: { after(act: () => unknown): void },
	{ first = 'first', clock = systemClock as Clock, ...options } = {} as Partial<HubOptions> & {
		readonly first?: string;
		readonly clock?: Clock;
	},
) {
	const hub = new Hub(clock, { ...defaults, ...options });
	const opening = Buffer.from(first);
	const attached: ((socket: Socket) => void)[] = [];
	const server = createServer((socket) => {
		hub.attach(socket, opening);
		socket.resume();
		attached.shift()?.(socket);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const clients: Socket[] = [];
	context.after(() => {
		for (const client of clients) client.destroy();
		server.close();
	});
	/** Both ends of a connection with an open stream. */
	const pair = async (): Promise<readonly [client: Socket, hubSide: Socket]> => {
		const here = new Promise<Socket>((resolve) => attached.push(resolve));
		const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
		client.on('error', () => undefined);
		clients.push(client);
		return [client, await here];
	};
	return { hub, pair, join: async () => (await pair())[0] };
}

/** Resolves when the client has received `text`. */
export const received = (client: Socket, text: string): Promise<void> =>
	new Promise((resolve) => {
		// The end of the earlier data, because the text can be split over chunks.
		let tail = '';
		const search = (chunk: Buffer): void => {
			const received = tail + chunk.toString();
			tail = received.slice(-text.length);
			if (!received.includes(text)) return;
			client.off('data', search);
			resolve();
		};
		client.on('data', search);
	});

/** Resolves to everything that the client received when the connection is closed. */
export async function all(client: Socket): Promise<string> {
	let text = '';
	client.on('data', (chunk: Buffer) => {
		text += chunk;
	});
	await once(client, 'close');
	return text;
}
