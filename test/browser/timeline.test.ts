import { expect } from '@open-wc/testing';
import { aNotice, anUpdate, fakeFeed, minutes, words } from './fake-feed.ts';
import { mount, part, root, seen } from './mount.ts';

const story = {
	'notice/n1': aNotice({ latestUpdate: 2 }),
	'update/u1': anUpdate('n1'),
	'update/u2': anUpdate('n1', { number: 2, body: words('Found it.'), phase: 'identified' }),
	'notice/n2': aNotice({ title: 'Slow exports', impact: 'minor' }),
};

describe('candor-timeline', () => {
	it('shows all that is open, the newest update first', async () => {
		const element = await mount('candor-timeline', fakeFeed(story));
		const bodies = [...root(element).querySelectorAll('.updates .rich')].map((body) => body.textContent);
		expect(bodies).to.deep.equal(['Found it.', 'We are looking into it.']);
		expect(seen(element)).to.contain('Slow exports');
	});

	it('follows one notice, also after its end', async () => {
		const feed = fakeFeed({ ...story, 'notice/n1': aNotice({ phase: 'resolved' }) });
		const element = await mount('candor-timeline', feed, { notice: 'n1' });
		expect(seen(element)).to.contain('Resolved').and.not.to.contain('Slow exports');
	});

	it('does not show what has expired, also when it is asked for by name', async () => {
		const feed = fakeFeed({ 'notice/n1': aNotice({ expiresAt: minutes(5) }) });
		const element = await mount('candor-timeline', feed, { notice: 'n1' });
		expect(seen(element)).to.contain('Card payments are failing');
		feed.pass(5);
		await element.updateComplete;
		expect(seen(element)).not.to.contain('Card payments are failing');
	});

	it('adds an update without touching those that are there, and announces it once', async () => {
		const feed = fakeFeed(story);
		const element = await mount('candor-timeline', feed);
		const before = root(element).querySelector('.updates li');
		feed.put('update', 'u3', anUpdate('n1', { number: 3, body: words('Fixed.') }));
		feed.put('notice', 'n1', aNotice({ latestUpdate: 3, phase: 'monitoring' }));
		await element.updateComplete;
		const items = [...root(element).querySelectorAll('.updates li')];
		expect(items[0]?.textContent).to.contain('Fixed.');
		expect(items[1]).to.equal(before);
		expect(part(element, '[role=status]').textContent).to.contain('Card payments are failing');
	});

	it('does not say from memory that nothing is open', async () => {
		const feed = fakeFeed();
		const element = await mount('candor-timeline', feed);
		expect(seen(element)).to.contain('No open notices.');
		feed.connection('polling', feed.clock.now() - 3_600_000);
		await element.updateComplete;
		expect(seen(element)).to.contain('Last heard 1 hr ago').and.not.to.contain('No open notices.');
	});
});
