import type { Server } from 'node:http';
import type { Clock } from '../../core/clock.ts';
import { Listener, type ListenerOptions } from './listener.ts';

/**
 * Lets a listener read the first bytes of every connection of an HTTP server. What is no stream's handshake goes on to the
 * server's own function for connections, untouched: its time limits, and its `close`, work as ever.
 */
export function attachListener(
	server: Server,
	clock: Clock,
	options: Omit<ListenerOptions, 'onOther'>,
): Listener {
	const [own, ...more] = server.listeners('connection');
	if (!own || more.length > 0)
		throw new TypeError(
			'Attach Candor to a new http.Server, before anything else listens to its connections.',
		);
	const listener = new Listener(clock, {
		...options,
		onOther(socket, bytes) {
			// As `node:http` would have it; the server need not ask for it where it costs each reader a system call.
			socket.setNoDelay(true);
			socket.unshift(bytes);
			own.call(server, socket);
			socket.resume();
		},
	});
	server.off('connection', own as () => void);
	server.on('connection', (socket) => listener.accept(socket));
	return listener;
}
