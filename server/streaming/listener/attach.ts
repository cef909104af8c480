import type { Server } from 'node:http';
import type { Clock } from '../../core/clock.ts';
import { Listener, type ListenerOptions } from './listener.ts';

/**
 * Lets a listener read the first bytes of every connection of an HTTP server. Everything other than
 * a stream request goes on, unchanged, to the server's own `connection` handler, so that its
 * timeouts and its `close` work as before.
 */
export function attachListener(
	server: Server,
	clock: Clock,
	options: Omit<ListenerOptions, 'onOther'>,
): Listener {
	const [handler, ...others] = server.listeners('connection');
	if (!handler || others.length > 0)
		throw new TypeError(
			'Attach Candor to a new http.Server, before anything else listens to its connections.',
		);
	const listener = new Listener(clock, {
		...options,
		onOther(socket, bytes) {
			// The default of `node:http`. The server itself does not set it, because a storm would pay a
			// system call per stream.
			socket.setNoDelay(true);
			socket.unshift(bytes);
			handler.call(server, socket);
			socket.resume();
		},
	});
	server.off('connection', handler as () => void);
	server.on('connection', (socket) => listener.accept(socket));
	return listener;
}
