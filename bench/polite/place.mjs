/**
 * A place that a client asks: one port for each cell of the table, so that requests are counted
 * apart. It passes requests on to a working status server, except those that the cell's fault
 * answers.
 */
import { createServer, request as send } from 'node:http';

/** Names the addresses as the table does. */
export const addressNames = {
	stream: '/v1/stream',
	snapshot: '/v1/snapshot',
	history: '/v1/history',
	keys: '/v1/keys',
	'second file': '/chunk-…',
	'reach.js': '/reach.js',
	words: '/locales/de.json',
	theme: '/themes/quiet.css',
	script: '/candor.js',
	'mirror snapshot': '/mirror/snapshot.json',
	'mirror history': '/mirror/history.json',
	product: 'the product',
	'failure counts': '/v1/reports/…',
};

const patterns = [
	['stream', /^\/v1\/stream/],
	['snapshot', /^\/v1\/snapshot/],
	['history', /^\/v1\/history/],
	['keys', /^\/v1\/keys/],
	['failure counts', /^\/v1\/reports/],
	['second file', /^\/(?:mirror\/)?chunk-/],
	['reach.js', /^\/(?:mirror\/)?reach\.js/],
	['words', /^\/(?:mirror\/)?locales\/de\.json/],
	['theme', /^\/themes\/quiet\.css/],
	['script', /^\/(?:mirror\/)?candor\.js/],
	['mirror snapshot', /^\/mirror\/snapshot\.json/],
	['mirror history', /^\/mirror\/history\.json/],
];

/** The table's name of a path; `undefined` for paths that it does not have. */
export const addressOf = (path) => patterns.find(([, pattern]) => pattern.test(path))?.[0];

/** The path on the working server: a mirror has the same files under other names. */
const originalPath = (path) =>
	path
		.replace(/^\/mirror\/snapshot\.json/, '/v1/snapshot')
		.replace(/^\/mirror\/history\.json/, '/v1/history')
		.replace(/^\/mirror\//, '/');

/**
 * @param {object} options
 * @param {string} options.origin of the working server
 * @param {readonly string[]} options.failing the addresses that fail
 * @param {(request, response, right) => unknown} options.fault
 * @param {(request, response) => boolean} [options.own] answers what only this place has
 */
export async function openPlace({ origin, failing, fault, own = () => false }) {
	/** Every request: when it came, in milliseconds, and for what. */
	const requests = [];
	const count = (address) => requests.push({ at: performance.now(), address });
	const server = createServer((request, response) => {
		const address = addressOf(request.url);
		if (own(request, response, count)) return;
		if (address) count(address);
		const fails = failing.includes(address);
		// These need no right answer, and must not hold one open.
		const isBare = fails && fault.length < 3;
		if (isBare) return fault(request, response);
		const { host: _, ...headers } = request.headers;
		// An altered body must not be a compressed one.
		delete headers['accept-encoding'];
		const passed = send(origin + originalPath(request.url), { method: request.method, headers }, (right) => {
			if (fails && right.statusCode === 200) return fault(request, response, right);
			response.writeHead(right.statusCode, right.headers);
			right.pipe(response);
		});
		passed.on('error', () => response.destroy());
		request.pipe(passed);
		response.on('close', () => passed.destroy());
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${server.address().port}`,
		requests,
		count,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

/** The most requests within any `ms` of the list. */
export function mostWithin(ms, requests) {
	let most = 0;
	let first = 0;
	for (const [last, { at }] of requests.entries()) {
		while (at - requests[first].at >= ms) first += 1;
		most = Math.max(most, last - first + 1);
	}
	return most;
}
