import { expect, fixture, html } from '@open-wc/testing';
import type { CandorInline } from '../../../../src/entries/index.ts';
import type { NoticeValue } from '../../../../src/model/records/notice.ts';
import { recordAnnouncements } from '../../support/announcements.ts';
import { aComponent, aNotice, aPage, atMinute, fakeFeed, richText } from '../../support/fake-feed.ts';
import { find, root, visibleText } from '../../support/mount.ts';

const broken = (value: Partial<NoticeValue> = {}): NoticeValue =>
	aNotice({ affected: [{ component: 'checkout', status: 'partial-outage' }], ...value });
const baseRecords = { 'page/page': aPage(), 'component/checkout': aComponent('Checkout') };

/** Mounts the element with a form as the content of the working component. */
async function mountAroundForm(
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
const showsForm = (element: Element): boolean => form(element).checkVisibility();

describe('candor-inline', () => {
	it('shows the page’s own content unchanged while nothing is wrong', async () => {
		const main = await fixture(
			html`<main style="font:italic 12px/2 monospace;color:rgb(1,2,3);text-align:end;text-transform:uppercase;letter-spacing:3px;white-space:pre"><p>a</p><candor-inline component="checkout"><p>a</p></candor-inline></main>`,
		);
		const element = main.querySelector('candor-inline') as CandorInline;
		element.feed = fakeFeed({
			...baseRecords,
			'notice/n': aNotice({ affected: [{ component: 'cards', status: 'major-outage' }] }),
		});
		await element.updateComplete;
		// Only the elements read their own custom properties, which are inherited too.
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

	it('shifts no content, also before the first contact with the server', async () => {
		const main = await fixture(
			html`<main style="display:grid;gap:10px"><b>a</b><candor-inline component="checkout"><i>b</i></candor-inline><b>c</b></main>`,
		);
		const places = () => [...main.querySelectorAll('b,i')].map((each) => each.getBoundingClientRect().top);
		const element = main.querySelector('candor-inline') as CandorInline;
		await element.updateComplete;
		const before = places();
		const feed = fakeFeed(baseRecords);
		feed.setConnection('connecting', null);
		element.feed = feed;
		await element.updateComplete;
		feed.setConnection('live', feed.clock.now());
		await element.updateComplete;
		expect(places()).to.deep.equal(before);
	});

	it('shows the notice instead: title, phase, next update, workaround and a link', async () => {
		const feed = fakeFeed({
			...baseRecords,
			'notice/n': broken({
				promise: { nextUpdateBy: atMinute(12) },
				workaround: richText('Pay by bank transfer.'),
			}),
		});
		const element = await mountAroundForm(feed);
		expect(showsForm(element)).to.equal(false);
		expect(visibleText(element))
			.to.contain('Card payments are failing')
			.and.to.contain('Investigating')
			.and.to.contain('Next update by')
			.and.to.contain('Pay by bank transfer.');
		const link = find(element, 'a') as HTMLAnchorElement;
		expect([link.href, link.innerText]).to.deep.equal(['https://status.example.com/', 'Status page']);
		feed.put('notice', 'n', broken({ moreUrl: 'https://status.example.com/n' }));
		await element.updateComplete;
		expect(find(element, 'a').innerText).to.equal('More about this');
		expect(find(element, '.card').dataset.tone).to.equal('major');
	});

	it('shows the page’s content again at the end, and announces both changes once', async () => {
		const feed = fakeFeed(baseRecords);
		const element = await mountAroundForm(feed);
		const announcements = recordAnnouncements(element);
		feed.put('notice', 'n', broken());
		await element.updateComplete;
		feed.advanceMinutes(1);
		await element.updateComplete;
		feed.put('notice', 'n', broken({ phase: 'resolved', endedAt: atMinute(1), latestUpdate: 2 }));
		await element.updateComplete;
		expect(showsForm(element)).to.equal(true);
		expect(announcements).to.deep.equal([
			'Investigating: Card payments are failing.',
			'Resolved: Card payments are failing.',
		]);
	});

	it('announces a second update with the same text, and nothing beside a banner', async () => {
		const feed = fakeFeed({ ...baseRecords, 'notice/n': broken() });
		const element = await mountAroundForm(feed);
		const announcements = recordAnnouncements(element);
		feed.put('notice', 'n', broken({ latestUpdate: 2 }));
		await element.updateComplete;
		const banner = document.createElement('candor-banner');
		document.body.append(banner);
		feed.put('notice', 'n', broken({ latestUpdate: 3 }));
		await element.updateComplete;
		banner.remove();
		expect(announcements).to.deep.equal(['Investigating: Card payments are failing.']);
	});

	it('can show several components, and only statuses from a given one', async () => {
		const feed = fakeFeed({ ...baseRecords, 'notice/n': broken() });
		expect(showsForm(await mountAroundForm(feed, { component: 'app checkout' }))).to.equal(false);
		expect(showsForm(await mountAroundForm(feed, { component: 'check' }))).to.equal(true);
		expect(showsForm(await mountAroundForm(feed, { status: 'partial-outage' }))).to.equal(false);
		const element = await mountAroundForm(feed, { status: 'major-outage' });
		expect(showsForm(element)).to.equal(true);
		element.status = null;
		await element.updateComplete;
		expect(showsForm(element)).to.equal(false);
	});

	for (const [reason, value, isHidden] of [
		[
			'works again while the notice is open',
			{ affected: [{ component: 'checkout', status: 'operational' }] },
			true,
		],
		[
			'has a status that this version does not know',
			{ affected: [{ component: 'checkout', status: 'read-only' as 'degraded' }] },
			false,
		],
		['is part of a drill', { drill: true }, true],
		[
			'is broken only for another audience',
			{ audience: { attributes: {}, routes: ['/elsewhere'], signedIn: null, percentage: null } },
			true,
		],
		['has an expired notice', { expiresAt: atMinute(-1) }, true],
	] as const)
		it(`${isHidden ? 'shows no' : 'shows the'} notice when the component ${reason}`, async () => {
			const notice = broken(value as Partial<NoticeValue>);
			expect(showsForm(await mountAroundForm(fakeFeed({ ...baseRecords, 'notice/n': notice })))).to.equal(
				isHidden,
			);
		});

	it('keeps the page’s own content beneath the notice with the attribute keep', async () => {
		const element = await mountAroundForm(fakeFeed({ ...baseRecords, 'notice/n': broken() }), { keep: '' });
		expect(showsForm(element)).to.equal(true);
		expect(form(element).getBoundingClientRect().top).to.be.at.least(
			find(element, '.card').getBoundingClientRect().bottom,
		);
	});

	it('keeps the page’s content while it has the focus', async () => {
		const feed = fakeFeed(baseRecords);
		const element = await mountAroundForm(feed);
		const [card, pay] = [element.querySelector('input'), element.querySelector('button')];
		card?.focus();
		feed.put('notice', 'n', broken());
		await element.updateComplete;
		expect(showsForm(element)).to.equal(true);
		expect(visibleText(element)).to.contain('Card payments are failing');
		pay?.focus();
		await element.updateComplete;
		expect([showsForm(element), document.activeElement]).to.deep.equal([true, pay]);
		const link = find(element, 'a');
		link.focus();
		await element.updateComplete;
		expect([showsForm(element), root(element).activeElement]).to.deep.equal([false, link]);
	});

	it('keeps an ended notice while it has the focus', async () => {
		const feed = fakeFeed({ ...baseRecords, 'notice/n': broken() });
		const element = await mountAroundForm(feed);
		const more = document.createElement('button');
		more.slot = 'actions';
		element.append(more);
		const link = find(element, 'a');
		link.focus();
		const ended = {
			...broken(),
			phase: 'resolved',
			endedAt: new Date(feed.clock.now()).toISOString(),
		} as const;
		feed.put('notice', 'n', { ...ended, latestUpdate: 2 });
		await element.updateComplete;
		expect(root(element).activeElement === link).to.equal(true);
		expect(visibleText(element)).to.contain('Resolved');
		expect(showsForm(element)).to.equal(false);
		more.focus();
		await element.updateComplete;
		expect(document.activeElement === more).to.equal(true);
		expect(showsForm(element)).to.equal(false);
		more.blur();
		await element.updateComplete;
		expect(showsForm(element)).to.equal(true);
		expect(root(element).querySelector('.card')).to.equal(null);
	});

	it('lets the page replace the notice or add to it', async () => {
		const element = await mountAroundForm(fakeFeed({ ...baseRecords, 'notice/n': broken() }));
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

	it('shows the time of the last contact if it was long ago', async () => {
		const feed = fakeFeed({ ...baseRecords, 'notice/n': broken() });
		const element = await mountAroundForm(feed);
		feed.setConnection('reconnecting', feed.clock.now() - 3_600_000);
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Last contact 1 hr ago');
	});
});
