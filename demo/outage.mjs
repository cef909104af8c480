/**
 * An outage of Larkfield itself for half a minute, during which Candor's service worker answers. The operator panel and
 * Candor keep working, because they run elsewhere in a real product.
 */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { fromOwnPages } from './forward.mjs';

const lengthMs = 30_000;

/** The page of a browser without the service worker. */
const page = html`<!doctype html><title>503</title><h1>503 Service Unavailable</h1>`;

/** @param {() => number} now epoch milliseconds */
export function outage(now) {
	const app = new Hono();
	let until = 0;
	app.post('/demo/desk/outage', fromOwnPages, (context) => {
		until = now() + lengthMs;
		return context.json({ until });
	});
	app.use('/demo/*', (context, next) =>
		now() >= until || context.req.path.startsWith('/demo/desk/')
			? next()
			: Promise.resolve(context.html(page, 503)),
	);
	return app;
}
