/** Serves the gallery as files, for the pictures of the documents and for the visual tests. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { galleryHistory } from '../demo/gallery-answers.mjs';

/** The time in pictures. */
export const pictured = '2026-11-24T14:00:00Z';

const types = {
	js: 'text/javascript',
	css: 'text/css',
	html: 'text/html',
	json: 'application/json',
	svg: 'image/svg+xml',
	woff2: 'font/woff2',
};

/**
 * Serves `/gallery/`, the built files, and the files of `more`: paths on disk by URL paths.
 *
 * @param {Readonly<Record<string, string>>} more
 */
export async function serveGallery(more = {}) {
	const history = JSON.stringify(galleryHistory(Date.parse(pictured)));
	const server = createServer(({ url = '/', method }, response) => {
		const { pathname } = new URL(url, 'http://gallery');
		if (method === 'POST') {
			response.writeHead(202).end();
			return;
		}
		if (pathname === '/gallery/v1/history') {
			response.writeHead(200, { 'content-type': types.json }).end(history);
			return;
		}
		const own = /^\/(gallery\/(?!locales)|assets\/)/.test(pathname)
			? `demo${pathname}`
			: `dist${pathname.replace('/gallery', '')}`;
		const path = more[pathname] ?? own;
		try {
			const file = readFileSync(path.endsWith('/') ? `${path}index.html` : path);
			response.writeHead(200, { 'content-type': types[path.split('.').at(-1)] ?? 'text/html' }).end(file);
		} catch {
			response.writeHead(404).end();
		}
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		origin: `http://127.0.0.1:${port}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

/**
 * Hides what stands around the states, and all states whose name does not begin with `shown`. For `page.evaluate`. @param {string}
 * shown
 */
export const showOnly = (shown) => {
	for (const around of document.querySelectorAll('.about, .code')) around.toggleAttribute('hidden', true);
	for (const state of document.querySelectorAll('.state'))
		state.toggleAttribute('hidden', !state.getAttribute('data-state')?.startsWith(shown));
};

/** The common prefix of the states that show a panel. */
const panels = 'status-its-panel';

/**
 * Opens the panel of one state after the other, with the lists of days, and calls `visit` with each
 * panel.
 *
 * @param {import('playwright-core').Page} page
 * @param {(panel: import('playwright-core').Locator, name: string) => Promise<void>} visit
 */
export async function visitPanels(page, visit) {
	const states = await page
		.locator(`[data-state^=${panels}]`)
		.evaluateAll((all) => all.map((state) => state.getAttribute('data-state') ?? ''));
	for (const name of states) {
		await page.evaluate(showOnly, name);
		const state = page.locator(`[data-state=${name}]`);
		await state.locator('.pill').dispatchEvent('click');
		const panel = state.locator('.panel');
		await panel.locator('.bars').first().waitFor();
		// Long panels are drawn over several frames.
		await panel.evaluate(async (node) => {
			for (let frames = 0; frames < 5; frames += 1) {
				const closed = node.querySelectorAll('.past:not([open]) summary');
				if (closed.length > 0) frames = 0;
				for (const summary of closed) if (summary instanceof HTMLElement) summary.click();
				await new Promise(requestAnimationFrame);
			}
		});
		// The lists are drawn once they are open.
		await panel.locator('.past:not(:has(li))').first().waitFor({ state: 'detached' });
		await visit(panel, name.replace(panels, 'panel'));
		await page.keyboard.press('Escape');
	}
}
