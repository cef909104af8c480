/** The panel of candor-status in a browser without the popover API. */
import { expect } from '@open-wc/testing';
import type { CandorStatus } from '../../../../src/entries/index.ts';
import { aNotice, aPage, fakeFeed } from '../../support/fake-feed.ts';
import {
	accessibleName,
	focusedElement,
	type MountedElement,
	mountBetweenButtons,
	press,
} from '../../support/keyboard.ts';
import { find } from '../../support/mount.ts';

const original = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'popover');
const records = { 'page/page': aPage(), 'notice/n': aNotice() };
const isShown = (element: Element): boolean => find(element, '#panel').checkVisibility();

/**
 * Mounts the element without the attribute `popover`, which such a browser ignores, and focuses the
 * pill.
 */
async function aStatus(): Promise<CandorStatus & MountedElement> {
	const element = await mountBetweenButtons<CandorStatus & MountedElement>(
		'candor-status',
		fakeFeed(records),
	);
	find(element, '#panel').removeAttribute('popover');
	await press('Tab');
	return element;
}
async function open(element: CandorStatus): Promise<void> {
	const shown = new Promise((resolve) =>
		find(element, '#panel').addEventListener('focus', resolve, { once: true }),
	);
	await press('Enter');
	await shown;
}

describe('candor-status without popovers', () => {
	before(() => Reflect.deleteProperty(HTMLElement.prototype, 'popover'));
	after(() => {
		if (original) Object.defineProperty(HTMLElement.prototype, 'popover', original);
	});

	it('opens and closes by keyboard, and Tab reaches its controls', async () => {
		const element = await aStatus();
		expect(isShown(element)).to.equal(false);
		await open(element);
		expect(isShown(element)).to.equal(true);
		await expect(element).to.be.accessible();
		await press('Tab');
		expect(accessibleName(focusedElement())).to.equal('Close');
		await press('Escape');
		await element.updateComplete;
		expect(isShown(element)).to.equal(false);
		expect(find(element, '.pill').getAttribute('aria-expanded')).to.equal('false');
		expect(focusedElement() === find(element, '.pill'), accessibleName(focusedElement())).to.equal(true);
	});

	it('stays open on a press inside, and closes on a press elsewhere', async () => {
		const element = await aStatus();
		await open(element);
		const isShownAfterPress = async (where: Element | null): Promise<boolean> => {
			where?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
			await element.updateComplete;
			return isShown(element);
		};
		expect(await isShownAfterPress(find(element, 'h2'))).to.equal(true);
		expect(await isShownAfterPress(element.nextElementSibling)).to.equal(false);
	});

	it('is placed beside its pill, inside the window', async () => {
		const element = await aStatus();
		await open(element);
		const { left, right, top, bottom } = find(element, '#panel').getBoundingClientRect();
		const pill = find(element, '.pill').getBoundingClientRect();
		expect(top >= pill.bottom || bottom <= pill.top, 'it does not cover the pill').to.equal(true);
		expect(Math.min(left, innerWidth - right)).to.be.at.least(0);
	});
});
