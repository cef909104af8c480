/** The usual hand-written server: a set of responses, and `write` on each. Usage: FRAME_BYTES. Prints `ready PORT`. */
import { createServer } from 'node:http';
import { event, snapshotBytes } from './payload.mjs';

const readers = new Set();
const frame = event('change', Number(process.argv[2]));
const snapshot = event('snapshot', snapshotBytes);
const document = Buffer.alloc(snapshotBytes, '1');

const server = createServer((request, response) => {
	if (request.url === '/stream') {
		response.writeHead(200, {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store, no-transform',
		});
		response.write(snapshot);
		readers.add(response);
		response.on('close', () => readers.delete(response));
	} else if (request.url === '/snapshot') {
		response.writeHead(200, { 'content-type': 'application/json', 'content-length': document.length });
		response.end(document);
	} else if (request.url === '/publish') {
		for (const reader of readers) reader.write(frame);
		response.writeHead(204).end();
	} else response.writeHead(404).end();
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 65_535 }, () =>
	console.log(`ready ${server.address().port}`),
);
