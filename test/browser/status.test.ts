import { expect } from '@open-wc/testing';
import { aComponent, aNotice, aPage, fakeFeed, minutes } from './fake-feed.ts';
import { button, mount, part, seen } from './mount.ts';

const open = async (element: HTMLElementTagNameMap['candor-status']): Promise<void> => {
	part(element, '.pill').click();
	await element.updateComplete;
	await element.updateComplete;
};

describe('candor-status', () => {
	it('claims nothing before the first word from the server', async () => {
		const feed = fakeFeed();
		feed.connection('connecting', null);
		const element = await mount('candor-status', feed);
		expect(seen(element)).to.contain('Status unknown');
		feed.connection('live', feed.clock.now());
		await element.updateComplete;
		expect(seen(element)).to.contain('All systems normal');
	});

	it('opens a panel with the sentence, components, notices and maintenance', async () => {
		const feed = fakeFeed({
			'page/page': aPage(),
			'component/cards': aComponent('Card payments'),
			'notice/n1': aNotice({ affected: [{ component: 'cards', status: 'partial-outage' }] }),
			'notice/m1': aNotice({
				kind: 'maintenance',
				title: 'Database move',
				phase: 'scheduled',
				impact: 'none',
				window: { start: minutes(60), end: minutes(120) },
			}),
		});
		const element = await mount('candor-status', feed);
		expect(part(element, '.pill').getAttribute('aria-expanded')).to.equal('false');
		await open(element);
		expect(part(element, '.pill').getAttribute('aria-expanded')).to.equal('true');
		for (const expected of ['Some systems are partly unavailable', 'Partly unavailable', 'Database move'])
			expect(seen(element)).to.contain(expected);
		expect(element.shadowRoot?.activeElement?.id).to.equal('panel');
	});

	it('closes by its button and gives the focus back', async () => {
		const element = await mount('candor-status', fakeFeed());
		await open(element);
		button(element, 'Close').click();
		await element.updateComplete;
		expect(part(element, '#panel').matches(':popover-open')).to.equal(false);
		expect(element.shadowRoot?.activeElement).to.equal(part(element, '.pill'));
	});

	it('says when the connection was lost', async () => {
		const feed = fakeFeed({ 'notice/n1': aNotice() });
		const element = await mount('candor-status', feed);
		feed.connection('reconnecting');
		feed.pass(3);
		await open(element);
		expect(seen(element)).to.contain('Last heard 3 min ago');
	});
});
