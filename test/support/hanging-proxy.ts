/** A proxy in front of a TCP server, which can swallow everything, as a broken network does. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface HangingProxy {
	readonly port: number;
	/** Swallows everything of all connections, new ones too, without an end of any. */
	hang(): void;
	/** Cuts the connections that hang; new ones are passed on again. */
	heal(): void;
}

/** Closed after the test. */
export async function aHangingProxy(
	context: { after(act: () => unknown): void },
	port: number,
): Promise<HangingProxy> {
	let isHanging = false;
	const sockets = new Set<Socket>();
	const server = createServer((incoming) => {
		const outgoing = connect(port, '127.0.0.1');
		for (const [from, to] of [
			[incoming, outgoing],
			[outgoing, incoming],
		] as const) {
			sockets.add(from);
			from.on('data', (bytes) => {
				if (!isHanging) to.write(bytes);
			});
			// Either side may disconnect at any time.
			from.on('error', () => undefined);
			from.on('close', () => {
				sockets.delete(from);
				if (!isHanging) to.destroy();
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
		heal() {
			isHanging = false;
			cut();
		},
	};
}
