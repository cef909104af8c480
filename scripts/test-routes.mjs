/** Routes of the browser tests' server. */
import { readFile } from 'node:fs/promises';

/** The functions that cut open responses, by the path of their requests. */
const cutters = new Map();

/**
 * Answers as the request's own address says, for tests of bytes on the wire: `GET /answer?as=JSON`,
 * or `GET /answer/BASE64URL/…` with the JSON in the path, for addresses to which something is
 * appended. The JSON has `status` (default: 200), `headers` (default: none; `{here}` in a location
 * is the request's own path), `body` (base64url), `bytewise` (whether each byte is written alone),
 * `only` (the path after `BASE64URL/` that is answered; all others are 404), and `end`: `close`
 * (default), `never`, which ends when the path is sent to `/answer/cut`, or `cut`, which closes the
 * socket at once. Other methods get 405, so that a CORS preflight fails.
 */
export async function answerAsAsked(context, next) {
	const { path, req, res } = context;
	if (path === '/answer/cut') {
		cutters.get(context.query.of)?.();
		context.status = 204;
		return;
	}
	const [, inPath, appended] = /^\/answer\/([\w-]+)\/(.*)$/.exec(path) ?? [];
	if (path !== '/answer' && !inPath) return next();
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
		only,
		end = 'close',
	} = JSON.parse(inPath ? Buffer.from(inPath, 'base64url').toString() : context.query.as);
	if (only !== undefined && only !== appended) {
		res.writeHead(404).end();
		return;
	}
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

/** `/dist/NAME.js`: built files, unchanged, because the script checks the hash of what it loads. */
export async function builtFiles(context, next) {
	if (!/^\/dist\/[\w-]+\.js$/.test(context.path)) return next();
	context.type = 'text/javascript';
	context.body = await readFile(`.${context.path}`);
}

/** Responses that are never sent. */
const unanswered = new Set();

/**
 * `/alone/absent/candor.js` and `/alone/never/candor.js`: the script in a folder whose other files
 * are 404, or never answered. `/alone/end` closes the connections of the unanswered requests:
 * Firefox keeps them when their frame is removed, and opens at most six to a server.
 */
export async function scriptAlone(context, next) {
	if (context.path === '/alone/end') {
		for (const response of unanswered) response.destroy();
		unanswered.clear();
		context.status = 204;
		return;
	}
	const [, way, file] = /^\/alone\/(absent|never)\/([\w-]+\.js)$/.exec(context.path) ?? [];
	if (!way) return next();
	if (file === 'candor.js') {
		context.type = 'text/javascript';
		context.body = await readFile('dist/candor.js');
	} else if (way === 'absent') context.status = 404;
	else {
		context.respond = false;
		unanswered.add(context.res);
	}
}
