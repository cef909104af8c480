/**
 * Operator to pixel: the time from the command until two open pages have drawn the notice, with a
 * real server and its database, a real browser, and loopback. Budget: the median of 50 rounds is
 * below 50 ms.
 */

import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import pino from 'pino';
import { chromium } from 'playwright-core';
import { browser } from '../../scripts/browser.mjs';
import { remove, temporaryFolder } from '../harness/folder.mjs';

export const name = 'pixels';

const rounds = 50;
const budgetMs = 50;
const token = 'a-token-for-the-bench';

export async function measure({ dist }) {
	const [{ createCandor }, { run }, { processIo }] = await Promise.all(
		['index.js', 'cli/run.js', 'cli/process-io.js'].map(
			(file) => import(pathToFileURL(`${dist}/server/${file}`).href),
		),
	);
	const command = (url, argv) => run(argv, operator(processIo, url));
	const data = temporaryFolder('pixels');
	const candor = await createCandor({ data, token, logger: pino({ level: 'silent' }) });
	const { url, close } = await listen((request, response) => {
		if (request.url !== '/') return candor.handler(request, response);
		response.setHeader('content-type', 'text/html');
		response.end('<!doctype html><script async src="/candor.js"></script><body><h1>Product</h1>');
	});
	const launched = await chromium.launch(await browser());
	try {
		const pages = await Promise.all([openPage(launched, url), openPage(launched, url)]);
		const times = [];
		for (let round = 0; round < rounds; round++)
			times.push(await publish(command, url, pages, `Round ${round}`));
		times.sort((a, b) => a - b);
		const label = `command to pixels in two pages, median of ${rounds} rounds (worst ${times.at(-1).toFixed(1)})`;
		return [
			{
				scenario: name,
				checks: [{ name: label, measured: times[rounds / 2], budget: budgetMs, unit: 'ms' }],
			},
		];
	} finally {
		await launched.close();
		await candor.close();
		await close();
		remove(data);
	}
}

async function listen(handler) {
	const server = createServer(handler);
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${server.address().port}`,
		close: () => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(resolve));
		},
	};
}

async function openPage(launched, url) {
	const page = await (await launched.newContext()).newPage();
	await page.goto(url);
	await page.waitForFunction(() =>
		[...(globalThis.Candor?.feeds?.values() ?? [])].some((feed) => feed.snapshot().connection === 'live'),
	);
	return page;
}

/** Milliseconds from the command to the frame of the later page that shows it. */
async function publish(command, url, pages, title) {
	const drawn = pages.map((page) =>
		page.evaluate(
			(words) =>
				new Promise((resolve) => {
					const look = () => {
						const shown = document.querySelector('candor-banner')?.shadowRoot?.querySelector('h2');
						if (shown?.textContent === words && shown.checkVisibility())
							resolve(performance.timeOrigin + performance.now());
						else requestAnimationFrame(look);
					};
					look();
				}),
			title,
		),
	);
	// Both pages must watch before the clock starts.
	await Promise.all(pages.map((page) => page.evaluate(() => new Promise(requestAnimationFrame))));
	const start = performance.timeOrigin + performance.now();
	const code = await command(url, ['open', title, '--impact', 'major']);
	if (code !== 0) throw new Error(`candor open ended with ${code}.`);
	return Math.max(...(await Promise.all(drawn))) - start;
}

/** The command line in this process: the start of a Node process is not part of the measurement. */
const operator = (io, url) => ({
	...io,
	environment: { CANDOR_URL: url, CANDOR_TOKEN: token },
	stdout: { write: () => true },
});
