/** While our own host hangs, the product's page loads as fast as without the tag. */
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { aBrowser } from '../support/page.ts';
import { taggedPages } from '../support/tagged-pages.ts';
import { reportDuration } from '../support/time-budget.ts';

const chrome = aBrowser();

const loads = 9;
const allowedMs = 100;

/** A server that accepts connections and never answers. */
async function aSilentHost(context: TestContext): Promise<string> {
	const server = createServer((socket) => {
		socket.on('error', () => undefined);
		context.after(() => socket.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => server.close());
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Milliseconds from the start of a load to the first contentful paint and to DOMContentLoaded. */
async function load(page: Page, address: string) {
	await page.goto(address, { waitUntil: 'domcontentloaded' });
	return page.evaluate(async () => {
		const paint = await new Promise<number>((resolve) => {
			new PerformanceObserver((list) => {
				for (const { startTime } of list.getEntriesByName('first-contentful-paint')) resolve(startTime);
			}).observe({ type: 'paint', buffered: true });
		});
		const [{ domContentLoadedEventEnd }] = performance.getEntriesByType('navigation') as [
			PerformanceNavigationTiming,
		];
		return { paint, domContentLoaded: domContentLoadedEventEnd };
	});
}

const median = (values: readonly number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

test('while our host hangs, the page paints and loads', {
	timeout: 120_000,
}, async (context) => {
	const host = await aSilentHost(context);
	const pages = await taggedPages(context, `${host}/candor.js`);
	const page = await chrome().newPage();
	const body = '<p>A product.</p>'.repeat(200);
	const plain = pages.add(null, body);
	const tagged = pages.add({}, body);
	// The first page of a browser is slower than the others.
	await load(page, plain);
	const without: Awaited<ReturnType<typeof load>>[] = [];
	const withTag: typeof without = [];
	for (let count = 0; count < loads; count += 1) {
		without.push(await load(page, plain));
		withTag.push(await load(page, tagged));
	}
	for (const what of ['paint', 'domContentLoaded'] as const) {
		const [base, own] = [without, withTag].map((times) => median(times.map((time) => time[what])));
		reportDuration(context, `host hangs: ${what} is later by`, (own ?? Number.NaN) - (base ?? 0), allowedMs);
	}
});
