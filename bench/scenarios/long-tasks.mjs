/**
 * The longest task of a page on a slow phone while the banner appears: the browser slows the processor down four times.
 * Once for a new notice in an open page, and once for a page that opens, including the start of the script.
 */
import { chromium } from 'playwright-core';
import { browser } from '../../scripts/browser.mjs';
import { candorWith } from '../harness/candor-page.mjs';
import { median } from '../harness/statistics.mjs';

export const name = 'long-tasks';

const rounds = 9;
const budgetMs = 50;
const slowdown = 4;
/**
 * A page that loads the script after its own work. The browser's first layout and paint of a page take longer than every
 * task that is measured here, with and without the script.
 */
const html = `<!doctype html><body><h1>Product</h1><script>
	const later = (frames, then) => (frames ? requestAnimationFrame(() => later(frames - 1, then)) : setTimeout(then));
	addEventListener('load', () => later(5, () => {
		watch();
		document.body.append(Object.assign(document.createElement('script'), { src: '/candor.js' }));
	}));
</script>`;

export async function measure({ dist }) {
	const launched = await chromium.launch(await browser());
	try {
		const times = [];
		for (let round = 0; round < rounds; round++) times.push(await appearances(launched, dist));
		return [
			{
				scenario: name,
				checks: ['as news', 'as the page takes the script in'].map((how, index) => {
					const longest = times.map((both) => both[index]);
					// Other work of the machine can only lengthen a task, so the shortest value counts.
					const least = Math.min(...longest);
					return {
						name: `longest task at ${slowdown} times slower while the banner appears ${how}, median of ${rounds} rounds (least ${least.toFixed(0)})`,
						measured: median(longest),
						budget: budgetMs,
						unit: 'ms',
					};
				}),
			},
		];
	} finally {
		await launched.close();
	}
}

/** The longest task in milliseconds, for both ways in which a banner appears. */
async function appearances(launched, dist) {
	const candor = await candorWith(dist, (request, response) => {
		if (request.url !== '/') return false;
		response.setHeader('content-type', 'text/html');
		response.end(html);
		return true;
	});
	try {
		const open = await slowPage(launched);
		const connected = says(open, 'live');
		const news = says(open, 'drawn');
		await open.goto(candor.url);
		await connected;
		await candor.publish({ title: 'Card payments are failing', impact: 'critical' });
		const asNews = await news;
		await open.context().close();
		const opened = await slowPage(launched);
		const atStart = says(opened, 'drawn');
		await opened.goto(candor.url);
		const asItOpens = await atStart;
		await opened.context().close();
		return [asNews, asItOpens];
	} finally {
		await candor.close();
	}
}

/** The page reports the result itself: code of a test tool in the page would be measured too. */
async function slowPage(launched) {
	const page = await (await launched.newContext()).newPage();
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
	await page.addInitScript(() => {
		let durations = [];
		// The page calls this function when the measurement starts.
		globalThis.watch = () =>
			new PerformanceObserver((list) =>
				durations.push(...list.getEntries().map(({ duration }) => duration)),
			).observe({ type: 'longtask' });
		const when = (word, is, then) => {
			if (is()) then(() => console.debug(word, Math.max(0, ...durations)));
			else requestAnimationFrame(() => when(word, is, then));
		};
		const live = ({ feeds }) => [...feeds.values()].some((feed) => feed.snapshot().connection === 'live');
		const drawn = () => document.querySelector('candor-banner')?.shadowRoot?.querySelector('svg');
		const frames = (count, then) => (count ? requestAnimationFrame(() => frames(count - 1, then)) : then());
		when(
			'live',
			() => globalThis.Candor?.feeds && live(globalThis.Candor) && !drawn(),
			(tell) =>
				// All tasks of the start have been counted by then.
				frames(10, () => {
					durations = [];
					tell();
				}),
		);
		when('drawn', drawn, (tell) => frames(3, tell));
	});
	return page;
}

/** The number in a console message of the page: the longest task so far, 0 where none took 50 ms. */
async function says(page, word) {
	const message = await page.waitForEvent('console', (each) => each.text().startsWith(`${word} `));
	return Number(message.text().slice(word.length));
}
