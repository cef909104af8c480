/** The same bytes for every peer: events of an exact length. */

/** A whole event of so many bytes; its data is one line. */
export function event(name, bytes) {
	const head = `id: 1\nevent: ${name}\ndata: `;
	return `${head}${'x'.repeat(Math.max(1, bytes - head.length - 2))}\n\n`;
}

/** The length of the first frame that a reader gets, and of the document for those who poll. */
export const snapshotBytes = 2_048;
export const frameBytes = 600;

/** What the bench's servers are asked for. */
export const get = (path) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
export const stream = (path) =>
	`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nCache-Control: no-cache\r\n\r\n`;
export const post = (path, body = '', headers = '', method = 'POST') =>
	`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** What all peers but Candor and nchan understand. */
export const requests = {
	stream: stream('/stream'),
	get: get('/snapshot'),
	publish: post('/publish'),
};
