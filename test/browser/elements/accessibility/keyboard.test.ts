/** Each element by keyboard: what Tab focuses, in order, and what the keys do there. */
import { expect, waitUntil } from '@open-wc/testing';
import type { CandorBanner, CandorStatus } from '../../../../src/entries/index.ts';
import {
	aComponent,
	aNotice,
	anUpdate,
	aPage,
	aRemedy,
	atMinute,
	fakeFeed,
	richText,
} from '../../support/fake-feed.ts';
import {
	accessibleName,
	focusedElement,
	type MountedElement,
	mountBetweenButtons,
	press,
	tabThrough,
	tabTo,
} from '../../support/keyboard.ts';
import { find, findButton, root } from '../../support/mount.ts';

const baseRecords = {
	'page/page': aPage(),
	'component/cards': aComponent('Card payments'),
	'notice/n': aNotice({
		affected: [{ component: 'cards', status: 'degraded' }],
		promise: { nextUpdateBy: atMinute(12) },
		checklist: ['Check your cards', 'Change your password'],
		reporting: true,
		dataSafety: {
			state: 'safe',
			statement: richText('No data was lost.'),
			evidence: null,
			approvedBy: 'Security team',
			asOf: atMinute(-4),
		},
	}),
	'update/u1': anUpdate('n'),
	'update/u2': anUpdate('n', { number: 2, body: richText('A supplier fails.') }),
};
const second = { 'notice/n2': aNotice({ title: 'Exports are slow', impact: 'minor' }) };

describe('by keyboard', () => {
	it('candor-banner: Details opens the details of all notices, Escape closes them, Dismiss works', async () => {
		const feed = fakeFeed({ ...baseRecords, ...second });
		const element = await mountBetweenButtons<CandorBanner & MountedElement>('candor-banner', feed);
		expect(await tabThrough()).to.deep.equal(['Details', 'Dismiss: Card payments are failing']);
		(element.previousElementSibling as HTMLElement).focus();
		await tabTo('Details');
		await press('Enter');
		await element.updateComplete;
		expect(focusedElement()?.getAttribute('aria-expanded')).to.equal('true');
		await tabTo('1 earlier update');
		await press('Enter');
		expect((find(element, 'details') as HTMLDetailsElement).open).to.equal(true);
		await press('Tab');
		expect(accessibleName(focusedElement())).to.equal('Status page');
		await press('Escape');
		await element.updateComplete;
		expect(find(element, '#details').checkVisibility()).to.equal(false);
		expect(accessibleName(focusedElement())).to.equal('Details');
		expect(focusedElement()?.getAttribute('aria-expanded')).to.equal('false');
		await tabTo('Dismiss');
		await press(' ');
		await element.updateComplete;
		expect(find(element, 'h2').textContent).to.equal('Exports are slow');
		expect(accessibleName(focusedElement())).to.equal('Dismiss: Exports are slow');
	});

	it('candor-banner: the open details are reached by Tab, and scroll', async () => {
		const long = richText('We are looking into it. '.repeat(200));
		const feed = fakeFeed({ ...baseRecords, 'update/u2': anUpdate('n', { number: 2, body: long }) });
		const element = await mountBetweenButtons<CandorBanner & MountedElement>('candor-banner', feed, {
			placement: 'bottom',
		});
		await tabTo('Details');
		await press('Enter');
		await element.updateComplete;
		await press('Tab');
		expect(accessibleName(focusedElement())).to.match(/^Dismiss: /);
		await press('Tab');
		const details = find(element, '#details');
		expect(focusedElement() === details).to.equal(true);
		expect(getComputedStyle(details).outlineStyle).to.not.equal('none');
		await press('End');
		await waitUntil(() => details.scrollTop > 100);
	});

	it('candor-banner: F6 moves the focus into the bar, and back to where it was', async () => {
		const feed = fakeFeed(baseRecords);
		const element = await mountBetweenButtons<CandorBanner & MountedElement>('candor-banner', feed, {
			placement: 'bottom',
		});
		(element.nextElementSibling as HTMLElement).focus();
		await press('F6');
		expect(accessibleName(focusedElement())).to.equal('Details');
		await press('F6');
		expect(accessibleName(focusedElement())).to.equal('after');
		// Without a notice the key belongs to the browser.
		feed.put('notice', 'n', null);
		await element.updateComplete;
		const key = new KeyboardEvent('keydown', { key: 'F6', cancelable: true, bubbles: true });
		expect(element.ownerDocument.dispatchEvent(key)).to.equal(true);
		expect(accessibleName(focusedElement())).to.equal('after');
	});

	it('candor-banner: the first stop of Tab leads to a bar at the bottom, which is the last', async () => {
		const feed = fakeFeed(baseRecords);
		const skipLink = (): Element | null => document.querySelector('html > candor-skip-link');
		const element = await mountBetweenButtons<CandorBanner & MountedElement>('candor-banner', feed, {
			placement: 'bottom',
		});
		// It follows the drawing in a task of its own.
		const isThere = () => waitUntil(() => skipLink() !== null, 'The page has a skip link.');
		const isGone = () => waitUntil(() => skipLink() === null, 'The page has no skip link.');
		await isThere();
		const link = skipLink();
		expect(link?.nextElementSibling === document.body).to.equal(true);
		const button = link?.shadowRoot?.querySelector('button');
		button?.focus();
		expect(accessibleName(focusedElement())).to.equal('Show notice: Card payments are failing');
		const nav = button?.parentElement as HTMLElement;
		expect(getComputedStyle(nav).opacity).to.equal('1');
		await press('Enter');
		expect(accessibleName(focusedElement())).to.equal('Details');
		expect(getComputedStyle(nav).opacity).to.equal('0');
		// It goes with the notice, with the place at the bottom, and with the banner.
		feed.put('notice', 'n', null);
		await isGone();
		feed.put('notice', 'n', baseRecords['notice/n']);
		await isThere();
		element.placement = 'top';
		await isGone();
		element.placement = 'bottom';
		await element.updateComplete;
		element.remove();
		await isGone();
	});

	it('candor-status: Enter opens the panel, Escape closes it and returns the focus', async () => {
		const element = await mountBetweenButtons<CandorStatus & MountedElement>(
			'candor-status',
			fakeFeed(baseRecords),
		);
		await press('Tab');
		const pill = focusedElement();
		expect(accessibleName(pill)).to.match(/Show service status$/);
		await press('Enter');
		await element.updateComplete;
		await element.updateComplete;
		expect(pill?.getAttribute('aria-expanded')).to.equal('true');
		await press('Tab');
		expect(root(element).querySelector('.panel')?.contains(focusedElement())).to.equal(true);
		await press('Escape');
		await element.updateComplete;
		expect(pill?.getAttribute('aria-expanded')).to.equal('false');
		expect(focusedElement()).to.equal(pill);
		await press('Tab');
		expect(accessibleName(focusedElement())).to.equal('after');
	});

	it('candor-timeline: its links are focused in order', async () => {
		const notice = aNotice({ moreUrl: 'https://status.example.com/n' });
		await mountBetweenButtons('candor-timeline', fakeFeed({ ...baseRecords, 'notice/n': notice }));
		expect(await tabThrough()).to.deep.equal(['More about this']);
	});

	it('candor-assurance: Space ticks off a step, and unticks it again', async () => {
		const element = await mountBetweenButtons('candor-assurance', fakeFeed(baseRecords));
		await press('Tab');
		const box = focusedElement() as HTMLInputElement;
		expect(box.type).to.equal('checkbox');
		const before = box.checked;
		await press(' ');
		await element.updateComplete;
		expect((focusedElement() as HTMLInputElement).checked).to.equal(!before);
		await press(' ');
		await element.updateComplete;
		expect((focusedElement() as HTMLInputElement).checked).to.equal(before);
		await press('Tab');
		expect((focusedElement() as HTMLInputElement).type).to.equal('checkbox');
	});

	it('candor-remedy: Enter claims the offer, and the focus stays', async () => {
		const claim = { type: 'event' } as const;
		const feed = fakeFeed({ ...baseRecords, 'remedy/r': aRemedy({ notice: 'n', claim }) });
		const element = await mountBetweenButtons('candor-remedy', feed);
		let claims = 0;
		element.addEventListener('candor-claim', () => {
			claims += 1;
		});
		await tabTo('Claim this offer');
		await press('Enter');
		await element.updateComplete;
		expect(claims).to.equal(1);
		expect(root(element).contains(focusedElement())).to.equal(true);
	});

	it('candor-inline: the notice’s link is focused, and nothing of the page content that it replaces', async () => {
		const element = await mountBetweenButtons('candor-inline', fakeFeed(baseRecords), { component: 'cards' });
		element.append(Object.assign(document.createElement('button'), { textContent: 'Pay' }));
		expect(await tabThrough()).to.deep.equal(['Status page']);
	});

	it('candor-report: its button is focused', async () => {
		const element = await mountBetweenButtons('candor-report', fakeFeed(baseRecords));
		expect(await tabThrough()).to.deep.equal(['Yes, I’m affected']);
		expect(findButton(element, 'Yes, I’m affected')).to.not.equal(null);
	});
});
