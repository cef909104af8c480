/** The same bytes for every peer: events of an exact length. */

/** An event of exactly this many bytes, with one line of data. */
export function event(name, bytes) {
	const head = `id: 1\nevent: ${name}\ndata: `;
	return `${head}${'x'.repeat(Math.max(1, bytes - head.length - 2))}\n\n`;
}

/** The length of the first frame, and of the snapshot for polling. */
export const snapshotBytes = 2_048;
export const frameBytes = 600;

/** The requests to the servers of the bench. */
export const get = (path) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
export const stream = (path) =>
	`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nCache-Control: no-cache\r\n\r\n`;
export const post = (path, body = '', headers = '', method = 'POST') =>
	`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** The requests of all peers except Candor and nchan. */
export const requests = {
	stream: stream('/stream'),
	get: get('/snapshot'),
	publish: post('/publish'),
};
