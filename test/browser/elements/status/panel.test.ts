import { expect, oneEvent } from '@open-wc/testing';
import type { CandorStatus } from '../../../../src/entries/index.ts';
import type { ComponentHistory, Seconds } from '../../../../src/model/history/history.ts';
import { aComponent, aNotice, aPage, atMinute, type FakeFeed, fakeFeed } from '../../support/fake-feed.ts';
import { find, findButton, mount, root, visibleText } from '../../support/mount.ts';

const days = 90;
/** Ninety operational days. `worst` and `seconds` replace the last of them. */
const past = (id: string, worst: ComponentHistory['worst'] = [], seconds: readonly Seconds[] = []) => ({
	id,
	worst: [...Array(days - worst.length).fill('operational'), ...worst],
	seconds: [...Array(days - seconds.length).fill({}), ...seconds],
});
const history = (...components: ComponentHistory[]) => ({
	from: '2026-08-27',
	days,
	timeZone: 'UTC',
	components,
	notices: [],
});

let requests: string[] = [];
let respond = (): Response => new Response('', { status: 503 });
const respondWithJson = (value: object) => () =>
	new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } });

let count = 0;
/** A feed with a source of its own: the history of a source is cached. */
function aFeed(records: Record<string, object>): FakeFeed {
	count += 1;
	return { ...fakeFeed(records), source: `https://status-${count}.example` };
}

async function open(element: CandorStatus): Promise<void> {
	find(element, '.pill').click();
	await element.updateComplete;
	await element.updateComplete;
}
/** Opens the panel, and waits until the history has loaded or failed. */
async function openWithHistory(feed: FakeFeed): Promise<CandorStatus> {
	const element = await mount('candor-status', feed);
	await open(element);
	const hasNote = () => !!root(element).querySelector('.note');
	await new Promise<void>((resolve) => {
		const check = (): void => {
			if (!hasNote()) return;
			observer.disconnect();
			resolve();
		};
		const observer = new MutationObserver(check);
		observer.observe(root(element), { childList: true, subtree: true });
		check();
	});
	return element;
}

const cards = { 'component/cards': aComponent('Card payments') };
const planned = {
	'notice/m1': aNotice({
		kind: 'maintenance',
		title: 'Database move; read, only',
		phase: 'scheduled',
		impact: 'none',
		window: { start: atMinute(60), end: atMinute(120) },
	}),
};

describe('the panel of candor-status', () => {
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

	it('shows the worst status of each group, and opens groups with a problem', async () => {
		const feed = aFeed({
			'component/cards': aComponent('Card payments', { group: 'Payments' }),
			'component/transfers': aComponent('Transfers', { group: 'Payments', position: 1 }),
			'component/app': aComponent('App', { group: 'Access', position: 2 }),
			'component/web': aComponent('Website', { position: 3 }),
			'notice/n1': aNotice({ affected: [{ component: 'transfers', status: 'major-outage' }] }),
		});
		const element = await mount('candor-status', feed);
		await open(element);
		const groups = [...root(element).querySelectorAll<HTMLDetailsElement>('.group')];
		expect(
			groups.map((group) => [
				group.open,
				group.querySelector('summary')?.innerText.replace(/\s+/g, ' ').trim(),
			]),
		).to.deep.equal([
			[true, 'Payments Unavailable'],
			[false, 'Access Working normally'],
		]);
		expect(visibleText(element)).to.contain('Website');
		feed.put('notice', 'n1', null);
		await element.updateComplete;
		expect(groups[0]?.open, 'it stays open while the visitor looks at it').to.equal(true);
	});

	it('requests the history once, when it is opened', async () => {
		respond = respondWithJson(history(past('cards')));
		const feed = aFeed(cards);
		const element = await openWithHistory(feed);
		expect(requests).to.deep.equal([`${feed.source}/v1/history`]);
		findButton(element, 'Close').click();
		await open(element);
		expect(requests.length).to.equal(1);
	});

	it('requests nothing while it is closed', async () => {
		await mount('candor-status', aFeed(cards));
		expect(requests).to.deep.equal([]);
	});

	it('shows the last days as bars of different heights, a sentence, and a list of days that were not normal', async () => {
		const worst = [null, 'operational', 'maintenance', 'degraded', 'partial-outage', 'major-outage'] as const;
		respond = respondWithJson(
			history(
				past('cards', worst, [
					{},
					{},
					{},
					{ degraded: 600 },
					{ 'partial-outage': 4_800 },
					{ 'major-outage': 30 },
				]),
			),
		);
		const element = await openWithHistory(aFeed(cards));
		const bars = find(element, '.bars');
		expect(bars.getAttribute('role')).to.equal('img');
		expect(bars.getAttribute('aria-label')).to.equal(
			'Last 90 days: 99.93% operational. Days with trouble: 3.',
		);
		const heights = [...bars.querySelectorAll('i')]
			.slice(-6)
			.map((bar) => Number.parseFloat(getComputedStyle(bar, '::before').height));
		expect(bars.querySelectorAll('i').length).to.equal(days);
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
		respond = respondWithJson(history(past('cards', ['partial-outage'], [{ 'partial-outage': 4_800 }])));
		const element = await openWithHistory(aFeed(cards));
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
		const element = await openWithHistory(aFeed(cards));
		expect(visibleText(element)).to.contain('The history cannot be loaded').and.to.contain('Card payments');
		expect(root(element).querySelector('.bars')).to.equal(null);
	});

	it('shows no unsigned history if the page pins keys', async () => {
		const page = globalThis as { Candor?: { source?: string; keys?: string } };
		respond = respondWithJson(history(past('cards')));
		const feed = aFeed(cards);
		page.Candor ??= {};
		Object.assign(page.Candor, { source: feed.source, keys: 'BHx' });
		try {
			const element = await openWithHistory(feed);
			expect(requests.length).to.equal(1);
			expect(root(element).querySelector('.bars')).to.equal(null);
		} finally {
			delete page.Candor.source;
			delete page.Candor.keys;
		}
	});

	it('downloads planned maintenance as a calendar file', async () => {
		const element = await mount('candor-status', aFeed(planned));
		await open(element);
		const { click } = HTMLAnchorElement.prototype;
		const clicked: HTMLAnchorElement[] = [];
		HTMLAnchorElement.prototype.click = function () {
			clicked.push(this);
		};
		try {
			findButton(element, 'Add to calendar').click();
		} finally {
			HTMLAnchorElement.prototype.click = click;
		}
		expect(clicked[0]?.download).to.equal('m1.ics');
		const file = await new Promise<string>((resolve, reject) => {
			// The test has replaced `fetch`, and this can load a blob too.
			const request = new XMLHttpRequest();
			request.onload = () => resolve(request.responseText);
			request.onerror = reject;
			request.open('GET', clicked[0]?.href ?? '');
			request.send();
		});
		expect(file)
			.to.contain('SUMMARY:Database move\\; read\\, only\r\n')
			.and.to.contain('DTSTART:20261124T150000Z\r\n');
		expect(file).to.match(/UID:m1-\d{8}T\d{6}Z@status-\d+\.example\r\n/);
	});

	it('shows the actions of a notice, and links to more', async () => {
		const element = await mount(
			'candor-status',
			aFeed({
				'notice/n1': aNotice({ actions: ['We move to another supplier.'], moreUrl: 'https://ok.example/' }),
			}),
		);
		await open(element);
		expect(visibleText(element))
			.to.contain('What we are doing')
			.and.to.contain('We move to another supplier.');
		expect(root(element).querySelector<HTMLAnchorElement>('article a')?.href).to.equal('https://ok.example/');
	});

	it('links to the other ways to receive updates', async () => {
		const subscribe = [
			{ by: 'email' as const, href: 'https://status.example.com/email' },
			{ by: 'rss' as const, href: 'https://status.example.com/feed' },
		];
		const page = aPage({ statusUrl: null, supportUrl: null, subscribe });
		const element = await mount('candor-status', aFeed({ 'page/page': page }));
		await open(element);
		const links = [...root(element).querySelectorAll<HTMLAnchorElement>('footer a')];
		expect(links.map(({ innerText, href }) => [innerText, href])).to.deep.equal([
			['Updates by email', 'https://status.example.com/email'],
			['Updates by RSS', 'https://status.example.com/feed'],
		]);
	});

	it('renders no link for an unsafe address', async () => {
		const unsafe = 'javascript:alert(1)';
		const records = {
			'page/page': aPage({
				statusUrl: unsafe,
				supportUrl: unsafe,
				subscribe: [{ by: 'email', href: unsafe }],
			}),
			'notice/n1': aNotice({ moreUrl: unsafe }),
		};
		const element = await mount('candor-status', aFeed(records));
		await open(element);
		expect(root(element).querySelector('a')).to.equal(null);
	});

	it('shows a drill, labelled, only to visitors who take part in drills', async () => {
		const records = { 'notice/n1': aNotice({ drill: true }) };
		const outsider = await mount('candor-status', aFeed(records));
		expect(find(outsider, '.pill').innerText).to.contain('All systems normal');
		await open(outsider);
		expect(visibleText(outsider)).not.to.contain('Card payments are failing');
		const insider = await mount('candor-status', aFeed(records), {}, { drill: true });
		expect(find(insider, '.pill').innerText).to.contain('Partial outage');
		await open(insider);
		expect(find(insider, '[part=drill]').innerText).to.contain('Drill');
	});

	it('has a dot of full size with the accessible name of the pill', async () => {
		const element = await mount('candor-status', aFeed({ 'notice/n1': aNotice() }), { look: 'dot' });
		const pill = find(element, '.pill');
		expect(pill.innerText.trim()).to.equal('');
		expect(pill.getAttribute('aria-label')).to.equal('Partial outage. Show service status');
		const { width, height } = pill.getBoundingClientRect();
		expect([width, height]).to.deep.equal([44, 44]);
	});

	it('keeps the focus during updates, and returns it to the pill on Escape', async () => {
		respond = respondWithJson(history(past('cards', ['degraded'])));
		const feed = aFeed({ ...cards, ...planned });
		const element = await openWithHistory(feed);
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

	it('does not move a focus that is elsewhere in the page on Escape', async () => {
		const element = await mount('candor-status', aFeed(cards));
		await open(element);
		const field = document.body.appendChild(document.createElement('input'));
		field.focus();
		field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
		await element.updateComplete;
		expect(document.activeElement === field).to.equal(true);
		field.remove();
	});
});
