/** Where the focus is after the focused node is moved, removed or dismissed. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { CandorBanner, CandorStatus, CandorTimeline } from '../../../../src/entries/index.ts';
import { aNotice, aPage, fakeFeed } from '../../support/fake-feed.ts';
import {
	accessibleName,
	focusedElement,
	type MountedElement,
	mountBetweenButtons,
	press,
	tabTo,
} from '../../support/keyboard.ts';
import { find, findButton, root, toggleDetails } from '../../support/mount.ts';
import { isWebKit } from '../../support/window.ts';

const moreUrl = 'https://status.example.com/n';
const mild = aNotice({ title: 'Exports are slow', impact: 'minor', moreUrl });
const bad = aNotice({ title: 'Sign-in fails', moreUrl: `${moreUrl}2` });
/** A hidden node loses the focus only in the next frame. */
const nextFrames = async (): Promise<void> => {
	for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
};
/** The link of one of several notices. */
const linkTo = (element: Element, address: string): HTMLElement => find(element, `a[href="${address}"]`);
async function openPanel(feed: ReturnType<typeof fakeFeed>): Promise<CandorStatus & MountedElement> {
	const element = await mountBetweenButtons<CandorStatus & MountedElement>('candor-status', feed);
	await tabTo('');
	const shown = new Promise((resolve) =>
		find(element, '#panel').addEventListener('focus', resolve, { once: true }),
	);
	await press('Enter');
	await shown;
	return element;
}

describe('the focus', () => {
	for (const address of [moreUrl, `${moreUrl}2`])
		it(`stays on the link ${address} when the timeline's notices change places`, async () => {
			const feed = fakeFeed({ 'notice/a': mild, 'notice/b': bad });
			const element = await mountBetweenButtons<CandorTimeline & MountedElement>('candor-timeline', feed);
			linkTo(element, address).focus();
			feed.put('notice', 'a', { ...mild, impact: 'critical', latestUpdate: 2 });
			await element.updateComplete;
			expect(find(element, 'article [part=title]').textContent).to.equal('Exports are slow');
			expect(focusedElement() === linkTo(element, address), accessibleName(focusedElement())).to.equal(true);
		});

	for (const address of [moreUrl, `${moreUrl}2`])
		it(`stays on the link ${address} when the panel's notices change places`, async () => {
			const feed = fakeFeed({ 'notice/a': mild, 'notice/b': bad });
			const element = await openPanel(feed);
			linkTo(element, address).focus();
			feed.put('notice', 'a', { ...mild, impact: 'critical', latestUpdate: 2 });
			await element.updateComplete;
			expect(find(element, 'article [part=title]').textContent).to.equal('Exports are slow');
			expect(focusedElement() === linkTo(element, address), accessibleName(focusedElement())).to.equal(true);
		});

	it('stays in the panel when the focused link is removed', async () => {
		const feed = fakeFeed({ 'notice/a': mild });
		const element = await openPanel(feed);
		linkTo(element, moreUrl).focus();
		feed.put('notice', 'a', null);
		await element.updateComplete;
		expect(focusedElement() === find(element, '#panel'), accessibleName(focusedElement())).to.equal(true);
		await press('Escape');
		expect(focusedElement() === find(element, '.pill'), accessibleName(focusedElement())).to.equal(true);
	});

	it('stays on Dismiss when another notice takes the place of a dismissed one', async () => {
		const feed = fakeFeed({ 'notice/a': mild, 'notice/b': bad });
		const element = await mountBetweenButtons<CandorBanner & MountedElement>('candor-banner', feed);
		await tabTo('Dismiss: Sign-in fails');
		await press('Enter');
		await element.updateComplete;
		await nextFrames();
		expect(accessibleName(focusedElement())).to.equal('Dismiss: Exports are slow');
	});

	it('stays on the link in the details when the notices change places', async () => {
		const feed = fakeFeed({ 'notice/a': mild, 'notice/b': bad });
		const element = await mountBetweenButtons<CandorBanner & MountedElement>('candor-banner', feed);
		await toggleDetails(element);
		linkTo(element, moreUrl).focus();
		feed.put('notice', 'a', { ...mild, impact: 'critical', latestUpdate: 2 });
		await element.updateComplete;
		expect(find(element, 'h2').textContent).to.equal('Exports are slow');
		expect(focusedElement() === linkTo(element, moreUrl), accessibleName(focusedElement())).to.equal(true);
	});

	it('continues after the banner once the last notice is dismissed, inline', async () => {
		const { element } = await dismissed('inline');
		await press('Tab');
		expect(accessibleName(focusedElement())).to.equal('after');
		element.remove();
	});

	for (const placement of ['top', 'bottom'])
		it(`is on the dot once the last notice is dismissed, and on the bar that it brings back, ${placement}`, async () => {
			const { element } = await dismissed(placement);
			expect(accessibleName(focusedElement())).to.equal('Show notice: Exports are slow');
			await press('Enter');
			await element.updateComplete;
			await nextFrames();
			expect(accessibleName(focusedElement())).to.equal('Details');
			if (isWebKit) return;
			await sendKeys({ down: 'Shift' });
			await press('Tab');
			await sendKeys({ up: 'Shift' });
			expect(accessibleName(focusedElement())).to.equal('before');
		});
});

/** A banner whose only notice was dismissed by keyboard. */
async function dismissed(placement: string): Promise<{ element: CandorBanner }> {
	const feed = fakeFeed({ 'page/page': aPage(), 'notice/a': mild });
	const element = await mountBetweenButtons<CandorBanner & MountedElement>('candor-banner', feed, {
		placement,
	});
	const isDismissed = new Promise((resolve) => feed.dismissals.subscribe(() => resolve(undefined)));
	findButton(element, 'Dismiss').focus();
	await press('Enter');
	await isDismissed;
	await element.updateComplete;
	await nextFrames();
	expect(root(element).querySelector('section')?.checkVisibility()).to.equal(false);
	return { element };
}
