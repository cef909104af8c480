/** better-sse as its documentation shows it: a channel, and a session per connection. Usage: FRAME_BYTES. Prints `ready PORT`. */
import { createServer } from 'node:http';
import { createChannel, createSession } from 'better-sse';
import { snapshotBytes } from './payload.mjs';

const channel = createChannel();
// It writes an event name, an id of 36 characters, and the data as JSON.
const overhead = 'event:change\nid:\ndata:""\n\n'.length + 36;
const frame = 'x'.repeat(Number(process.argv[2]) - overhead);
const snapshot = 'x'.repeat(snapshotBytes - overhead);

const server = createServer(async (request, response) => {
	if (request.url === '/stream') {
		const session = await createSession(request, response);
		session.push(snapshot, 'snapshot');
		channel.register(session);
	} else if (request.url === '/publish') {
		channel.broadcast(frame, 'change');
		response.writeHead(204).end();
	} else response.writeHead(404).end();
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 65_535 }, () =>
	console.log(`ready ${server.address().port}`),
);
