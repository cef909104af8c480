import { expect } from '@open-wc/testing';
import type { CandorStatus } from '../../../../src/entries/index.ts';
import { aComponent, aNotice, anUpdate, atMinute, type FakeFeed, richText } from '../../support/fake-feed.ts';
import { find, mount, root, untilFound, visibleText } from '../../support/mount.ts';
import { shownEverywhere } from '../../support/shown-everywhere.ts';
import { feedWithOwnSource, openPanel } from '../../support/status-panel.ts';

async function openedPanel(feed: FakeFeed): Promise<CandorStatus> {
	const element = await mount('candor-status', feed);
	await openPanel(element);
	return element;
}
/** The texts of the notices in the panel. */
const shown = (element: Element): string[] =>
	[...root(element).querySelectorAll<HTMLElement>('.notice')].map(({ innerText }) => innerText);
const opened = {
	title: 'Card payments are failing',
	workaround: richText('Pay by bank transfer.'),
	actions: ['We install a certificate.'],
	latestUpdate: 2,
};

describe('the notices in the panel of candor-status', () => {
	const { fetch } = globalThis;
	before(() => {
		globalThis.fetch = async () => new Response('', { status: 503 });
	});
	after(() => {
		globalThis.fetch = fetch;
	});

	it('say how bad it is, what happened last, what the visitor can do, and what is being done', async () => {
		const element = await openedPanel(feedWithOwnSource(shownEverywhere()));
		const [text = ''] = shown(element);
		const order = [
			...['Card payments are failing', 'Major impact', 'Investigating', 'A certificate ran out.'],
			...['What you can do now', 'Pay by bank transfer.', 'What we are doing', 'We install a certificate.'],
		];
		const places = order.map((each) => text.indexOf(each));
		expect(places).not.to.include(-1);
		expect(places).to.deep.equal([...places].sort((a, b) => a - b));
		expect(text).not.to.contain('We are looking into it.');
	});

	it('open into their earlier updates in place', async () => {
		const feed = feedWithOwnSource(shownEverywhere());
		const element = await openedPanel(feed);
		expect(root(element).querySelector('candor-timeline')).to.equal(null);
		find(element, '.more summary').click();
		const timeline = await untilFound<HTMLElementTagNameMap['candor-timeline']>(element, 'candor-timeline');
		await timeline.updateComplete;
		expect(visibleText(timeline)).to.contain('We are looking into it.').and.not.to.contain('A certificate');
		const { borderTopWidth, paddingTop } = getComputedStyle(find(timeline, '.card'));
		expect([borderTopWidth, paddingTop], 'the panel is the only card').to.deep.equal(['0px', '0px']);
		feed.advanceMinutes(1);
		await element.updateComplete;
		expect(root(element).querySelector('candor-timeline') === timeline, 'it stays open').to.equal(true);
	});

	it('have nothing to open with one update', async () => {
		const element = await openedPanel(
			feedWithOwnSource({ 'notice/n1': aNotice(), 'update/u1': anUpdate('n1') }),
		);
		expect(shown(element)[0]).to.contain('We are looking into it.');
		expect(root(element).querySelector('.more')).to.equal(null);
	});

	it('are marked as new only if they change while the panel is open', async () => {
		const feed = feedWithOwnSource({
			'notice/n1': aNotice(opened),
			'notice/n2': aNotice({ title: 'Exports are slow', impact: 'minor' }),
		});
		const element = await openedPanel(feed);
		const marked = () => shown(element).filter((text) => /\bNew\b/.test(text)).length;
		expect([marked(), root(element).querySelectorAll('.new').length]).to.deep.equal([0, 0]);
		feed.put('update', 'u3', anUpdate('n1', { number: 3, body: richText('It is nearly over.') }));
		feed.put('notice', 'n1', aNotice({ ...opened, latestUpdate: 3 }));
		await element.updateComplete;
		expect(marked()).to.equal(1);
		expect(find(element, '.new').innerText).to.contain('It is nearly over.');
		feed.put('notice', 'n3', aNotice({ title: 'Sign-in is down' }));
		await element.updateComplete;
		expect(marked()).to.equal(2);
		await openPanel(element);
		await openPanel(element);
		expect(marked(), 'the visitor has seen it').to.equal(0);
	});

	for (const impact of ['minor', 'major', 'critical'] as const)
		it(`have the tone and the icon of the pill, with the impact ${impact}`, async () => {
			const affected = [{ component: 'cards', status: 'major-outage' as const }];
			const element = await openedPanel(
				feedWithOwnSource({
					'component/cards': aComponent('Card payments'),
					'notice/n1': aNotice({ impact, affected }),
				}),
			);
			const parts = ['.pill', '.head', '.notice'].map((selector) => find(element, selector));
			expect(parts.map(({ dataset }) => dataset.tone)).to.deep.equal([impact, impact, impact]);
			expect(new Set(parts.map((part) => part.querySelector('.icon')?.innerHTML)).size).to.equal(1);
		});

	it('leave the status of a component that an operator set its own tone', async () => {
		const element = await openedPanel(
			feedWithOwnSource({
				'component/cards': aComponent('Card payments', { status: 'major-outage' }),
				'notice/n1': aNotice({ impact: 'minor' }),
			}),
		);
		expect(find(element, '.pill').dataset.tone).to.equal('critical');
	});

	it('say since when there is nothing to report', async () => {
		const ended = (minute: number) => aNotice({ phase: 'resolved', endedAt: atMinute(minute) });
		const feed = feedWithOwnSource({});
		const element = await openedPanel(feed);
		const text = () => find(element, 'section').innerText;
		expect(text()).to.contain('No open notices.');
		feed.put('notice', 'n1', ended(-20 * 24 * 60));
		feed.put('notice', 'n2', ended(-12 * 24 * 60));
		await element.updateComplete;
		expect(text()).to.contain('Nothing to report since Thu 12 Nov');
		feed.put('notice', 'n3', ended(-1));
		await element.updateComplete;
		expect(text(), 'there was something today').to.contain('No open notices.');
	});

	it('add no landmarks, and their headings leave no level out', async () => {
		const element = await openedPanel(feedWithOwnSource(shownEverywhere()));
		expect(root(element).querySelector('header, footer')).to.equal(null);
		const levels = [...root(element).querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ localName }) =>
			Number(localName[1]),
		);
		expect(levels.slice(0, 4)).to.deep.equal([2, 3, 4, 5]);
		for (const [index, level] of levels.entries()) expect(level).to.be.at.most((levels[index - 1] ?? 1) + 1);
	});

	it('stand above a column of statuses, also beneath long descriptions', async () => {
		const description = 'In shops, online, at cash machines and with every other supplier of payments';
		const element = await openedPanel(
			feedWithOwnSource({
				'component/a': aComponent('Card payments', { description }),
				'component/b': aComponent('App', { position: 1 }),
			}),
		);
		const ends = [...root(element).querySelectorAll('.components .state')].map(
			(state) => state.getBoundingClientRect().right,
		);
		expect(new Set(ends).size).to.equal(1);
		const [name, state] = find(element, '.components .row').children as unknown as HTMLElement[];
		expect(state?.getBoundingClientRect().left).to.be.at.least(name?.getBoundingClientRect().right ?? 0);
	});

	it('scroll inside the corners of the panel', async () => {
		const element = await openedPanel(feedWithOwnSource(shownEverywhere()));
		const panel = find(element, '.panel');
		panel.style.maxHeight = '160px';
		const scroll = find(element, '.scroll');
		expect(scroll.scrollHeight).to.be.greaterThan(scroll.clientHeight);
		expect(panel.scrollHeight, 'nothing else scrolls').to.be.at.most(panel.clientHeight + 2);
		expect(getComputedStyle(scroll).scrollbarWidth).to.equal('thin');
	});
});
