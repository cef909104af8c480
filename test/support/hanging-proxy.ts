/** A proxy in front of a TCP server, which can swallow everything, as a broken network does. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface HangingProxy {
	readonly port: number;
	/** Swallows everything of all connections, new ones too, without an end of any. */
	hang(): void;
	/** Cuts the connections that hang; new ones are passed on again. */
	heal(): void;
	/** New connections are passed on again. Those that hang stay open, and go on to swallow everything. */
	healNewOnes(): void;
}

/** Closed after the test. */
export async function aHangingProxy(
	context: { after(act: () => unknown): void },
	port: number,
): Promise<HangingProxy> {
	let isHanging = false;
	const sockets = new Set<Socket>();
	/** What one side sends of a connection is lost for ever once it has hung. */
	const lost = new WeakSet<Socket>();
	const server = createServer((incoming) => {
		const outgoing = connect(port, '127.0.0.1');
		for (const [from, to] of [
			[incoming, outgoing],
			[outgoing, incoming],
		] as const) {
			sockets.add(from);
			from.on('data', (bytes) => {
				if (!isHanging && !lost.has(from)) to.write(bytes);
			});
			// Either side may disconnect at any time.
			from.on('error', () => undefined);
			from.on('close', () => {
				sockets.delete(from);
				if (!isHanging && !lost.has(from)) to.destroy();
			});
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const cut = (): void => {
		for (const socket of sockets) socket.destroy();
	};
	context.after(async () => {
		cut();
		await new Promise((resolve) => server.close(resolve));
	});
	return {
		port: (server.address() as AddressInfo).port,
		hang() {
			isHanging = true;
		},
		healNewOnes() {
			isHanging = false;
			for (const socket of sockets) lost.add(socket);
		},
		heal() {
			isHanging = false;
			cut();
		},
	};
}
