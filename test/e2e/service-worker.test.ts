/** The product cannot be loaded: visitors see the notices, and return to it as soon as it works (docs/how-to/service-worker.md). */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import {
	aFaultyProduct,
	failing,
	hanging,
	heading,
	pages,
	registers,
	visit,
} from '../support/faulty-product.ts';
import { aBrowser, aFreePort, closePagesAfterEach, shows } from '../support/page.ts';
import { aServer } from '../support/server.ts';
import { reportDuration } from '../support/time-budget.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const patience = { timeout: 120_000 };
const notice = { id: 'n', title: 'Payments are failing', impact: 'major', body: 'We are looking into it.' };

/** The text of a host's worker file. */
const line = (status: string, settings: Readonly<Record<string, string>> = {}): string =>
	`self.CandorConfig = ${JSON.stringify({ src: status, ...settings })}; importScripts('${status}/candor-sw.js');`;

/** A status server with one notice, and a product that registers the worker. */
async function aSetup(
	context: Parameters<typeof aServer>[0],
	settings: Readonly<Record<string, string>> = {},
) {
	const status = await aServer(context);
	await status.write('POST', '/v1/notices', notice);
	const product = await aFaultyProduct(context, pages(line(status.url, settings)));
	const page = await chrome().newPage();
	page.setDefaultTimeout(60_000);
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(String(error)));
	return { status, product, page, errors };
}

/** A product as a process of its own, which can be killed. */
async function aProcess(context: Parameters<typeof aServer>[0], port: number, worker: string) {
	const code = `require('node:http').createServer(({ url }, response) => {
		const isWorker = url === '/candor-sw.js';
		response.setHeader('content-type', isWorker ? 'text/javascript' : 'text/html');
		response.end(isWorker ? ${JSON.stringify(worker)} : ${JSON.stringify(`<h1>Product</h1>${registers()}`)});
	}).listen(${port}, '127.0.0.1', () => console.log('ready'));`;
	const child = spawn(process.execPath, ['--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] });
	context.after(() => child.kill('SIGKILL'));
	await once(child.stdout, 'data');
	return child;
}

test(
	'killed product: a reload shows the notice, and the page returns to the product',
	patience,
	async (context) => {
		const status = await aServer(context);
		await status.write('POST', '/v1/notices', notice);
		const port = await aFreePort();
		const worker = line(status.url);
		const product = await aProcess(context, port, worker);
		const page = await chrome().newPage();
		await visit(page, `http://127.0.0.1:${port}/account?tab=cards#latest`);

		product.kill('SIGKILL');
		await once(product, 'exit');
		const reloaded = performance.now();
		await page.reload();
		await shows(page, 'candor-banner', notice.title);
		const shownAfter = performance.now() - reloaded;
		reportDuration(context, 'product killed, reload shows the notice', shownAfter, 2_000);
		await page.getByRole('heading', { name: heading }).waitFor();
		await page.getByText('could not be reached.').waitFor();

		await status.write('POST', '/v1/notices/n/updates', { body: 'We restart the servers.' });
		await shows(page, 'candor-banner', 'We restart the servers.');

		await aProcess(context, port, worker);
		const returned = performance.now();
		await page.getByRole('heading', { name: 'Product' }).waitFor({ timeout: 60_000 });
		const backAfter = performance.now() - returned;
		reportDuration(context, 'product returns, page opens it', backAfter, 10_000);
		assert.equal(page.url(), `http://127.0.0.1:${port}/account?tab=cards#latest`);
	},
);

test(
	'an error of the product is shown with its status, and its Retry-After is respected',
	patience,
	async (context) => {
		const { product, page, errors } = await aSetup(context);
		await visit(page, product.url);
		const well = product.handle;
		product.handle = failing(503, { 'retry-after': '3600' });
		const response = await page.goto(`${product.url}/pay`);
		assert.equal(response?.status(), 503);
		await page.getByText('responded with an error (503).').waitFor();
		await shows(page, 'candor-banner', notice.title);
		// Of an hour, five minutes count; the wait is spread over half as long again.
		const seconds = Number(/\d+/.exec((await page.locator('#next').textContent()) ?? '')?.[0]);
		assert.ok(seconds >= 290 && seconds <= 450, `${seconds}`);
		const asked = product.requests.length;

		product.handle = well;
		await page.getByRole('button', { name: 'Try now' }).click();
		await page.getByRole('heading', { name: 'Product /pay' }).waitFor();
		const [probe, again] = product.requests.slice(asked);
		assert.deepEqual([probe?.method, again?.method], ['HEAD', 'GET']);
		assert.deepEqual(errors, []);
	},
);

test(
	"a host's own error page is shown when its header says so, or its status is not a listed one",
	patience,
	async (context) => {
		const { product, page } = await aSetup(context, { statuses: '502 503' });
		await visit(page, product.url);
		product.handle = failing(503, { 'candor-takeover': 'no' });
		await page.goto(product.url);
		await page.getByRole('heading', { name: 'The product’s own error page' }).waitFor();
		product.handle = failing(500);
		await page.goto(product.url);
		await page.getByRole('heading', { name: 'The product’s own error page' }).waitFor();
		product.handle = failing(502);
		await page.goto(product.url);
		await page.getByRole('heading', { name: heading }).waitFor();
	},
);

test(
	'a product without an answer in time is replaced by the page, and one with a late answer in time is not',
	patience,
	async (context) => {
		const { product, page } = await aSetup(context, { patience: '1' });
		await visit(page, product.url);
		const well = product.handle;
		product.handle = (request, response) => setTimeout(() => well(request, response), 500);
		await page.goto(product.url);
		await page.getByRole('heading', { name: 'Product /' }).waitFor();
		product.handle = hanging;
		await page.goto(product.url);
		await page.getByText('did not respond in time.').waitFor();
		await shows(page, 'candor-banner', notice.title);
	},
);

test('the page is in the language of the product, or else of the browser', patience, async (context) => {
	const status = await aServer(context);
	const worker = (settings: Readonly<Record<string, string>>): string => line(status.url, settings);
	const shownIn = async (locale: string, settings: Readonly<Record<string, string>>) => {
		const product = await aFaultyProduct(context, pages(worker(settings)));
		const page = await chrome().newPage({ locale });
		await visit(page, product.url);
		product.handle = failing(503);
		await page.goto(product.url);
		const { lang, dir } = await page.evaluate(() => {
			const { lang, dir } = document.documentElement;
			return { lang, dir };
		});
		return { lang, dir, title: await page.title(), text: await page.locator('#online').textContent() };
	};
	assert.deepEqual(await shownIn('de-CH', { name: 'Larkfield' }), {
		lang: 'de',
		dir: 'ltr',
		title: 'Diese Seite kann im Moment nicht angezeigt werden',
		text: '\u2068Larkfield\u2069 hat mit einem Fehler geantwortet (503).',
	});
	const { lang, dir } = await shownIn('de-CH', { lang: 'ar' });
	assert.deepEqual({ lang, dir }, { lang: 'ar', dir: 'rtl' });
});

test(
	'when takeover is switched off at the server, the browser shows the failure, even after the server is gone',
	patience,
	async (context) => {
		const status = await aServer(context, { takeover: false });
		const product = await aFaultyProduct(context, pages(line(status.url)));
		const page = await chrome().newPage();
		await visit(page, product.url);
		product.handle = failing(500);
		await page.goto(product.url);
		await page.getByRole('heading', { name: 'The product’s own error page' }).waitFor();
		await product.stop();
		await assert.rejects(page.goto(product.url), /ERR_FAILED|ERR_CONNECTION_REFUSED/);
		await status.close();
		await assert.rejects(page.goto(product.url), /ERR_FAILED|ERR_CONNECTION_REFUSED/);
	},
);

test(
	'with the status server down as well, the last known state is shown with its age',
	patience,
	async (context) => {
		const { status, product, page, errors } = await aSetup(context);
		product.handle = pages(
			line(status.url),
			`${registers()}<script async src="${status.url}/candor.js"></script>`,
		);
		await visit(page, product.url);
		await shows(page, 'candor-banner', notice.title);
		// The second file is in the browser's cache from now on.
		await page.locator('candor-banner svg').first().waitFor();
		// A page without the script, so that the stored state is not overwritten.
		product.handle = pages(line(status.url));
		await page.goto(`${product.url}/plain`);
		await product.stop();
		await status.close();
		// Ten minutes later: the stored state is older by that much.
		await page.evaluate(() => {
			for (const key of Object.keys(localStorage).filter((each) => each.startsWith('candor:state:'))) {
				const frame = JSON.parse(localStorage.getItem(key) as string);
				frame.at = new Date(Date.parse(frame.at) - 600_000).toISOString();
				localStorage.setItem(key, JSON.stringify(frame));
			}
		});
		await page.reload();
		await shows(page, 'candor-banner', notice.title);
		await shows(page, 'candor-banner', 'Last contact 10 min ago.');
		assert.deepEqual(errors, []);
	},
);

test(
	'a worker that never reached the status server still explains what happened',
	patience,
	async (context) => {
		const status = await aServer(context);
		const script = await (await fetch(`${status.url}/candor-sw.js`)).text();
		await status.close();
		const query = `?src=${status.url}&name=Larkfield`;
		const product = await aFaultyProduct(context, pages(script, registers(query)));
		const page = await chrome().newPage();
		await visit(page, product.url);
		await product.stop();
		await page.reload();
		await page.getByRole('heading', { name: heading }).waitFor();
		await page.getByText('\u2068Larkfield\u2069 could not be reached.').waitFor();
		await product.start();
		await page.getByRole('button', { name: 'Try now' }).click();
		await page.getByRole('heading', { name: 'Product /' }).waitFor();
	},
);

test(
	'a notice that was dismissed in the product is shown on the page of the worker',
	patience,
	async (context) => {
		const { status, product, page } = await aSetup(context);
		product.handle = pages(
			line(status.url),
			`${registers()}<script async src="${status.url}/candor.js"></script>`,
		);
		await visit(page, product.url);
		await shows(page, 'candor-banner', notice.title);
		await page.getByRole('button', { name: 'Dismiss' }).click();
		await shows(page, 'candor-banner', notice.title, false);
		product.handle = failing(500);
		await page.reload();
		await shows(page, 'candor-banner', notice.title);
		await page.getByText('may not be about this page').waitFor();
		await page.getByRole('button', { name: 'Dismiss' }).click();
		await shows(page, 'candor-banner', notice.title, false);
		await page.getByText('may not be about this page').waitFor({ state: 'hidden' });
		assert.equal(await page.getByText('has no notices at the moment').isVisible(), false);
	},
);

test(
	'an offline visitor sees that they are offline, and the product opens when they are online',
	patience,
	async (context) => {
		const { product, page } = await aSetup(context);
		await visit(page, product.url);
		await page.context().setOffline(true);
		await page.goto(product.url);
		await page.getByText('You seem to be offline.').waitFor();
		await page.getByText('as soon as you are online').waitFor();
		await page.context().setOffline(false);
		await page.getByRole('heading', { name: 'Product /' }).waitFor();
	},
);

test(
	'a network that comes and goes each second leads to at most eight checks in a minute',
	patience,
	async (context) => {
		const { product, page } = await aSetup(context);
		await visit(page, product.url);
		product.handle = failing(500);
		await page.reload();
		await page.getByRole('heading', { name: heading }).waitFor();
		let checks = 0;
		page.on('request', (request) => {
			if (request.method() === 'HEAD') checks += 1;
		});
		await page.evaluate(() => setInterval(() => dispatchEvent(new Event('online')), 1_000));
		await page.waitForTimeout(40_000);
		// The page has made a few checks before, which count too.
		assert.ok(checks >= 4 && checks <= 8, `${checks} checks in forty seconds`);
	},
);

test('a hidden page sends no request', patience, async (context) => {
	const { product, page } = await aSetup(context);
	await page.clock.install();
	await visit(page, product.url);
	product.handle = failing(500);
	await page.reload();
	await page.getByRole('heading', { name: heading }).waitFor();
	// The browser checks for a new worker script at any time.
	const askedFor = () => product.requests.filter((each) => !JSON.stringify(each).includes('sw.js')).length;
	const asked = askedFor();
	const see = (state: string): Promise<void> =>
		page.evaluate((now) => {
			Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
			document.dispatchEvent(new Event('visibilitychange'));
		}, state);
	await see('hidden');
	await page.clock.runFor(600_000);
	assert.equal(askedFor(), asked);
	const probed = page.waitForRequest((request) => request.method() === 'HEAD');
	await see('visible');
	await probed;
});

test('the page is accessible, in light and dark, and fits a phone of 320 px', patience, async (context) => {
	const { product, page } = await aSetup(context);
	const well = product.handle;
	for (const colorScheme of ['light', 'dark'] as const) {
		// The page's own policy would block axe.
		const tab = await page
			.context()
			.browser()
			?.newContext({
				viewport: { width: 320, height: 640 },
				colorScheme,
				reducedMotion: 'reduce',
				bypassCSP: true,
			});
		assert.ok(tab);
		const phone = await tab.newPage();
		product.handle = well;
		await visit(phone, product.url);
		product.handle = failing(503);
		await phone.reload();
		await shows(phone, 'candor-banner', notice.title);
		await phone.addScriptTag({ content: axe });
		const found = await phone.evaluate(
			`axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
		);
		assert.deepEqual(found, [], colorScheme);
		const tooWide = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		assert.ok(tooWide <= 0, `${tooWide} px too wide`);
		await tab.close();
	}
});
