import { expect } from '@open-wc/testing';
import {
	aComponent,
	aNotice,
	anUpdate,
	aPage,
	atMinute,
	fakeFeed,
	richText,
} from '../../support/fake-feed.ts';
import { find, findButton, isLit, mount, root, toggleDetails, visibleText } from '../../support/mount.ts';

const outage = {
	'page/page': aPage(),
	'component/cards': aComponent('Card payments'),
	'notice/n1': aNotice({
		affected: [{ component: 'cards', status: 'partial-outage' }],
		unaffected: ['transfers'],
		workaround: richText('Pay by bank transfer.'),
		promise: { nextUpdateBy: atMinute(12) },
	}),
	'update/u1': anUpdate('n1'),
};

describe('candor-banner', () => {
	it('shows what is wrong, what is affected, what to do and when the next update is due', async () => {
		const element = await mount('candor-banner', fakeFeed(outage));
		for (const expected of ['Major impact', 'Card payments are failing', 'Investigating', 'Next update by'])
			expect(visibleText(element)).to.contain(expected);
		expect(visibleText(element)).not.to.contain('Affected');
		await toggleDetails(element);
		const text = visibleText(element);
		for (const expected of ['Affected: Card payments', 'Not affected: transfers', 'Pay by bank transfer.'])
			expect(text).to.contain(expected);
	});

	it('marks an affected component that was set by hand to a better status, until that ends', async () => {
		const byHand = { status: 'operational', until: atMinute(10) } as const;
		const feed = fakeFeed({ ...outage, 'component/cards': aComponent('Card payments', byHand) });
		const element = await mount('candor-banner', feed);
		await toggleDetails(element);
		expect(visibleText(element)).to.contain('Card payments: Working normally, set by our team');
		feed.advanceMinutes(10);
		await element.updateComplete;
		expect(visibleText(element)).not.to.contain('set by our team');
		feed.put('component', 'cards', aComponent('Card payments', { status: 'major-outage' }));
		await element.updateComplete;
		expect(visibleText(element)).not.to.contain('set by our team');
	});

	it('says when the latest update was edited, and shows a withdrawn one among the earlier ones', async () => {
		const feed = fakeFeed({
			...outage,
			'update/u2': anUpdate('n1', { number: 2, body: richText('Edited words.'), editedAt: atMinute(1) }),
			'update/u3': anUpdate('n1', { number: 3, body: [], withdrawnAt: atMinute(2) }),
		});
		const element = await mount('candor-banner', feed);
		await toggleDetails(element);
		expect(visibleText(element)).to.match(/Edited words\.\s*edited \d+:\d\d/);
		expect(visibleText(element)).not.to.match(/withdrawn \d/);
		expect(root(element).querySelector('details')?.textContent).to.match(/withdrawn \d+:\d\d/);
	});

	it('never shows or announces backdated history', async () => {
		const feed = fakeFeed({ 'page/page': aPage() });
		const element = await mount('candor-banner', feed);
		const late = {
			phase: 'resolved',
			openedAt: atMinute(-9),
			endedAt: atMinute(-1),
			addedAt: atMinute(0),
		} as const;
		feed.put('notice', 'late', aNotice({ ...late, latestUpdate: 2 }));
		await element.updateComplete;
		expect(element.offsetHeight).to.equal(0);
		for (const region of root(element).querySelectorAll('.live-region'))
			expect(region.textContent).to.equal('');
	});

	it('uses no template library', async () => {
		expect(isLit(await mount('candor-banner', fakeFeed()))).to.equal(false);
	});

	it('takes no room while all is well', async () => {
		const feed = fakeFeed({ 'page/page': aPage() });
		const element = await mount('candor-banner', feed);
		expect(element.offsetHeight).to.equal(0);
	});

	it('shows that an update is late, as soon as it is', async () => {
		const feed = fakeFeed(outage);
		const element = await mount('candor-banner', feed);
		feed.advanceMinutes(11);
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Next update by').and.not.to.contain('late');
		feed.advanceMinutes(2);
		await element.updateComplete;
		expect(visibleText(element)).to.contain('It is late').and.not.to.contain('Next update by');
	});

	it('announces a repeated state again, and clears the live region without notices', async () => {
		const feed = fakeFeed({ 'notice/n1': aNotice({ impact: 'minor' }) });
		const element = await mount('candor-banner', feed);
		const polite = find(element, '[role=status]');
		for (const impact of ['major', 'minor'] as const) {
			polite.textContent = '';
			feed.put('notice', 'n1', aNotice({ impact }));
			await element.updateComplete;
			expect(polite.textContent, impact).to.contain('Card payments are failing');
		}
		feed.put('notice', 'n1', null);
		await element.updateComplete;
		expect(polite.textContent).to.equal('');
	});

	it('keeps the focus when its text changes', async () => {
		const feed = fakeFeed(outage);
		const element = await mount('candor-banner', feed);
		const dismiss = findButton(element, 'Dismiss');
		dismiss.focus();
		feed.put('notice', 'n1', aNotice({ title: 'Cards work for some', latestUpdate: 2 }));
		await element.updateComplete;
		expect(element.shadowRoot?.activeElement).to.equal(dismiss);
		expect(visibleText(element)).to.contain('Cards work for some');
	});

	it('stays hidden after it is dismissed, until there is an update', async () => {
		const feed = fakeFeed(outage);
		const element = await mount('candor-banner', feed);
		findButton(element, 'Dismiss').click();
		await element.updateComplete;
		expect(element.offsetHeight).to.equal(0);
		feed.put('notice', 'n1', aNotice({ latestUpdate: 2 }));
		await element.updateComplete;
		expect(element.offsetHeight).to.be.greaterThan(0);
	});

	it('lets the page cancel a dismissal', async () => {
		const element = await mount('candor-banner', fakeFeed(outage));
		element.addEventListener('candor-dismiss', (event) => event.preventDefault());
		findButton(element, 'Dismiss').click();
		await element.updateComplete;
		expect(element.offsetHeight).to.be.greaterThan(0);
	});

	it('shows the end once, and only to visitors who saw the notice', async () => {
		const resolved = aNotice({ phase: 'resolved', endedAt: atMinute(0), latestUpdate: 2 });
		const feed = fakeFeed(outage);
		const sawIncident = await mount('candor-banner', feed);
		feed.put('notice', 'n1', resolved);
		await sawIncident.updateComplete;
		expect(visibleText(sawIncident)).to.contain('Resolved');
		findButton(sawIncident, 'Dismiss').click();
		await sawIncident.updateComplete;
		expect(sawIncident.offsetHeight).to.equal(0);
		const newcomer = await mount('candor-banner', fakeFeed({ 'notice/n1': resolved }));
		expect(newcomer.offsetHeight).to.equal(0);
	});

	it('shows the end on the next page too, once, and lets every visitor dismiss it', async () => {
		const open = { 'notice/walk': aNotice() };
		const ended = {
			'notice/walk': aNotice({
				phase: 'resolved',
				endedAt: atMinute(0),
				latestUpdate: 2,
				dismissible: false,
			}),
		};
		(await mount('candor-banner', fakeFeed(open))).remove();
		const next = await mount('candor-banner', fakeFeed(ended));
		expect(visibleText(next)).to.contain('Resolved');
		expect(findButton(next, 'Dismiss').hidden).to.equal(false);
		next.remove();
		const later = await mount('candor-banner', fakeFeed(ended));
		expect(later.offsetHeight).to.equal(0);
	});

	it('shows an end as certain only after a server has confirmed it', async () => {
		const window = { start: atMinute(-30), end: atMinute(10) };
		const feed = fakeFeed({ 'notice/m': aNotice({ kind: 'maintenance', phase: 'in-progress', window }) });
		const element = await mount('candor-banner', feed);
		feed.setConnection('reconnecting', feed.clock.now());
		feed.advanceMinutes(15);
		await element.updateComplete;
		expect(visibleText(element)).to.contain('In progress').and.to.contain('Connection lost');
		expect(find(element, 'section').dataset.tone).to.equal('maintenance');
		feed.setConnection('live', feed.clock.now());
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Completed');
		expect(find(element, 'section').dataset.tone).to.equal('resolved');
		feed.setConnection('reconnecting', feed.clock.now());
		feed.advanceMinutes(5);
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Completed').and.to.contain('Connection lost');
		expect(find(element, 'section').dataset.tone).to.equal('info');
	});

	it('disappears when its notice is retracted or expires', async () => {
		const feed = fakeFeed({ 'notice/n1': aNotice({ expiresAt: atMinute(5) }), 'notice/n2': aNotice() });
		const element = await mount('candor-banner', feed);
		feed.put('notice', 'n2', null);
		await element.updateComplete;
		expect(element.offsetHeight).to.be.greaterThan(0);
		feed.advanceMinutes(5);
		await element.updateComplete;
		expect(element.offsetHeight).to.equal(0);
	});

	it('announces each change once, and interrupts only for critical notices', async () => {
		const feed = fakeFeed(outage);
		const element = await mount('candor-banner', feed);
		const polite = find(element, '[role=status]');
		const alert = find(element, '[role=alert]');
		expect(polite.textContent).to.contain('Card payments are failing');
		const observed: string[] = [];
		const observer = new MutationObserver(() => observed.push(polite.textContent ?? ''));
		observer.observe(polite, { childList: true, characterData: true, subtree: true });
		feed.advanceMinutes(1);
		await element.updateComplete;
		feed.advanceMinutes(1);
		await element.updateComplete;
		expect(observed).to.deep.equal([]);
		feed.put('notice', 'n1', aNotice({ impact: 'critical', latestUpdate: 2 }));
		await element.updateComplete;
		expect(alert.textContent).to.equal('Investigating: Card payments are failing.');
		// A polite announcement of before is not repeated.
		expect([observed, observer.takeRecords()]).to.deep.equal([[], []]);
		observer.disconnect();
	});
});
