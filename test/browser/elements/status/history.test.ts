import { expect, oneEvent } from '@open-wc/testing';
import { aComponent, aNotice } from '../../support/fake-feed.ts';
import { untilLanguage, withCatalogues } from '../../support/languages.ts';
import { find, findButton, mount, root, untilFound, visibleText } from '../../support/mount.ts';
import {
	componentDays,
	feedWithOwnSource,
	historyDays,
	historyResponse,
	openPanel,
	openPanelWithHistory,
} from '../../support/status-panel.ts';

const cards = { 'component/cards': aComponent('Card payments') };

let requests: string[] = [];
let respond = (): Response => new Response('', { status: 503 });

describe('the history in the panel of candor-status', () => {
	const { fetch } = globalThis;
	before(() => {
		globalThis.fetch = async (address) => {
			if (`${address}`.includes('/locales/')) return fetch(address);
			requests.push(`${address}`);
			return respond();
		};
	});
	beforeEach(() => {
		requests = [];
	});
	after(() => {
		globalThis.fetch = fetch;
	});

	it('requests the history once, when it is opened', async () => {
		respond = () => historyResponse(componentDays('cards'));
		const feed = feedWithOwnSource(cards);
		const element = await openPanelWithHistory(feed);
		expect(requests).to.deep.equal([`${feed.source}/v1/history`]);
		findButton(element, 'Close').click();
		await openPanel(element);
		expect(requests.length).to.equal(1);
	});

	it('requests nothing while it is closed', async () => {
		await mount('candor-status', feedWithOwnSource(cards));
		expect(requests).to.deep.equal([]);
	});

	it('shows the last days as bars of different heights, a sentence, and a list of days that were not normal', async () => {
		const worst = [null, 'operational', 'maintenance', 'degraded', 'partial-outage', 'major-outage'] as const;
		respond = () =>
			historyResponse(
				componentDays('cards', worst, [
					{},
					{},
					{},
					{ degraded: 600 },
					{ 'partial-outage': 4_800 },
					{ 'major-outage': 30 },
				]),
			);
		const element = await openPanelWithHistory(feedWithOwnSource(cards));
		const bars = find(element, '.bars');
		expect(bars.getAttribute('role')).to.equal('img');
		expect(bars.getAttribute('aria-label')).to.equal('Last 90 days: 99.93% uptime. Days with problems: 3.');
		const heightOf = (status: string | null): number =>
			bars
				.querySelector(status ? `[data-status=${status}]` : 'path:not([data-status], .pointed)')
				?.getBoundingClientRect().height ?? 0;
		for (const [lower, higher] of [
			[null, 'operational'],
			['operational', 'degraded'],
			['degraded', 'partial-outage'],
			['partial-outage', 'major-outage'],
		] as const)
			expect(heightOf(lower)).to.be.lessThan(heightOf(higher));
		const days = [...bars.querySelectorAll('path:not(.pointed)')].flatMap(
			(path) => path.getAttribute('d')?.match(/M/g) ?? [],
		);
		expect(days.length, 'a bar for each day').to.equal(historyDays);
		expect(bars.querySelectorAll('*').length, 'a path for each status').to.be.at.most(8);
		const list = find(element, '.past');
		list.querySelector('summary')?.click();
		await untilFound(element, '.past li');
		expect(list.querySelector('summary')?.textContent).to.contain('(4)');
		expect([...list.querySelectorAll('li')].map((day) => day.textContent?.trim())).to.deep.equal([
			'Tue 24 Nov: Major outage, for 1 minute',
			'Mon 23 Nov: Partial outage, for 1 hour 20 minutes',
			'Sun 22 Nov: Degraded, for 10 minutes',
			'Sat 21 Nov: Under maintenance',
		]);
	});

	it('shows the day under the pointer instead of the scale', async () => {
		respond = () =>
			historyResponse(componentDays('cards', ['partial-outage'], [{ 'partial-outage': 4_800 }]));
		const element = await openPanelWithHistory(feedWithOwnSource(cards));
		const { left, right, top } = find(element, '.bars svg').getBoundingClientRect();
		const pointAt = async (clientX: number): Promise<void> => {
			const event = new PointerEvent('pointermove', {
				clientX,
				clientY: top + 1,
				bubbles: true,
				composed: true,
			});
			find(element, '.bars').dispatchEvent(event);
			await element.updateComplete;
		};
		const scale = (): string => find(element, '.scale').innerText;
		expect(scale()).to.contain('Today');
		await pointAt(right - 1);
		expect(scale()).to.contain('Tue 24 Nov: Partial outage, for 1 hour 20 minutes');
		const mark = find(element, '.pointed').getBoundingClientRect();
		expect(Math.abs(mark.right - right)).to.be.at.most(2);
		await pointAt(left + 1);
		expect(scale()).to.contain('Thu 27 Aug: Working normally');
		find(element, '.bars').dispatchEvent(new PointerEvent('pointerleave'));
		await element.updateComplete;
		expect(scale()).to.contain('Today');
	});

	it('begins on the right where texts go from right to left', async () => {
		respond = () => historyResponse(componentDays('cards', ['major-outage']));
		document.documentElement.lang = 'ar';
		try {
			const element = await mount('candor-status', withCatalogues(feedWithOwnSource(cards)));
			await untilLanguage(element, 'ar');
			await openPanel(element);
			await untilFound(element, '.bars');
			const strip = find(element, '.strip').getBoundingClientRect();
			const today = find(element, '[data-status=major-outage]').getBoundingClientRect();
			expect(Math.abs(today.left - strip.left)).to.be.at.most(2);
			const event = new PointerEvent('pointermove', {
				clientX: strip.left + 1,
				bubbles: true,
				composed: true,
			});
			find(element, '.bars').dispatchEvent(event);
			await element.updateComplete;
			expect(find(element, '.scale').innerText).to.contain('انقطاع كبير');
			const mark = find(element, '.pointed').getBoundingClientRect();
			expect(Math.abs(mark.left - strip.left)).to.be.at.most(2);
		} finally {
			document.documentElement.removeAttribute('lang');
		}
	});

	for (const [existed, text, narrow] of [
		[1, 'Since today', 'Since today'],
		[2, 'Since 23 Nov', 'Since 23 Nov'],
		[30, 'Since 26 Oct', '30 days ago'],
		[31, 'Since 25 Oct', '30 days ago'],
		[89, 'Since 28 Aug', '30 days ago'],
		[90, '90 days ago', '30 days ago'],
	] as const)
		it(`shows since when a component exists that is ${existed} days old`, async () => {
			const worst = Array.from({ length: historyDays }, (_, day) =>
				day < historyDays - existed ? null : 'operational',
			);
			respond = () => historyResponse(componentDays('cards', worst));
			const element = await openPanelWithHistory(feedWithOwnSource(cards));
			expect(find(element, '.scale .wide').textContent).to.equal(text);
			expect(find(element, '.scale .narrow').textContent).to.equal(narrow);
			expect(find(element, '.scale').innerText).to.contain('100% uptime').and.to.contain('Today');
			const range = existed < historyDays ? text : `Last ${historyDays} days`;
			expect(find(element, '.bars').getAttribute('aria-label')).to.equal(
				`${range}: 100% uptime. Days with problems: 0.`,
			);
		});

	it('never shows 100% beside a day with trouble', async () => {
		respond = () => historyResponse(componentDays('cards', ['degraded'], [{ degraded: 1 }]));
		const element = await openPanelWithHistory(feedWithOwnSource(cards));
		expect(find(element, '.scale').innerText).to.contain('99.99% uptime');
		expect(find(element, '.bars').getAttribute('aria-label')).to.equal(
			'Last 90 days: 99.99% uptime. Days with problems: 1.',
		);
	});

	it('shows that the history failed to load, and everything else', async () => {
		respond = () => new Response('', { status: 503 });
		const element = await openPanelWithHistory(feedWithOwnSource(cards));
		expect(visibleText(element)).to.contain('We cannot load the history').and.to.contain('Card payments');
		expect(root(element).querySelector('.bars')).to.equal(null);
	});

	it('shows no unsigned history if the page pins keys', async () => {
		const page = globalThis as { Candor?: { source?: string; keys?: string } };
		respond = () => historyResponse(componentDays('cards'));
		const feed = feedWithOwnSource(cards);
		page.Candor ??= {};
		Object.assign(page.Candor, { source: feed.source, keys: 'BHx' });
		try {
			const element = await openPanelWithHistory(feed);
			expect(requests.length).to.equal(1);
			expect(root(element).querySelector('.bars')).to.equal(null);
		} finally {
			delete page.Candor.source;
			delete page.Candor.keys;
		}
	});

	it('keeps the focus during updates, and returns it to the pill on Escape', async () => {
		respond = () => historyResponse(componentDays('cards', ['degraded']));
		const feed = feedWithOwnSource({ ...cards });
		const element = await openPanelWithHistory(feed);
		const summary = find(element, '.past summary');
		summary.focus();
		feed.put('notice', 'n1', aNotice({ affected: [{ component: 'cards', status: 'major-outage' }] }));
		feed.advanceMinutes(6);
		await element.updateComplete;
		expect(element.shadowRoot?.activeElement).to.equal(summary);
		const closed = oneEvent(find(element, '#panel'), 'toggle');
		summary.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
		await closed;
		expect(element.shadowRoot?.activeElement === find(element, '.pill')).to.equal(true);
	});
});
