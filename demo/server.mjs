/** Larkfield, the sample bank that shows Candor inside a product: its pages and files, and the panel's way to the API. */
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
	// This page shows everything itself; a banner would repeat it.
	'/demo/status': { file: 'status', title: 'Service status', placement: 'none' },
};

/** The style sheets of every page, in order, as one file: ten files would be ten requests before the first paint. */
const sheets = [
	...['tokens', 'base', 'layout', 'components', 'overview', 'forms', 'cards'].map((name) => `assets/${name}`),
	...['desk', 'panel', 'acts'].map((name) => `desk/${name}`),
];

/** A strict policy, as a bank would have: Candor works under it, and nothing on these pages is inline or external. */
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

/** For the page at `/`. */
const links = [
	{ href: '/demo/', title: 'The demo' },
	{ href: '/demo/gallery/', title: 'The gallery' },
];

/** Only these folders are public; the templates and this program are not. */
const isPublicFile = /^\/demo\/(?:assets|desk|gallery)\/[^/]/;

/**
 * Handles everything under `/demo` for a Node `http` server. The handler returns `true` when it has answered a request.
 *
 * @param {object} options
 * @param {string} options.token The operator's token. It is added to what the desk sends and never leaves the server.
 * @param {string} [options.origin] Where Candor's API is, such as `http://127.0.0.1:8787`; by default the very address
 *   that the request came in by.
 * @param {() => number} [options.now] The clock of its pages' dates and of an outage of Larkfield itself, epoch milliseconds.
 * @returns {((request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean) & { links: typeof links }}
 */
export function demoHandler({ token, origin, now = Date.now }) {
	const listener = getRequestListener(larkfield({ token, origin, now }).fetch, {
		overrideGlobalObjects: false,
	});
	const handler = (request, response) => {
		if (!/^\/demo(?:[/?]|$)/.test(request.url ?? '')) return false;
		listener(request, response);
		return true;
	};
	return Object.assign(handler, { links });
}

function larkfield({ token, origin, now }) {
	const app = new Hono();
	app.use(secureHeaders({ contentSecurityPolicy, strictTransportSecurity: false }));
	app.use(async (context, next) => {
		await next();
		// A changed file of the demo is served at the next load.
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
	// The modules of the package. An application would bundle them; this demo has no bundler.
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
 * Read at every request, so that a changed page is served at the next load.
 *
 * @param {Page} page
 * @param {string} path
 * @param {number} now epoch milliseconds
 */
const page = ({ file, title, placement }, path, now) => {
	const main = withDates(readFileSync(`${root}pages/${file}.html`, 'utf8'), now);
	return layout({ title, placement, path, main });
};
