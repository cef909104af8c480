/** For browser tests of what is made of bytes on a wire: a page asks this server for an answer, and says in its address which. */

/** What cuts each stream that waits to be cut, by its address. */
const waiting = new Map();

/**
 * `GET /answer?as=JSON`, where the JSON has `status` (default: 200), `headers` (default: none; `{here}` in a location is this very address),
 * `body` (base64url), `bytewise` (whether each byte leaves on its own), and `end`: `close` (default), `never`, which is cut once its
 * address is sent to `/answer/cut`, or `cut` at once. Nothing else is answered, so that a preflight fails.
 */
export async function answerAsAsked(context, next) {
	const { path, req, res } = context;
	if (path === '/answer/cut') {
		waiting.get(context.query.of)?.();
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
	if (end === 'never') waiting.set(req.url, () => res.destroy());
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
