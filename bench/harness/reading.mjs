/** A thread with clients that ask for one path again and again, each on a connection of its own. */
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const { port, readers, path } = workerData;
const asked = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n`;

let answered = 0;
function read() {
	const socket = connect(port, '127.0.0.1', () => socket.write(asked));
	socket.resume();
	socket.on('close', () => {
		answered += 1;
		// All of them are reading by now.
		if (answered === 1) parentPort.postMessage('reading');
		read();
	});
	socket.on('error', (error) => {
		throw error;
	});
}
for (let reader = 0; reader < readers; reader++) read();
