/** The bar, its details, and the dot to which it shrinks. */
import { expect, waitUntil } from '@open-wc/testing';
import type { NoticeValue } from '../../../../src/model/records/notice.ts';
import {
	aComponent,
	aNotice,
	anUpdate,
	aPage,
	atMinute,
	type FakeFeed,
	fakeFeed,
	richText,
} from '../../support/fake-feed.ts';
import { untilLanguage, withCatalogues } from '../../support/languages.ts';
import { find, findButton, mount, root, toggleDetails, visibleText } from '../../support/mount.ts';
import { leastWidth, setWindow } from '../../support/window.ts';

const title = 'Card payments are failing';
const long = 'Card payments, refunds and payouts are failing for customers in most countries of Europe';
const safety = (state: 'investigating' | 'safe', asOf: string): NoticeValue['dataSafety'] => ({
	state,
	statement: richText('No other visitor saw it.'),
	evidence: null,
	approvedBy: null,
	asOf,
});
const full: Partial<NoticeValue> = {
	affected: [{ component: 'cards', status: 'partial-outage' }],
	unaffected: ['transfers'],
	workaround: richText('Pay by bank transfer.'),
	dataSafety: safety('safe', atMinute(-4)),
	actions: ['We move to another supplier.'],
	estimate: { earliest: atMinute(30), latest: atMinute(60) },
	promise: { nextUpdateBy: atMinute(12) },
	latestUpdate: 2,
};
const records = (value: Partial<NoticeValue> = {}) => ({
	'page/page': aPage(),
	'component/cards': aComponent('Cards'),
	'notice/n1': aNotice({ ...full, ...value }),
	'update/u1': anUpdate('n1'),
	'update/u2': anUpdate('n1', { number: 2, body: richText('A supplier fails. We call them.') }),
});
const atBottom = { placement: 'bottom' };
const bar = async (feed: FakeFeed, attributes: Readonly<Record<string, string>> = atBottom) =>
	mount('candor-banner', feed, attributes);
const dotOf = (element: Element): HTMLElement => find(element, '#dot');
const isShown = (element: Element): boolean => find(element, 'section').checkVisibility();

describe('the bar', () => {
	after(() => setWindow({ width: 800, height: 600 }));

	for (const [width, height, least, most, part] of [
		[1280, 800, 44, 56, 0.07],
		[390, 844, 44, 76, 0.1],
		// A small window, of which two lines are more than a tenth.
		[360, 640, 44, 76, 0.12],
	] as const) {
		if (width < leastWidth) continue;
		it(`is ${least} to ${most} px high in a window of ${width} by ${height}, whatever its texts`, async () => {
			await setWindow({ width, height });
			const many = { 'notice/n2': aNotice({ title: long }), 'notice/n3': aNotice({ title: long }) };
			for (const feed of [
				fakeFeed({ 'notice/n1': aNotice() }),
				fakeFeed({ ...records({ title: long, impact: 'critical' }), ...many }),
			]) {
				const element = await bar(feed);
				const box = find(element, 'section').getBoundingClientRect();
				expect(box.height).to.be.within(least, most);
				expect((box.height * box.width) / (width * height)).to.be.at.most(part);
				element.remove();
			}
		});
	}

	for (const width of [1280, 390, 300].filter((each) => each >= leastWidth))
		it(`has its buttons beside its title and overlaps nothing in a window of ${width}, whatever it leaves out`, async () => {
			await setWindow({ width, height: 800 });
			for (const value of [
				// Its phase is the word for its kind: one of them is shown.
				{ kind: 'announcement', phase: 'published', impact: 'none', promise: null },
				// It has ended: no severity.
				{ ...full, phase: 'resolved', endedAt: atMinute(-1) },
				full,
			] as const) {
				const element = await bar(fakeFeed({ ...records(), 'notice/n1': aNotice({ title, ...value }) }));
				const words = (find(element, 'header') as HTMLElement).innerText;
				expect(words.match(/Announcement/g)?.length ?? 1).to.equal(1);
				const boxes = [...root(element).querySelectorAll('header > *')]
					.filter((part) => part.checkVisibility())
					.map((part) => part.getBoundingClientRect());
				for (const [index, box] of boxes.entries())
					for (const other of boxes.slice(index + 1))
						expect(
							box.right <= other.left ||
								other.right <= box.left ||
								box.bottom <= other.top + 1 ||
								other.bottom <= box.top + 1,
							words,
						).to.equal(true);
				const [heading, close] = ['h2', 'header button:last-child'].map((part) =>
					find(element, part).getBoundingClientRect(),
				) as [DOMRect, DOMRect];
				expect(close.top < heading.bottom && heading.top < close.bottom, words).to.equal(true);
				element.remove();
			}
		});

	it('says on a phone when the next update comes before it names the phase', async () => {
		await setWindow({ width: Math.max(390, leastWidth), height: 844 });
		const element = await bar(fakeFeed(records()));
		expect(find(element, 'header p').textContent).to.match(/^Next update by .* · Investigating$/);
	});

	it('has no × if the notice must not be dismissed', async () => {
		const element = await bar(fakeFeed(records({ dismissible: false })));
		expect(find(element, 'header button:last-child').checkVisibility()).to.equal(false);
		expect(find(element, 'button[aria-expanded]').checkVisibility()).to.equal(true);
	});

	it('says how many other notices there are, and its details list all, the worst first', async () => {
		const feed = fakeFeed({
			'notice/a': aNotice({ title: 'Slow exports', impact: 'minor' }),
			'notice/b': aNotice({ title: 'Sign-in fails', impact: 'critical' }),
			'notice/c': aNotice({ title: 'Slow search', impact: 'major' }),
		});
		const element = await bar(feed);
		expect(find(element, 'header').innerText).to.contain('Sign-in fails').and.to.contain('+2 more');
		expect(find(element, 'header').innerText).not.to.contain('Slow');
		await toggleDetails(element);
		const titles = [...root(element).querySelectorAll('h2')].map(({ textContent }) => textContent);
		expect(titles).to.deep.equal(['Sign-in fails', 'Slow search', 'Slow exports']);
	});
});

describe('the details', () => {
	it('have what happened, who is affected and what to do before all else', async () => {
		const element = await bar(fakeFeed(records()));
		expect(find(element, 'button[aria-expanded]').ariaExpanded).to.equal('false');
		await toggleDetails(element);
		expect(find(element, 'button[aria-expanded]').ariaExpanded).to.equal('true');
		const text = find(element, '#details').innerText;
		const places = [
			'What happened',
			'A supplier fails.',
			'Affected: Cards',
			'Not affected: transfers',
			'What you can do now',
			'Pay by bank transfer.',
			'Your data',
			'What we are doing',
			'We move to another supplier.',
			'Expected to be fixed',
			'1 earlier update',
		].map((part) => text.indexOf(part));
		expect(places).not.to.contain(-1);
		expect(places).to.deep.equal([...places].sort((a, b) => a - b));
		await toggleDetails(element);
		expect(find(element, '#details').checkVisibility()).to.equal(false);
	});

	it('take at most 60 % of the window, scroll, and leave the bar where it is', async () => {
		const body = richText('A supplier fails. '.repeat(300));
		const element = await bar(fakeFeed({ ...records(), 'update/u2': anUpdate('n1', { number: 2, body }) }));
		await toggleDetails(element);
		expect(find(element, 'section').offsetHeight).to.be.at.most(0.6 * innerHeight + 1);
		const details = find(element, '#details');
		expect(details.scrollHeight).to.be.above(details.clientHeight);
		const { top, bottom } = find(element, 'header').getBoundingClientRect();
		expect([top >= 0, bottom <= innerHeight]).to.deep.equal([true, true]);
	});

	it('keep the links of the notice in sight, and fade what scrolls below', async () => {
		const body = richText('A supplier fails. '.repeat(300));
		const other = aNotice({ title: long, impact: 'minor', moreUrl: 'https://more.example/' });
		const many = { ...records({ moreUrl: null }), 'notice/n2': other };
		const element = await bar(fakeFeed({ ...many, 'update/u2': anUpdate('n1', { number: 2, body }) }));
		await toggleDetails(element);
		const details = find(element, '#details');
		const isInSight = (link: Element): boolean => {
			const { top, bottom } = link.getBoundingClientRect();
			const box = details.getBoundingClientRect();
			return top >= box.top && bottom <= box.bottom;
		};
		const [first, second] = [...root(element).querySelectorAll('.links a')];
		expect([first?.textContent, second?.textContent]).to.deep.equal(['Status page', 'More about this']);
		expect(first && isInSight(first)).to.equal(true);
		details.scrollTop = details.scrollHeight;
		expect(second && isInSight(second)).to.equal(true);
		const fade = getComputedStyle(details, '::after');
		expect([fade.position, fade.bottom]).to.deep.equal(['sticky', '0px']);
		// Nothing of the text lies below the fade at the end.
		const last = second?.getBoundingClientRect().bottom ?? 0;
		expect(Math.round(details.getBoundingClientRect().bottom - last)).to.be.at.least(
			Number.parseFloat(fade.height),
		);
	});

	it('give an operator’s words their own direction, and ours the visitor’s', async () => {
		const page = document.documentElement;
		page.lang = 'ar';
		const feed = withCatalogues(fakeFeed({ ...records(), 'page/page': aPage() }));
		const element = await bar(feed);
		await untilLanguage(element, 'ar');
		await toggleDetails(element);
		const directions = [...root(element).querySelectorAll('.rich > *')].map((block) => [
			getComputedStyle(block).direction,
			/[\u0600-\u06ff]/.test(block.textContent) ? 'rtl' : 'ltr',
		]);
		expect(directions.length).to.be.above(6);
		for (const [direction, expected] of directions) expect(direction).to.equal(expected);
		page.removeAttribute('lang');
	});

	it('name thirty affected components in one paragraph', async () => {
		const ids = Array.from({ length: 30 }, (_, index) => `part-${index}`);
		const components = ids.map((id) => [`component/${id}`, aComponent(`Part ${id.slice(5)}`)]);
		const affected = ids.map((component) => ({ component, status: 'degraded' as const }));
		const element = await bar(fakeFeed({ ...records({ affected }), ...Object.fromEntries(components) }));
		await toggleDetails(element);
		const text = find(element, '#details').innerText;
		expect(text).to.match(/Affected: Part 0, .* and \d+ more/);
		expect(text.indexOf('What you can do now')).to.be.above(0);
		expect(text).not.to.contain('Part 29');
	});
});

describe('a dismissed bar', () => {
	it('is a dot of 44 px or more, which brings it back', async () => {
		const element = await bar(fakeFeed(records()));
		expect(dotOf(element).checkVisibility()).to.equal(false);
		findButton(element, `Dismiss: ${title}`).click();
		await waitUntil(() => dotOf(element).checkVisibility());
		expect(isShown(element)).to.equal(false);
		const { width, height, right, bottom } = dotOf(element).getBoundingClientRect();
		expect(Math.min(width, height)).to.be.at.least(44);
		expect([right <= innerWidth, bottom <= innerHeight]).to.deep.equal([true, true]);
		expect(dotOf(element).ariaLabel).to.equal(`Show notice: ${title}`);
		dotOf(element).click();
		await waitUntil(() => isShown(element));
		expect(dotOf(element).checkVisibility()).to.equal(false);
		findButton(element, 'Dismiss').click();
		await waitUntil(() => dotOf(element).checkVisibility());
		expect(isShown(element)).to.equal(false);
	});

	it('is no dot in a page with a status pill, in the page itself, or after the end', async () => {
		const pill = document.body.appendChild(document.createElement('candor-status'));
		const beside = await bar(fakeFeed(records()));
		findButton(beside, 'Dismiss').click();
		await waitUntil(() => !isShown(beside));
		expect(dotOf(beside).checkVisibility()).to.equal(false);
		pill.remove();
		const inline = await bar(fakeFeed(records()), {});
		findButton(inline, 'Dismiss').click();
		await waitUntil(() => !isShown(inline));
		expect(dotOf(inline).checkVisibility()).to.equal(false);
		const feed = fakeFeed(records());
		const ended = await bar(feed);
		feed.put('notice', 'n1', aNotice({ phase: 'resolved', endedAt: atMinute(0), latestUpdate: 3 }));
		await ended.updateComplete;
		findButton(ended, 'Dismiss').click();
		await waitUntil(() => !isShown(ended));
		expect(dotOf(ended).checkVisibility()).to.equal(false);
	});

	it('is brought back by an update, marked as new and closed', async () => {
		const feed = fakeFeed(records());
		const element = await bar(feed);
		expect(visibleText(element)).not.to.contain('New');
		await toggleDetails(element);
		findButton(element, 'Dismiss').click();
		await waitUntil(() => !isShown(element));
		feed.put('notice', 'n1', aNotice({ ...full, latestUpdate: 3 }));
		await waitUntil(() => isShown(element));
		expect(find(element, 'header').innerText).to.contain('New');
		expect(find(element, '#details').checkVisibility()).to.equal(false);
		await toggleDetails(element);
		await toggleDetails(element);
		await waitUntil(() => !find(element, 'header').innerText.includes('New'));
	});
});

describe('what has just changed', () => {
	const critical = { 'notice/b': aNotice({ title: 'Sign-in fails', impact: 'critical' }) };
	const first = (element: Element): string | null => find(element, 'h2').textContent;

	for (const [what, value] of [
		['the end of a notice', { phase: 'resolved', endedAt: atMinute(0), latestUpdate: 3 }],
		['a finding about data', { dataSafety: safety('safe', atMinute(0)), latestUpdate: 3 }],
	] as const) {
		it(`comes first until it is ten minutes old: ${what}`, async () => {
			const feed = fakeFeed({ ...records({ dataSafety: null, openedAt: atMinute(-20) }), ...critical });
			const element = await bar(feed);
			expect(first(element)).to.equal('Sign-in fails');
			feed.put('notice', 'n1', aNotice({ ...full, dataSafety: null, ...value }));
			await element.updateComplete;
			expect(first(element)).to.contain(title);
			feed.advanceMinutes(11);
			await element.updateComplete;
			expect(first(element)).to.equal('Sign-in fails');
		});

		it(`comes first until it has been read: ${what}`, async () => {
			const feed = fakeFeed({ ...records({ dataSafety: null, openedAt: atMinute(-20) }), ...critical });
			const element = await bar(feed);
			feed.put('notice', 'n1', aNotice({ ...full, dataSafety: null, ...value }));
			await element.updateComplete;
			await toggleDetails(element);
			feed.advanceMinutes(1);
			await element.updateComplete;
			expect(first(element), 'nothing moves while it is read').to.contain(title);
			await toggleDetails(element);
			await waitUntil(() => first(element) === 'Sign-in fails');
		});
	}

	it('shows an end before a finding about data that is older', async () => {
		const feed = fakeFeed({ ...records({ dataSafety: null, openedAt: atMinute(-20) }), ...critical });
		const element = await bar(feed);
		feed.put(
			'notice',
			'n1',
			aNotice({ ...full, openedAt: atMinute(-20), dataSafety: safety('safe', atMinute(0)) }),
		);
		await element.updateComplete;
		expect(first(element)).to.equal(title);
		feed.advanceMinutes(2);
		const ended = { phase: 'resolved', endedAt: atMinute(2), latestUpdate: 9 } as const;
		feed.put('notice', 'b', aNotice({ title: 'Sign-in fails', impact: 'critical', ...ended }));
		await element.updateComplete;
		expect(first(element)).to.equal('Resolved: Sign-in fails');
	});
});

describe('a bar that leaves its place', () => {
	it('is no popover any more when it becomes a part of the page', async () => {
		const element = await bar(fakeFeed(records()));
		expect(find(element, 'section').matches(':popover-open')).to.equal(true);
		element.placement = 'inline';
		await element.updateComplete;
		expect(find(element, 'section').hasAttribute('popover')).to.equal(false);
	});

	it('does not come back where the application removes it while a dialog is open', async () => {
		const element = await bar(fakeFeed(records()));
		const dialog = document.body.appendChild(document.createElement('dialog'));
		dialog.showModal();
		await waitUntil(() => dialog.contains(element));
		element.remove();
		// Observers are called at the end of the task.
		await new Promise((resolve) => setTimeout(resolve));
		expect(element.isConnected).to.equal(false);
		dialog.remove();
	});

	it('leaves F6 to the page once it is removed', async () => {
		const element = await bar(fakeFeed(records()));
		const press = (): boolean =>
			document.body.dispatchEvent(
				new KeyboardEvent('keydown', { key: 'F6', bubbles: true, cancelable: true }),
			);
		expect(press()).to.equal(false);
		element.remove();
		expect(press()).to.equal(true);
	});
});
