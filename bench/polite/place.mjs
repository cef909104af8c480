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
	reminders: '/v1/reminders',
	'operators’ lists': '/v1/promises, /v1/drafts, …',
	session: '/v1/session',
	'second file': '/chunk-…',
	'reach.js': '/reach.js',
	words: '/locales/….json',
	themes: '/themes/….css',
	script: '/candor.js',
	'other scripts': '/define.js, /candor-sw.js',
	'package notices': '/THIRD-PARTY-NOTICES.txt',
	'status page': '/',
	'notice pages': '/notices/…',
	documents: 'feeds, calendar, badges',
	'vendor feed': '/api/v2/….json',
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
	['reminders', /^\/v1\/reminders/],
	['session', /^\/v1\/session$/],
	['operators’ lists', /^\/v1\/(?:promises|drafts|operators|server|series|notices)/],
	['failure counts', /^\/v1\/reports/],
	['second file', /^\/(?:mirror\/)?chunk-/],
	['reach.js', /^\/(?:mirror\/)?reach\.js/],
	['words', /^\/(?:mirror\/)?locales\//],
	['themes', /^\/themes\//],
	['script', /^\/(?:mirror\/)?candor\.js/],
	['other scripts', /^\/(?:define|candor-sw)\.js/],
	['package notices', /^\/THIRD-PARTY-NOTICES\.txt/],
	['notice pages', /^\/notices\//],
	['documents', /^\/(?:feed|calendar|badge)\./],
	['vendor feed', /^\/api\/v2\//],
	['mirror snapshot', /^\/mirror\/snapshot\.json/],
	['mirror history', /^\/mirror\/history\.json/],
	['status page', /^\/$/],
];

/** Further servers of a page are below these paths of its place. */
const furtherServer = /^\/(?:second|third)(?=\/)/;

/** The table's name of a path; `undefined` for paths that it does not have. */
export const addressOf = (path) =>
	patterns.find(([, pattern]) => pattern.test(path.replace(furtherServer, '')))?.[0];

/** The path without its query: a repeat with another query asks for the same file. */
const pathOf = (url) => url.split('?')[0];

/** The path on the working server: a mirror has the same files under other names. */
const originalPath = (path) =>
	path
		.replace(furtherServer, '')
		.replace(/^\/mirror\/snapshot\.json/, '/v1/snapshot')
		.replace(/^\/mirror\/history\.json/, '/v1/history')
		.replace(/^\/mirror\//, '/');

/**
 * @param {object} options
 * @param {string} options.origin of the working server
 * @param {readonly string[]} options.failing the addresses that fail
 * @param {(request, response, right) => unknown} options.fault
 * @param {(request, response) => boolean} [options.own] answers what only this place has
 * @param {boolean} [options.isHealthy] nothing fails until `fail` is called
 */
export async function openPlace({ origin, failing, fault, own = () => false, isHealthy = false }) {
	let canFail = !isHealthy;
	/** Every request: when it came, in milliseconds, and for what. */
	const requests = [];
	const count = (address) => requests.push({ at: performance.now(), address });
	const server = createServer((request, response) => {
		const address = addressOf(request.url);
		if (own(request, response, count)) return;
		if (address) count(pathOf(request.url));
		const fails = canFail && failing.includes(address);
		// These need no right answer, and must not hold one open.
		const isBare = fails && fault.length < 3;
		if (isBare) return fault(request, response);
		const headers = { ...request.headers };
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
		fail() {
			canFail = true;
			// Streams that are open fail too.
			server.closeAllConnections();
		},
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
