/** Larkfield, the made-up bank that shows Candor inside a product: its pages, their files, and the desk's way to the API. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import { withDates } from './dates.mjs';
import { forwarder } from './forward.mjs';
import { galleryHistory } from './gallery-answers.mjs';
import { layout } from './layout.mjs';
import { outage } from './outage.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * `placement` is the script tag's `data-placement`.
 *
 * @typedef {{ file: string, title: string, placement?: string }} Page
 */

/** @type {Record<string, Page>} */
const pages = {
	'/demo/': { file: 'overview', title: 'Overview' },
	'/demo/pay': { file: 'pay', title: 'Pay' },
	'/demo/cards': { file: 'cards', title: 'Cards' },
	'/demo/security': { file: 'security', title: 'Security' },
	// It tells everything in the page itself; a banner over it would say the same twice.
	'/demo/status': { file: 'status', title: 'Service status', placement: 'none' },
};

/** Every page's rules, in their order. One file: each of ten would be another round trip before a phone paints anything. */
const sheets = [
	...['tokens', 'base', 'layout', 'components', 'overview', 'forms', 'cards'].map((name) => `assets/${name}`),
	...['desk', 'panel', 'acts'].map((name) => `desk/${name}`),
];

/** As strict as a bank's should be: Candor works under it, and nothing on these pages is inline or comes from elsewhere. */
const contentSecurityPolicy = {
	defaultSrc: ["'none'"],
	scriptSrc: ["'self'"],
	styleSrc: ["'self'"],
	imgSrc: ["'self'", 'data:'],
	connectSrc: ["'self'"],
	fontSrc: ["'self'"],
	formAction: ["'self'"],
	baseUri: ["'none'"],
	frameAncestors: ["'self'"],
};

/** Only these folders are public; the templates and this programme are not. */
const isPublicFile = /^\/demo\/(?:assets|desk|gallery)\/[^/]/;

/**
 * Everything under `/demo`, for a Node `http` server. The handler answers `true` when it took the request, and leaves
 * every other one alone.
 *
 * @param {object} options
 * @param {string} options.token The operator's token. It is added to what the desk sends and never leaves the server.
 * @param {string} [options.origin] Where Candor's API is, such as `http://127.0.0.1:8787`; by default the very address
 *   that the request came in by.
 * @param {() => number} [options.now] The clock of its pages' dates and of an outage of Larkfield itself, epoch milliseconds.
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean}
 */
export function demoHandler({ token, origin, now = Date.now }) {
	const listener = getRequestListener(larkfield({ token, origin, now }).fetch, {
		overrideGlobalObjects: false,
	});
	return (request, response) => {
		if (!/^\/demo(?:[/?]|$)/.test(request.url ?? '')) return false;
		listener(request, response);
		return true;
	};
}

function larkfield({ token, origin, now }) {
	const app = new Hono();
	app.use(secureHeaders({ contentSecurityPolicy, strictTransportSecurity: false }));
	app.use(async (context, next) => {
		await next();
		// Whoever changes a file of the demo sees it at the next load.
		context.header('Cache-Control', 'no-cache');
	});
	app.route('/demo/desk/api', forwarder({ token, origin }));
	app.route('/', outage(now));
	app.use(compress());
	for (const [path, about] of Object.entries(pages)) {
		app.get(path, (context) => context.html(page(about, path, now())));
	}
	app.get('/demo', (context) => context.redirect('/demo/'));
	app.get('/demo/larkfield.css', (context) =>
		context.body(sheets.map((name) => readFileSync(`${root}${name}.css`, 'utf8')).join('\n'), 200, {
			'Content-Type': 'text/css; charset=utf-8',
		}),
	);
	// The gallery names its files relative to its folder.
	app.get('/demo/gallery', (context) => context.redirect('/demo/gallery/'));
	// The SDK as a package has it. An application would bundle it; this one has no bundler, and needs none.
	const candor = serveStatic({
		root: `${root}../dist`,
		rewriteRequestPath: (path) => path.replace('/demo/candor', ''),
	});
	app.get('/demo/candor/index.js', candor);
	const words = serveStatic({
		root: `${root}../dist`,
		rewriteRequestPath: (path) => path.replace('/demo/gallery', ''),
	});
	app.get('/demo/gallery/locales/*', words);
	app.get('/demo/gallery/v1/history', (context) => context.json(galleryHistory(now())));
	app.post('/demo/gallery/v1/reports/notices/*', (context) => context.body(null, 202));
	const files = serveStatic({ root, rewriteRequestPath: (path) => path.replace('/demo', '') });
	app.get('*', (context, next) =>
		isPublicFile.test(context.req.path) || context.req.path === '/demo/gallery/'
			? files(context, next)
			: next(),
	);
	app.notFound((context) => context.html(page({ file: 'not-found', title: 'Not found' }, '', now()), 404));
	return app;
}

/**
 * Read anew each time, so that whoever changes a page sees it at the next load.
 *
 * @param {Page} page
 * @param {string} path
 * @param {number} now epoch milliseconds
 */
const page = ({ file, title, placement }, path, now) => {
	const main = withDates(readFileSync(`${root}pages/${file}.html`, 'utf8'), now);
	return layout({ title, placement, path, main });
};
