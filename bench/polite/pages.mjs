/** The clients that run in a browser: a page of a product, and the page of the service worker. */
import { openPlace } from './place.mjs';

/** What a page may ask for. The product is watched, and its own requests fail. */
const pageAddresses = [
	'stream',
	'snapshot',
	'history',
	'second file',
	'reach.js',
	'words',
	'failure counts',
	'mirror snapshot',
	'mirror history',
	'product',
];
/** The page over another vendor's feed. */
const vendorPageAddresses = ['vendor feed', 'second file', 'words'];
const severalServersAddresses = ['stream', 'snapshot', 'history', 'second file', 'reach.js', 'words'];
const workerAddresses = ['snapshot', 'script', 'product', 'stream', 'second file', 'words'];
const consoleAddresses = ['stream', 'snapshot', 'reminders', 'operators’ lists', 'session'];

const send = (response, html) =>
	response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);

const productPage = (tag) =>
	`<!doctype html><html lang="de"><meta charset="utf-8"><title>Product</title><link rel="icon" href="data:,">
<script async ${tag}></script>
<candor-status></candor-status><candor-timeline></candor-timeline><candor-inline component="shop"><p>Pay</p></candor-inline>`;

const watching =
	'data-mirrors="/mirror/snapshot.json" data-watch="shop=/" data-watch-fetch data-watch-report';
const tags = {
	page: (keys) => `src="/candor.js" data-keys="${keys}" ${watching}`,
	'page with 3 servers': (keys) =>
		`src="/candor.js" data-keys="${keys}" data-server="/ /second/ /third/" ${watching}`,
	'page with candor-from.js': () => 'src="/candor-from.js" data-from="statuspage" data-server="/"',
};

/** Uses the page as a busy visitor would: opens the panel, and the product's own requests fail. */
function useProduct({ isOnlineOften }) {
	setInterval(() => {
		const status = document.querySelector('candor-status');
		const button = status?.shadowRoot?.querySelector('button');
		if (button && button.getAttribute('aria-expanded') !== 'true') button.click();
		void fetch('/api/basket').catch(() => undefined);
		if (isOnlineOften) for (const name of ['online', 'visibilitychange']) dispatchEvent(new Event(name));
	}, 1_000);
}

/** How long a page may take to open while many others do. */
const openMs = 180_000;

/** Answers for the product. A fault that changes the right answer would show it: 503 instead. */
function failProduct({ faultName, fault, request, response }) {
	if (fault.length > 2) response.writeHead(503).end();
	// The redirect to a closed port would leave the product's address.
	else if (faultName === 'refused') request.socket.destroy();
	else fault(request, response);
}

async function runPage({ browser, opening, origin, keys, cell, faultName, fault, life }) {
	// The mirror is asked only where the servers fail.
	const isMirror = cell.failing.some((address) => address.startsWith('mirror'));
	const servers = isMirror && cell.failing.length === 1 ? ['stream', 'snapshot', 'history'] : [];
	const place = await openPlace({
		origin,
		failing: [...cell.failing, ...servers],
		fault,
		own(request, response, count) {
			if (request.url === '/') send(response, productPage(tags[cell.client](keys)));
			else if (request.url.startsWith('/api/basket')) response.writeHead(500).end();
			else if (request.url.startsWith('/?candor-probe')) {
				count('product');
				if (cell.failing.includes('product')) failProduct({ faultName, fault, request, response });
				else response.writeHead(204).end();
			} else return false;
			return true;
		},
	});
	const page = await opening(async () => {
		const page = await (await browser()).newPage();
		await page.goto(place.url, { waitUntil: 'commit', timeout: openMs });
		await page.evaluate(useProduct, { isOnlineOften: cell.isOnlineOften === true });
		return page;
	});
	await life();
	await page.context().close();
	place.close();
	return place.requests;
}

async function runWorker({ browser, opening, origin, keys, cell, faultName, fault, life }) {
	let isDown = false;
	const place = await openPlace({
		origin,
		failing: cell.failing.filter((address) => address !== 'product'),
		fault,
		own(request, response, count) {
			if (request.url !== '/') return false;
			if (!isDown)
				send(
					response,
					`<!doctype html><title>Product</title><link rel="icon" href="data:,"><script>navigator.serviceWorker.register('/candor-sw.js?keys=${encodeURIComponent(keys)}')</script>`,
				);
			else {
				count('product');
				if (cell.failing.includes('product')) failProduct({ faultName, fault, request, response });
				else response.writeHead(503).end();
			}
			return true;
		},
	});
	const page = await opening(async () => {
		// The words of a language are a file of their own, except for English.
		const page = await (await browser({ locale: 'de-DE' })).newPage();
		await page.goto(place.url, { timeout: openMs });
		await page.evaluate(() => navigator.serviceWorker.ready);
		isDown = true;
		// The page of the worker comes late where the product hangs.
		await page.reload({ waitUntil: 'commit', timeout: openMs });
		await page.evaluate((isOnlineOften) => {
			if (isOnlineOften) setInterval(() => dispatchEvent(new Event('online')), 1_000);
		}, cell.isOnlineOften === true);
		return page;
	});
	await life();
	await page.context().close();
	place.close();
	return place.requests;
}

/** The console fails once an operator is signed in: the screen stays open during an incident. */
async function runConsole({ browser, opening, origin, token, cell, fault, life }) {
	const place = await openPlace({ origin, failing: cell.failing, fault, isHealthy: true });
	const page = await opening(async () => {
		const page = await (await browser()).newPage();
		await page.goto(`${place.url}/console`, { timeout: openMs });
		await page.getByLabel('Operator token').fill(token, { timeout: openMs });
		await page.keyboard.press('Enter');
		await page.locator('console-header').waitFor({ timeout: openMs });
		await page.evaluate((isOnlineOften) => {
			if (isOnlineOften) setInterval(() => dispatchEvent(new Event('online')), 1_000);
		}, cell.isOnlineOften === true);
		return page;
	});
	// What the screen asked for while all was well is another minute.
	place.requests.length = 0;
	place.fail();
	await life();
	await page.context().close();
	place.close();
	return place.requests;
}

const cellsOf = (client, addresses, run) => [
	...addresses.map((address) => ({ client, name: address, failing: [address], run })),
	{ client, name: 'all of them', failing: addresses, run },
	{ client, name: 'all, `online` each second', failing: addresses, isOnlineOften: true, run },
];

export const browserCells = [
	...cellsOf('page', pageAddresses, runPage),
	...cellsOf('page with 3 servers', severalServersAddresses, runPage).slice(-2),
	...cellsOf('page with candor-from.js', vendorPageAddresses, runPage),
	...cellsOf('service worker', workerAddresses, runWorker),
	...cellsOf('console', consoleAddresses, runConsole),
];
