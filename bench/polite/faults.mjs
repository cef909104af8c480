/** The ways in which one address fails, on real sockets. */

const html = '<!doctype html><title>Welcome</title><h1>Please log in to the network</h1>';
const retryAfter = { 'retry-after': '30' };

const answer =
	(status, headers = {}) =>
	(_request, response) =>
		response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(html);

/**
 * Sends the right answer's head, changed by `change`, and then the body that `body` makes of it.
 */
const changed =
	(change, body = (bytes) => bytes) =>
	(_request, response, right) => {
		const headers = { ...right.headers };
		delete headers['content-length'];
		delete headers['transfer-encoding'];
		change(headers);
		response.writeHead(200, headers);
		right.on('data', (bytes) => response.write(body(bytes)));
		right.on('end', () => response.end());
		right.on('error', () => response.destroy());
	};

const isEventStream = ({ headers }) => (headers['content-type'] ?? '').startsWith('text/event-stream');

/** Half of the body of a file; a stream until the middle of its first frame. */
function cut(_request, response, right) {
	response.writeHead(200, right.headers);
	right.once('data', (bytes) => {
		response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
		right.destroy();
	});
}

/** A stream that ends after its first frame; any other answer ends too early to be complete. */
function ends(request, response, right) {
	if (!isEventStream(right)) return cut(request, response, right);
	response.writeHead(200, right.headers);
	right.once('data', (bytes) => {
		response.end(bytes);
		right.destroy();
	});
}

/**
 * By name. Each gets the request, the response, and the right answer of a working server, which it
 * may change. `closedPort`: no process listens there.
 */
export const faultsFor = (closedPort) => ({
	404: answer(404),
	500: answer(500),
	503: answer(503),
	'503 + Retry-After': answer(503, retryAfter),
	429: answer(429),
	'429 + Retry-After': answer(429, retryAfter),
	reset: ({ socket }) => socket.resetAndDestroy(),
	// A browser follows the redirect and meets the real fault; each attempt is one request here.
	refused: (request, response) =>
		response.writeHead(307, { location: `http://127.0.0.1:${closedPort}${request.url}` }).end(),
	hang: () => undefined,
	'HTML 200': changed(
		(headers) => Object.assign(headers, { 'content-type': 'text/html' }),
		() => html,
	),
	'cut body': cut,
	'ends at once': ends,
	'wrong type': changed((headers) => Object.assign(headers, { 'content-type': 'text/plain' })),
	// The caching headers of the right answer stay: a browser keeps the altered file for a year.
	altered: changed(
		() => undefined,
		(bytes) => bytes.toString('latin1').replaceAll('e', 'i'),
	),
});

export const faultNames = Object.keys(faultsFor(0));
