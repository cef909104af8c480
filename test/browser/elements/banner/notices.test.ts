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
import { find, findButton, isLit, mount, openedTimeline, root, visibleText } from '../../support/mount.ts';

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
		const text = visibleText(element);
		for (const expected of ['Card payments are failing', 'Investigating', '2 min ago', 'in 12 min'])
			expect(text).to.contain(expected);
		for (const expected of ['Affected: Card payments', 'Not affected: transfers', 'Pay by bank transfer.'])
			expect(text).to.contain(expected);
	});

	it('marks an affected component that was set by hand to a better status, until that ends', async () => {
		const byHand = { status: 'operational', until: atMinute(10) } as const;
		const feed = fakeFeed({ ...outage, 'component/cards': aComponent('Card payments', byHand) });
		const element = await mount('candor-banner', feed);
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

	it('updates times, and shows that an update is late', async () => {
		const feed = fakeFeed(outage);
		const element = await mount('candor-banner', feed);
		feed.advanceMinutes(3);
		await element.updateComplete;
		expect(visibleText(element)).to.contain('5 min ago').and.to.contain('in 9 min');
		feed.advanceMinutes(10);
		await element.updateComplete;
		expect(visibleText(element)).to.contain('It is 1 minute late.').and.not.to.contain('Next update by');
	});

	it('shows the worst notice first, and others by button and arrow key', async () => {
		const feed = fakeFeed({
			'notice/a': aNotice({ title: 'Slow exports', impact: 'minor' }),
			'notice/b': aNotice({ title: 'Sign-in fails', impact: 'critical' }),
		});
		const element = await mount('candor-banner', feed);
		expect(visibleText(element)).to.contain('Sign-in fails').and.to.contain('1 of 2');
		const next = findButton(element, 'Next notice');
		next.click();
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Slow exports').and.to.contain('2 of 2');
		next.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
		await element.updateComplete;
		expect(visibleText(element)).to.contain('1 of 2');
	});

	it('shows a new worst notice, whichever notice the visitor had chosen', async () => {
		const feed = fakeFeed({
			'notice/a': aNotice({ title: 'Slow exports', impact: 'minor' }),
			'notice/b': aNotice({ title: 'Slow search', impact: 'major' }),
		});
		const element = await mount('candor-banner', feed);
		findButton(element, 'Next notice').click();
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Slow exports');
		feed.put('notice', 'c', aNotice({ title: 'Sign-in fails', impact: 'critical' }));
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Sign-in fails').and.to.contain('1 of 3');
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

	it('opens earlier updates in place', async () => {
		const feed = fakeFeed(outage);
		feed.put('update', 'u2', anUpdate('n1', { number: 2, body: richText('Found it.') }));
		const element = await mount('candor-banner', feed);
		expect(visibleText(element)).to.contain('Found it.').and.not.to.contain('We are looking into it.');
		const summary = find(element, 'summary');
		expect(summary.innerText).to.equal('1 earlier update');
		summary.click();
		expect(visibleText(element)).to.contain('We are looking into it.');
		const timeline = await openedTimeline(element);
		expect(visibleText(element)).not.to.contain('We are looking into it.');
		expect(visibleText(timeline)).to.contain('We are looking into it.').and.not.to.contain('Found it.');
		feed.put('update', 'u3', anUpdate('n1', { number: 3, body: richText('Fixed it.') }));
		await element.updateComplete;
		await timeline.updateComplete;
		expect(visibleText(element)).to.contain('Fixed it.');
		expect(visibleText(timeline)).to.contain('We are looking into it.').and.to.contain('Found it.');
		feed.put('notice', 'n1', null);
		feed.put('notice', 'n2', aNotice());
		await element.updateComplete;
		expect(find(element, 'details').hasAttribute('open')).to.equal(false);
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
		expect(find(element, '.card').dataset.tone).to.equal('maintenance');
		feed.setConnection('live', feed.clock.now());
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Completed');
		expect(find(element, '.card').dataset.tone).to.equal('resolved');
		feed.setConnection('reconnecting', feed.clock.now());
		feed.advanceMinutes(5);
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Completed').and.to.contain('Connection lost');
		expect(find(element, '.card').dataset.tone).to.equal('info');
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
		observer.disconnect();
		expect(observed).to.deep.equal([]);
		feed.put('notice', 'n1', aNotice({ impact: 'critical', latestUpdate: 2 }));
		await element.updateComplete;
		expect(alert.textContent).to.contain('Card payments are failing');
		expect(polite.textContent).to.equal('');
	});
});
