/**
 * Forwards the panel's requests to the API and adds the operator's token, so that the secret never reaches a browser. It
 * accepts only requests that the panel itself sends; otherwise every page could act as the operator.
 */
import { Hono } from 'hono';

const id = '{[a-z0-9][a-z0-9-]{0,63}}';
/** The paths that the panel needs. Tokens are not included: a page must not be able to create one. */
const routes = [
	['PATCH', '/page'],
	['PUT', `/components/:id${id}`],
	['POST', '/notices'],
	['POST', `/notices/:id${id}/:verb{updates|resolve|retract}`],
	['PUT', `/notices/:id${id}/postmortem`],
	['PUT', `/remedies/:id${id}`],
	['DELETE', `/remedies/:id${id}`],
	['GET', `/notices/:id${id}/reports`],
];
const requestHeaders = ['content-type', 'idempotency-key', 'if-match'];
const responseHeaders = ['content-type', 'etag', 'location'];
const largestBody = 64 * 1024;
const patienceMs = 10_000;

/** @param {{ token: string, origin?: string | undefined }} options as `demoHandler` takes them */
export function forwarder({ token, origin }) {
	/** @type {Hono<{ Bindings: import('@hono/node-server').HttpBindings }>} */
	const app = new Hono();
	app.use(fromOwnPages);
	app.use(asJson);
	for (const [method, path] of routes) {
		app.on(method, path, (context) =>
			forward(context, origin ?? ownOrigin(context.env.incoming.socket), token),
		);
	}
	app.all('*', (context) =>
		problem(context, 404, 'not-found', 'The desk does not send this. Use the API under /v1, or the CLI.'),
	);
	return app;
}

async function forward(context, origin, token) {
	const target = new URL(context.req.path.replace('/demo/desk/api', '/v1'), origin);
	const headers = new Headers({ authorization: `Bearer ${token}` });
	for (const name of requestHeaders) {
		const value = context.req.header(name);
		if (value !== undefined) headers.set(name, value);
	}
	const { method } = context.req;
	const isRead = method === 'GET';
	const body = isRead ? null : await bodyOf(context.req.raw);
	if (!isRead && body === null)
		return problem(context, 413, 'too-large', 'The request is too large. Send at most 64 kB.');
	let answer;
	try {
		const signal = AbortSignal.timeout(patienceMs);
		answer = await fetch(target, { method, headers, body, signal, redirect: 'manual' });
	} catch {
		// The request from this program to the API failed; the visitor can only check that the API runs.
		return problem(
			context,
			502,
			'internal',
			'The API did not answer. Check that Candor runs, then try again.',
		);
	}
	const kept = responseHeaders.filter((name) => answer.headers.has(name));
	return context.body(
		answer.body,
		answer.status,
		Object.fromEntries(kept.map((name) => [name, answer.headers.get(name)])),
	);
}

/** The whole body; `null` when it is too large, regardless of its Content-Length. */
async function bodyOf(request) {
	const chunks = [];
	let length = 0;
	for await (const chunk of request.body ?? []) {
		length += chunk.length;
		if (length > largestBody) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/**
 * The address of the request, from the socket, because the sender chooses the Host header.
 *
 * @param {import('node:net').Socket} socket
 */
function ownOrigin({ localAddress, localPort }) {
	const host = localAddress?.includes(':') ? `[${localAddress}]` : localAddress;
	return `http://${host}:${localPort}`;
}

/**
 * A page of another site cannot set these headers. A site whose name resolves to this machine (DNS rebinding) has the same
 * origin as itself, but its name appears in Host.
 */
export function fromOwnPages(context, next) {
	const { host, origin, 'sec-fetch-site': site } = context.req.header();
	// Browsers send no Origin with a read of their own origin.
	const isOwn = origin === `http://${host}` || (context.req.method === 'GET' && origin === undefined);
	if (isLoopback(host) && isOwn && site === 'same-origin') return next();
	return problem(
		context,
		403,
		'forbidden',
		"Only the demo's own pages on this machine may use this. Use the API under /v1 with a token.",
	);
}

function isLoopback(host) {
	const name = /^(.*?)(?::\d+)?$/.exec(host ?? '')?.[1]?.toLowerCase();
	return name === 'localhost' || name === '127.0.0.1' || name === '[::1]';
}

function asJson(context, next) {
	const isRead = context.req.method === 'GET';
	if (isRead || /^application\/json(?:;|$)/i.test(context.req.header('content-type') ?? '')) return next();
	return problem(context, 415, 'unsupported-media-type', 'Send the body as application/json.');
}

function problem(context, status, code, detail) {
	const titles = {
		403: 'Forbidden',
		404: 'Not Found',
		413: 'Content Too Large',
		415: 'Unsupported Media Type',
	};
	const title = titles[status] ?? 'Bad Gateway';
	return context.body(JSON.stringify({ type: 'about:blank', title, status, code, detail }), status, {
		'content-type': 'application/problem+json',
	});
}
