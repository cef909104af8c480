import { expect, fixture, html } from '@open-wc/testing';
import type { CandorInline } from '../../../../src/entries/index.ts';
import type { NoticeValue } from '../../../../src/model/records/notice.ts';
import { recordAnnouncements } from '../../support/announcements.ts';
import { aComponent, aNotice, aPage, atMinute, fakeFeed, richText } from '../../support/fake-feed.ts';
import { find, root, visibleText } from '../../support/mount.ts';

const broken = (value: Partial<NoticeValue> = {}): NoticeValue =>
	aNotice({ affected: [{ component: 'checkout', status: 'partial-outage' }], ...value });
const house = { 'page/page': aPage(), 'component/checkout': aComponent('Checkout') };

/** The element in a page of its own, with a form as its healthy content. */
async function place(
	feed: ReturnType<typeof fakeFeed>,
	attributes: Readonly<Record<string, string>> = {},
): Promise<CandorInline> {
	const main = await fixture(
		html`<main><candor-inline><form><input aria-label="Card" /><button type="button">Pay</button></form></candor-inline></main>`,
	);
	const element = main.querySelector('candor-inline') as CandorInline;
	for (const [name, value] of Object.entries({ component: 'checkout', ...attributes }))
		element.setAttribute(name, value);
	element.feed = feed;
	await element.updateComplete;
	return element;
}
const form = (element: Element): HTMLElement => element.querySelector('form') as HTMLElement;
const isHealthy = (element: Element): boolean => form(element).checkVisibility();

describe('candor-inline', () => {
	it('shows the page’s own content while nothing is wrong, as if it were not there', async () => {
		const main = await fixture(
			html`<main style="font:italic 12px/2 monospace;color:rgb(1,2,3);text-align:end;text-transform:uppercase;letter-spacing:3px;white-space:pre"><p>a</p><candor-inline component="checkout"><p>a</p></candor-inline></main>`,
		);
		const element = main.querySelector('candor-inline') as CandorInline;
		element.feed = fakeFeed({
			...house,
			'notice/n': aNotice({ affected: [{ component: 'cards', status: 'major-outage' }] }),
		});
		await element.updateComplete;
		// What else is inherited, the element's own custom properties, nobody else reads.
		const [plain, inside] = [...main.querySelectorAll('p')].map((each) => {
			const style = getComputedStyle(each);
			return [...style]
				.filter((name) => !name.startsWith('--'))
				.map((name) => [name, style.getPropertyValue(name)]);
		});
		expect(inside?.length).to.be.above(300);
		expect(inside).to.deep.equal(plain);
		expect(root(element).querySelector('.card')).to.equal(null);
	});

	it('shifts nothing, also before the server was heard', async () => {
		const main = await fixture(
			html`<main style="display:grid;gap:10px"><b>a</b><candor-inline component="checkout"><i>b</i></candor-inline><b>c</b></main>`,
		);
		const places = () => [...main.querySelectorAll('b,i')].map((each) => each.getBoundingClientRect().top);
		const element = main.querySelector('candor-inline') as CandorInline;
		await element.updateComplete;
		const before = places();
		const feed = fakeFeed(house);
		feed.setConnection('connecting', null);
		element.feed = feed;
		await element.updateComplete;
		feed.setConnection('live', feed.clock.now());
		await element.updateComplete;
		expect(places()).to.deep.equal(before);
	});

	it('shows a notice in its place: what, how far, when more, what to do, and where to read on', async () => {
		const feed = fakeFeed({
			...house,
			'notice/n': broken({
				promise: { nextUpdateBy: atMinute(12) },
				workaround: richText('Pay by bank transfer.'),
			}),
		});
		const element = await place(feed);
		expect(isHealthy(element)).to.equal(false);
		expect(visibleText(element))
			.to.contain('Card payments are failing')
			.and.to.contain('Investigating')
			.and.to.contain('Next update by')
			.and.to.contain('Pay by bank transfer.');
		const link = find(element, 'a') as HTMLAnchorElement;
		expect([link.href, link.innerText]).to.deep.equal(['https://status.example.com/', 'Status page']);
		feed.put('notice', 'n', broken({ moreUrl: 'https://status.example.com/n' }));
		await element.updateComplete;
		expect(find(element, 'a').innerText).to.equal('Read more');
		expect(find(element, '.card').dataset.tone).to.equal('major');
	});

	it('gives the page its content back when it is over, and says both once', async () => {
		const feed = fakeFeed(house);
		const element = await place(feed);
		const said = recordAnnouncements(element);
		feed.put('notice', 'n', broken());
		await element.updateComplete;
		feed.advanceMinutes(1);
		await element.updateComplete;
		feed.put('notice', 'n', broken({ phase: 'resolved', endedAt: atMinute(1), latestUpdate: 2 }));
		await element.updateComplete;
		expect(isHealthy(element)).to.equal(true);
		expect(said).to.deep.equal([
			'Card payments are failing. Investigating.',
			'Card payments are failing. Resolved.',
		]);
	});

	it('says a second update with the same words again, and nothing where a banner says it', async () => {
		const feed = fakeFeed({ ...house, 'notice/n': broken() });
		const element = await place(feed);
		const said = recordAnnouncements(element);
		feed.put('notice', 'n', broken({ latestUpdate: 2 }));
		await element.updateComplete;
		const banner = document.createElement('candor-banner');
		document.body.append(banner);
		feed.put('notice', 'n', broken({ latestUpdate: 3 }));
		await element.updateComplete;
		banner.remove();
		expect(said).to.deep.equal(['Card payments are failing. Investigating.']);
	});

	it('stands for several components, and from a status on', async () => {
		const feed = fakeFeed({ ...house, 'notice/n': broken() });
		expect(isHealthy(await place(feed, { component: 'app checkout' }))).to.equal(false);
		expect(isHealthy(await place(feed, { component: 'check' }))).to.equal(true);
		expect(isHealthy(await place(feed, { status: 'partial-outage' }))).to.equal(false);
		const element = await place(feed, { status: 'major-outage' });
		expect(isHealthy(element)).to.equal(true);
		element.status = null;
		await element.updateComplete;
		expect(isHealthy(element)).to.equal(false);
	});

	for (const [what, value, healthy] of [
		[
			'works again while the notice is open',
			{ affected: [{ component: 'checkout', status: 'operational' }] },
			true,
		],
		[
			'has a status from after this version’s time',
			{ affected: [{ component: 'checkout', status: 'read-only' as 'degraded' }] },
			false,
		],
		['is part of an exercise', { drill: true }, true],
		[
			'is broken for others alone',
			{ audience: { attributes: {}, routes: ['/elsewhere'], signedIn: null, percentage: null } },
			true,
		],
		['has a notice that expired', { expiresAt: atMinute(-1) }, true],
	] as const)
		it(`${healthy ? 'stays out of the way' : 'speaks'} when the component ${what}`, async () => {
			const notice = broken(value as Partial<NoticeValue>);
			expect(isHealthy(await place(fakeFeed({ ...house, 'notice/n': notice })))).to.equal(healthy);
		});

	it('keeps the page’s own content beneath the notice where it is asked to', async () => {
		const element = await place(fakeFeed({ ...house, 'notice/n': broken() }), { keep: '' });
		expect(isHealthy(element)).to.equal(true);
		expect(form(element).getBoundingClientRect().top).to.be.at.least(
			find(element, '.card').getBoundingClientRect().bottom,
		);
	});

	it('does not take away what the reader is at, until they leave it', async () => {
		const feed = fakeFeed(house);
		const element = await place(feed);
		const [card, pay] = [element.querySelector('input'), element.querySelector('button')];
		card?.focus();
		feed.put('notice', 'n', broken());
		await element.updateComplete;
		expect(isHealthy(element)).to.equal(true);
		expect(visibleText(element)).to.contain('Card payments are failing');
		pay?.focus();
		await element.updateComplete;
		expect([isHealthy(element), document.activeElement]).to.deep.equal([true, pay]);
		const link = find(element, 'a');
		link.focus();
		await element.updateComplete;
		expect([isHealthy(element), root(element).activeElement]).to.deep.equal([false, link]);
	});

	it('leaves what is over to whoever is on something in it, until they leave it', async () => {
		const feed = fakeFeed({ ...house, 'notice/n': broken() });
		const element = await place(feed);
		const more = document.createElement('button');
		more.slot = 'actions';
		element.append(more);
		const link = find(element, 'a');
		link.focus();
		const over = {
			...broken(),
			phase: 'resolved',
			endedAt: new Date(feed.clock.now()).toISOString(),
		} as const;
		feed.put('notice', 'n', { ...over, latestUpdate: 2 });
		await element.updateComplete;
		expect(root(element).activeElement === link).to.equal(true);
		expect(visibleText(element)).to.contain('Resolved');
		expect(isHealthy(element)).to.equal(false);
		more.focus();
		await element.updateComplete;
		expect(document.activeElement === more).to.equal(true);
		expect(isHealthy(element)).to.equal(false);
		more.blur();
		await element.updateComplete;
		expect(isHealthy(element)).to.equal(true);
		expect(root(element).querySelector('.card')).to.equal(null);
	});

	it('may show the page’s own words instead of the notice, or besides', async () => {
		const element = await place(fakeFeed({ ...house, 'notice/n': broken() }));
		const more = document.createElement('a');
		more.slot = 'actions';
		more.textContent = 'Pay by bank transfer';
		element.append(more);
		expect(more.checkVisibility()).to.equal(true);
		const instead = document.createElement('p');
		instead.slot = 'affected';
		instead.textContent = 'Please pay at the till.';
		element.append(instead);
		expect(instead.checkVisibility()).to.equal(true);
		expect(find(element, '.card').checkVisibility()).to.equal(false);
	});

	it('says how old the notice is when the server was not heard for long', async () => {
		const feed = fakeFeed({ ...house, 'notice/n': broken() });
		const element = await place(feed);
		feed.setConnection('reconnecting', feed.clock.now() - 3_600_000);
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Last heard 1 hr ago');
	});
});
