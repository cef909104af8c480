/** A route of the browser tests' server that answers as the request's own address says. For tests of bytes on the wire. */

/** The functions that cut open responses, by the path of their requests. */
const cutters = new Map();

/**
 * `GET /answer?as=JSON`. The JSON has `status` (default: 200), `headers` (default: none; `{here}` in a location is the request's own
 * path), `body` (base64url), `bytewise` (whether each byte is written alone), and `end`: `close` (default), `never`, which ends when
 * the path is sent to `/answer/cut`, or `cut`, which closes the socket at once. Other methods get 405, so that a CORS preflight fails.
 */
export async function answerAsAsked(context, next) {
	const { path, req, res } = context;
	if (path === '/answer/cut') {
		cutters.get(context.query.of)?.();
		context.status = 204;
		return;
	}
	if (path !== '/answer') return next();
	context.respond = false;
	if (req.method !== 'GET') {
		res.writeHead(405).end();
		return;
	}
	const {
		status = 200,
		headers = {},
		body = '',
		bytewise = false,
		end = 'close',
	} = JSON.parse(context.query.as);
	if (end === 'cut') {
		res.destroy();
		return;
	}
	if (end === 'never') cutters.set(req.url, () => res.destroy());
	if (headers.location) headers.location = headers.location.replace('{here}', req.url);
	res.writeHead(status, headers).flushHeaders();
	res.socket.setNoDelay(true);
	const bytes = Buffer.from(body, 'base64url');
	for (const piece of bytewise ? Array.from(bytes, (byte) => Buffer.of(byte)) : [bytes]) {
		await new Promise((resolve) => res.write(piece, resolve));
		await new Promise((resolve) => setImmediate(resolve));
	}
	if (end === 'close') res.end();
}
