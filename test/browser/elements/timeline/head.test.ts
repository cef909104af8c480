import { expect } from '@open-wc/testing';
import { aNotice, anUpdate, atMinute, fakeFeed, richText } from '../../support/fake-feed.ts';
import { untilLanguage, withCatalogues } from '../../support/languages.ts';
import { find, mount, root, visibleText } from '../../support/mount.ts';

const value = {
	workaround: richText('Pay by bank transfer.'),
	checklist: ['Keep your receipts.'],
	actions: ['We install a certificate.'],
	latestUpdate: 2,
};
const records = {
	'notice/n1': aNotice(value),
	'update/u1': anUpdate('n1', { phase: 'investigating' }),
	'update/u2': anUpdate('n1', { number: 2, body: richText('A certificate ran out.') }),
};

describe('the head of a notice in candor-timeline', () => {
	it('says how bad it is, and what the visitor can do, before the updates and until the end', async () => {
		const feed = fakeFeed(records);
		const element = await mount('candor-timeline', feed);
		const order = [
			'Major impact',
			'What you can do now',
			'Pay by bank',
			'Keep your receipts',
			'We install',
			'A certificate ran out',
		];
		const places = order.map((each) => visibleText(element).indexOf(each));
		expect(places).not.to.include(-1);
		expect(places).to.deep.equal([...places].sort((a, b) => a - b));
		feed.put('notice', 'n1', aNotice({ ...value, phase: 'resolved', endedAt: atMinute(0), latestUpdate: 3 }));
		await element.updateComplete;
		for (const gone of ['Major impact', 'What you can do now', 'Pay by bank', 'Keep your', 'We install'])
			expect(visibleText(element)).not.to.contain(gone);
		expect(find(element, '[part=title]').innerText).to.equal('Resolved: Card payments are failing');
	});

	it('names the region, so that several timelines differ', async () => {
		const feed = fakeFeed({ ...records, 'notice/n2': aNotice({ title: 'Exports are slow' }) });
		const nameOf = async (attributes: Record<string, string>) =>
			find(await mount('candor-timeline', feed, attributes), '[role=region]').getAttribute('aria-label');
		expect(await nameOf({ notice: 'n1' })).to.equal('Updates – Card payments are failing');
		expect(await nameOf({ notice: 'n2' })).to.equal('Updates – Exports are slow');
		expect(await nameOf({})).to.equal('Updates');
		expect(await nameOf({ notice: 'unknown' })).to.equal('Updates');
	});

	it('is followed by marks for what is new, which are not there at first', async () => {
		const feed = fakeFeed(records);
		const element = await mount('candor-timeline', feed);
		expect(visibleText(element)).not.to.match(/\bNew\b/);
		feed.put('update', 'u3', anUpdate('n1', { number: 3, body: richText('Nearly over.') }));
		feed.put('notice', 'n1', aNotice({ ...value, latestUpdate: 3 }));
		await element.updateComplete;
		const marked = [...root(element).querySelectorAll<HTMLElement>('.entry:has(.mark)')];
		expect(marked.map(({ innerText }) => innerText.includes('Nearly over.'))).to.deep.equal([true]);
	});

	it('is replaced by the day since which there is nothing to report', async () => {
		const ended = aNotice({ phase: 'resolved', endedAt: atMinute(-12 * 24 * 60) });
		const element = await mount('candor-timeline', fakeFeed({ 'notice/n1': ended }));
		expect(visibleText(element)).to.contain('Nothing to report since Thu 12 Nov');
	});
});

describe('lists in a page that is written from right to left', () => {
	const page = document.documentElement;
	afterEach(() => {
		page.lang = '';
		page.dir = '';
	});

	it('take the direction of their words', async () => {
		page.lang = 'ar';
		page.dir = 'rtl';
		const words = [{ type: 'text' as const, text: 'Pay by bank transfer.' }];
		const workaround = [{ type: 'list' as const, ordered: false, items: [words] }];
		const feed = withCatalogues(fakeFeed({ 'notice/n1': aNotice({ ...value, workaround }) }));
		const element = await mount('candor-timeline', feed);
		await untilLanguage(element, 'ar');
		const lists = [...root(element).querySelectorAll<HTMLElement>('ul')];
		expect(lists.length).to.equal(3);
		for (const list of lists) {
			const { direction, textAlign } = getComputedStyle(list);
			expect([direction, textAlign]).to.deep.equal(['ltr', 'start']);
		}
		const title = getComputedStyle(find(element, '[part=title]'));
		expect(title.textAlign, 'a title stays beside its icon').to.equal('right');
	});
});
