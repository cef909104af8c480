import { expect, oneEvent } from '@open-wc/testing';
import { aComponent, aNotice } from '../../support/fake-feed.ts';
import { find, findButton, mount, root, visibleText } from '../../support/mount.ts';
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
		expect(bars.getAttribute('aria-label')).to.equal(
			'Last 90 days: 99.93% operational. Days with trouble: 3.',
		);
		const heights = [...bars.querySelectorAll('i')]
			.slice(-6)
			.map((bar) => Number.parseFloat(getComputedStyle(bar, '::before').height));
		expect(bars.querySelectorAll('i').length).to.equal(historyDays);
		for (const [lower, higher] of [
			[0, 1],
			[1, 3],
			[3, 4],
			[4, 5],
		] as const)
			expect(heights[lower]).to.be.lessThan(heights[higher] ?? 0);
		const list = find(element, '.past');
		expect(list.querySelector('summary')?.textContent).to.contain('(4)');
		expect([...list.querySelectorAll('li')].map((day) => day.textContent?.trim())).to.deep.equal([
			'Tue, Nov 24: Unavailable, for 1 minute',
			'Mon, Nov 23: Partly unavailable, for 1 hour 20 minutes',
			'Sun, Nov 22: Slower or less reliable, for 10 minutes',
			'Sat, Nov 21: Under maintenance',
		]);
	});

	it('shows the day under the pointer instead of the scale', async () => {
		respond = () =>
			historyResponse(componentDays('cards', ['partial-outage'], [{ 'partial-outage': 4_800 }]));
		const element = await openPanelWithHistory(feedWithOwnSource(cards));
		const [last] = [...root(element).querySelectorAll('.bars i')].slice(-1);
		const scale = (): string => find(element, '.scale').innerText;
		expect(scale()).to.contain('Today');
		last?.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, composed: true }));
		await element.updateComplete;
		expect(scale()).to.contain('Tue, Nov 24: Partly unavailable, for 1 hour 20 minutes');
		find(element, '.bars').dispatchEvent(new PointerEvent('pointerleave'));
		await element.updateComplete;
		expect(scale()).to.contain('Today');
	});

	it('shows that the history failed to load, and everything else', async () => {
		respond = () => new Response('', { status: 503 });
		const element = await openPanelWithHistory(feedWithOwnSource(cards));
		expect(visibleText(element)).to.contain('The history cannot be loaded').and.to.contain('Card payments');
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
