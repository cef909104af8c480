/**
 * What visitors do by keyboard: in the panel, with an offer, with a question, and beside a broken
 * component.
 */
import { expect } from '@open-wc/testing';
import type { CandorStatus } from '../../../../src/entries/index.ts';
import { nextAnnouncement, recordAnnouncements } from '../../support/announcements.ts';
import { aComponent, aNotice, aPage, aRemedy, atMinute, fakeFeed } from '../../support/fake-feed.ts';
import {
	accessibleName,
	focusedElement,
	type MountedElement,
	mountBetweenButtons,
	press,
	tabThrough,
	tabTo,
} from '../../support/keyboard.ts';
import { find, findButton } from '../../support/mount.ts';

const pageFetch = window.fetch;
const moreUrl = 'https://status.example.com/n';
const cards = { 'component/cards': aComponent('Card payments', { group: 'Payments' }) };
const broken = aNotice({
	affected: [{ component: 'cards', status: 'degraded' }],
	reporting: true,
	moreUrl,
});
const planned = aNotice({
	kind: 'maintenance',
	title: 'Database move',
	phase: 'scheduled',
	impact: 'none',
	window: { start: atMinute(60), end: atMinute(120) },
});
/** Opens the panel with Space, and waits until it has the focus. */
async function open(element: CandorStatus): Promise<void> {
	const shown = new Promise((resolve) =>
		find(element, '#panel').addEventListener('focus', resolve, { once: true }),
	);
	await press(' ');
	await shown;
}

describe('actions by keyboard', () => {
	beforeEach(() => {
		localStorage.clear();
		// No history is available, and every report is accepted.
		window.fetch = async (_, init) => new Response(null, { status: init?.method === 'POST' ? 202 : 503 });
	});
	afterEach(() => {
		window.fetch = pageFetch;
		Reflect.deleteProperty(navigator, 'clipboard');
	});

	it('candor-status: Tab focuses the panel’s controls in order, each with an outline, and Close returns the focus', async () => {
		const feed = fakeFeed({ 'page/page': aPage(), ...cards, 'notice/n': broken, 'notice/m': planned });
		const element = await mountBetweenButtons<CandorStatus & MountedElement>('candor-status', feed);
		await press('Tab');
		const pill = focusedElement();
		await open(element);
		const names: string[] = [];
		while (names.length < 6) {
			await press('Tab');
			const focused = focusedElement() as Element;
			// In Firefox, what scrolls can be focused too.
			if (getComputedStyle(focused).overflowY === 'auto') continue;
			expect(getComputedStyle(focused).outlineStyle, accessibleName(focused)).to.not.equal('none');
			names.push(accessibleName(focused));
		}
		expect(names.map((name) => name.split(' ').slice(0, 2).join(' '))).to.deep.equal([
			'Close',
			'More about',
			'Add to',
			'Payments Degraded',
			'Status page',
			'Contact support',
		]);
		const group = find(element, '.group') as HTMLDetailsElement;
		find(element, '.group summary').focus();
		await press('Enter');
		expect(group.open).to.equal(false);
		await press(' ');
		expect(group.open).to.equal(true);
		findButton(element, 'Close').focus();
		await press('Enter');
		await element.updateComplete;
		expect(pill?.getAttribute('aria-expanded')).to.equal('false');
		expect(accessibleName(focusedElement())).to.equal(accessibleName(pill));
	});

	it('candor-remedy: each press copies the code once, and the focus stays', async () => {
		const copied: string[] = [];
		const writeText = async (text: string): Promise<void> => void copied.push(text);
		Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
		const element = await mountBetweenButtons('candor-remedy', fakeFeed({ 'remedy/r': aRemedy() }));
		const log = recordAnnouncements(element);
		expect(await tabThrough()).to.deep.equal(['Copy code']);
		(element.previousElementSibling as HTMLElement).focus();
		await tabTo('Copy code');
		for (const key of ['Enter', ' ']) {
			const announcement = nextAnnouncement(element);
			await press(key);
			expect(await announcement).to.equal('Copied');
		}
		expect([copied, log]).to.deep.equal([
			['SORRY10', 'SORRY10'],
			['Copied', 'Copied'],
		]);
		expect(accessibleName(focusedElement())).to.equal('Copy code');
	});

	it('candor-report: an answer is sent and confirmed once, and the focus stays', async () => {
		const element = await mountBetweenButtons('candor-report', fakeFeed({ ...cards, 'notice/n': broken }));
		const log = recordAnnouncements(element);
		await tabTo('Yes, I’m affected');
		const announcement = nextAnnouncement(element);
		await press(' ');
		await announcement;
		await press('Enter');
		await element.updateComplete;
		expect(log).to.deep.equal(['Thank you. We have counted your answer.']);
		expect(accessibleName(focusedElement())).to.equal('Yes, I’m affected');
		expect(focusedElement()?.getAttribute('aria-disabled')).to.equal('true');
	});

	it('candor-inline: the page’s actions follow the link, and its content takes the notice’s place in the tab order', async () => {
		const feed = fakeFeed({ ...cards, 'notice/n': broken });
		const element = await mountBetweenButtons('candor-inline', feed, { component: 'cards' });
		const add = (textContent: string, slot = ''): void =>
			element.append(Object.assign(document.createElement('button'), { textContent, slot }));
		add('Pay');
		add('Pay by invoice', 'actions');
		expect(await tabThrough()).to.deep.equal(['More about this', 'Pay by invoice']);
		find(element, 'a').focus();
		feed.put('notice', 'n', null);
		await element.updateComplete;
		await press('Tab');
		expect(accessibleName(focusedElement())).to.equal('Pay');
	});
});
