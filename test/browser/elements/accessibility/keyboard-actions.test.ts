/** What readers do by keyboard in each element: in the panel, with an offer, with a question, and beside what is broken. */
import { expect } from '@open-wc/testing';
import type { CandorBanner, CandorStatus } from '../../../../src/entries/index.ts';
import { announced } from '../../support/announcements.ts';
import { aComponent, aNotice, aPage, aRemedy, fakeFeed, minutes } from '../../support/fake-feed.ts';
import { between, focused, nameOf, press, tabTo, type Walked, walk } from '../../support/keyboard.ts';
import { untilSpoken, withWords } from '../../support/languages.ts';
import { button, part, root } from '../../support/mount.ts';

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
	window: { start: minutes(60), end: minutes(120) },
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
		part(element, '#panel').addEventListener('focus', resolve, { once: true }),
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
		const element = await between<CandorStatus & Walked>('candor-status', feed);
		await press('Tab');
		const pill = focused();
		await open(element);
		const names: string[] = [];
		for (let step = 0; step < 6; step += 1) {
			await press('Tab');
			expect(getComputedStyle(focused() as Element).outlineStyle, nameOf(focused())).to.not.equal('none');
			names.push(nameOf(focused()));
		}
		expect(names.map((name) => name.split(' ').slice(0, 2).join(' '))).to.deep.equal([
			'Close',
			'Read more',
			'Add to',
			'Payments Slower',
			'Status page',
			'Contact support',
		]);
		const group = part(element, '.group') as HTMLDetailsElement;
		part(element, '.group summary').focus();
		await press('Enter');
		expect(group.open).to.equal(false);
		await press(' ');
		expect(group.open).to.equal(true);
		button(element, 'Close').focus();
		await press('Enter');
		await element.updateComplete;
		expect(pill?.getAttribute('aria-expanded')).to.equal('false');
		expect(nameOf(focused())).to.equal(nameOf(pill));
	});

	it('candor-banner: arrows turn the way its words run, whichever way the page does', async () => {
		const feed = withWords(
			fakeFeed({
				'notice/a': aNotice({ title: 'One', impact: 'critical' }),
				'notice/b': aNotice({ title: 'Two' }),
				'notice/c': aNotice({ title: 'Three', impact: 'minor' }),
			}),
		);
		const element = await between<CandorBanner & Walked>('candor-banner', feed);
		const turned = async (key: string): Promise<string | null> => {
			await press(key);
			return part(element, 'h2').textContent;
		};
		await tabTo('Next notice');
		expect(await turned('ArrowRight')).to.equal('Two');
		document.documentElement.dir = 'rtl';
		expect(await turned('ArrowLeft')).to.equal('One');
		window.fetch = pageFetch;
		document.documentElement.lang = 'ar';
		await untilSpoken(element, 'ar');
		expect(await turned('ArrowLeft')).to.equal('Two');
		expect(await turned('ArrowRight')).to.equal('One');
		expect(root(element).activeElement === part(element, '.pager button:last-child')).to.equal(true);
		document.documentElement.dir = '';
		document.documentElement.lang = 'en';
		await untilSpoken(element, 'en');
		document.documentElement.lang = '';
	});

	it('candor-remedy: a code is copied, once for each press, and the focus stays', async () => {
		const copied: string[] = [];
		const writeText = async (text: string): Promise<void> => void copied.push(text);
		Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
		const element = await between('candor-remedy', fakeFeed({ 'remedy/r': aRemedy() }));
		const log = announced(element);
		expect(await walk()).to.deep.equal(['Copy code']);
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
		expect(nameOf(focused())).to.equal('Copy code');
	});

	it('candor-report: an answer is sent once, thanked for once, and the focus stays', async () => {
		const element = await between('candor-report', fakeFeed({ ...cards, 'notice/n': broken }));
		const log = announced(element);
		await tabTo('I’m affected');
		const said = says(element);
		await press(' ');
		await said;
		await press('Enter');
		await element.updateComplete;
		expect(log).to.deep.equal(['Thank you. Your report has been counted.']);
		expect(nameOf(focused())).to.equal('I’m affected');
		expect(focused()?.getAttribute('aria-disabled')).to.equal('true');
	});

	it('candor-inline: what the page adds comes after the link, and its own content where the notice was', async () => {
		const feed = fakeFeed({ ...cards, 'notice/n': broken });
		const element = await between('candor-inline', feed, { component: 'cards' });
		const add = (textContent: string, slot = ''): void =>
			element.append(Object.assign(document.createElement('button'), { textContent, slot }));
		add('Pay');
		add('Pay by invoice', 'actions');
		expect(await walk()).to.deep.equal(['Read more', 'Pay by invoice']);
		part(element, 'a').focus();
		feed.put('notice', 'n', null);
		await element.updateComplete;
		await press('Tab');
		expect(nameOf(focused())).to.equal('Pay');
	});
});
