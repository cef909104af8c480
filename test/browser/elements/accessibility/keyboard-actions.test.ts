/** What readers do by keyboard in each element: in the panel, with an offer, with a question, and beside what is broken. */
import { expect } from '@open-wc/testing';
import type { CandorBanner, CandorStatus } from '../../../../src/entries/index.ts';
import { recordAnnouncements } from '../../support/announcements.ts';
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
import { untilLanguage, withCatalogues } from '../../support/languages.ts';
import { find, findButton, root } from '../../support/mount.ts';

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
/** Resolves with what the element says next. */
const says = (element: Element): Promise<string> =>
	new Promise((resolve) => {
		const regions = [...root(element).querySelectorAll('[role=status]')];
		const observer = new MutationObserver(() => {
			const text = regions.map(({ textContent }) => textContent?.trim()).join('');
			if (!text) return;
			observer.disconnect();
			resolve(text);
		});
		for (const region of regions)
			observer.observe(region, { childList: true, subtree: true, characterData: true });
	});
/** Opens the panel by Space, and waits until it has the focus. */
async function open(element: CandorStatus): Promise<void> {
	const shown = new Promise((resolve) =>
		find(element, '#panel').addEventListener('focus', resolve, { once: true }),
	);
	await press(' ');
	await shown;
}

describe('acts by keyboard', () => {
	beforeEach(() => {
		localStorage.clear();
		// No history, and every report is taken.
		window.fetch = async (_, init) => new Response(null, { status: init?.method === 'POST' ? 202 : 503 });
	});
	afterEach(() => {
		window.fetch = pageFetch;
		Reflect.deleteProperty(navigator, 'clipboard');
	});

	it('candor-status: the panel is gone through in its order, each with a ring, and Close leads back', async () => {
		const feed = fakeFeed({ 'page/page': aPage(), ...cards, 'notice/n': broken, 'notice/m': planned });
		const element = await mountBetweenButtons<CandorStatus & MountedElement>('candor-status', feed);
		await press('Tab');
		const pill = focusedElement();
		await open(element);
		const names: string[] = [];
		for (let step = 0; step < 6; step += 1) {
			await press('Tab');
			expect(
				getComputedStyle(focusedElement() as Element).outlineStyle,
				accessibleName(focusedElement()),
			).to.not.equal('none');
			names.push(accessibleName(focusedElement()));
		}
		expect(names.map((name) => name.split(' ').slice(0, 2).join(' '))).to.deep.equal([
			'Close',
			'Read more',
			'Add to',
			'Payments Slower',
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

	it('candor-banner: arrows turn the way its words run, whichever way the page does', async () => {
		const feed = withCatalogues(
			fakeFeed({
				'notice/a': aNotice({ title: 'One', impact: 'critical' }),
				'notice/b': aNotice({ title: 'Two' }),
				'notice/c': aNotice({ title: 'Three', impact: 'minor' }),
			}),
		);
		const element = await mountBetweenButtons<CandorBanner & MountedElement>('candor-banner', feed);
		const turned = async (key: string): Promise<string | null> => {
			await press(key);
			return find(element, 'h2').textContent;
		};
		await tabTo('Next notice');
		expect(await turned('ArrowRight')).to.equal('Two');
		document.documentElement.dir = 'rtl';
		expect(await turned('ArrowLeft')).to.equal('One');
		window.fetch = pageFetch;
		document.documentElement.lang = 'ar';
		await untilLanguage(element, 'ar');
		expect(await turned('ArrowLeft')).to.equal('Two');
		expect(await turned('ArrowRight')).to.equal('One');
		expect(root(element).activeElement === find(element, '.pager button:last-child')).to.equal(true);
		document.documentElement.dir = '';
		document.documentElement.lang = 'en';
		await untilLanguage(element, 'en');
		document.documentElement.lang = '';
	});

	it('candor-remedy: a code is copied, once for each press, and the focus stays', async () => {
		const copied: string[] = [];
		const writeText = async (text: string): Promise<void> => void copied.push(text);
		Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
		const element = await mountBetweenButtons('candor-remedy', fakeFeed({ 'remedy/r': aRemedy() }));
		const log = recordAnnouncements(element);
		expect(await tabThrough()).to.deep.equal(['Copy code']);
		(element.previousElementSibling as HTMLElement).focus();
		await tabTo('Copy code');
		for (const key of ['Enter', ' ']) {
			const said = says(element);
			await press(key);
			expect(await said).to.equal('Copied');
		}
		expect([copied, log]).to.deep.equal([
			['SORRY10', 'SORRY10'],
			['Copied', 'Copied'],
		]);
		expect(accessibleName(focusedElement())).to.equal('Copy code');
	});

	it('candor-report: an answer is sent once, thanked for once, and the focus stays', async () => {
		const element = await mountBetweenButtons('candor-report', fakeFeed({ ...cards, 'notice/n': broken }));
		const log = recordAnnouncements(element);
		await tabTo('I’m affected');
		const said = says(element);
		await press(' ');
		await said;
		await press('Enter');
		await element.updateComplete;
		expect(log).to.deep.equal(['Thank you. Your report has been counted.']);
		expect(accessibleName(focusedElement())).to.equal('I’m affected');
		expect(focusedElement()?.getAttribute('aria-disabled')).to.equal('true');
	});

	it('candor-inline: what the page adds comes after the link, and its own content where the notice was', async () => {
		const feed = fakeFeed({ ...cards, 'notice/n': broken });
		const element = await mountBetweenButtons('candor-inline', feed, { component: 'cards' });
		const add = (textContent: string, slot = ''): void =>
			element.append(Object.assign(document.createElement('button'), { textContent, slot }));
		add('Pay');
		add('Pay by invoice', 'actions');
		expect(await tabThrough()).to.deep.equal(['Read more', 'Pay by invoice']);
		find(element, 'a').focus();
		feed.put('notice', 'n', null);
		await element.updateComplete;
		await press('Tab');
		expect(accessibleName(focusedElement())).to.equal('Pay');
	});
});
