/** Maintenance whose window is over, while the work goes on. */
import { expect } from '@open-wc/testing';
import { aComponent, aNotice, anUpdate, atMinute, fakeFeed } from '../support/fake-feed.ts';
import { mount, toggleDetails, visibleText } from '../support/mount.ts';
import { openPanel } from '../support/status-panel.ts';

const late = 'This is taking longer than planned';
const work = (endsByClock: boolean) => ({
	'component/cards': aComponent('Card payments'),
	'notice/m': aNotice({
		...{ kind: 'maintenance', impact: 'none', phase: 'in-progress', endsByClock },
		affected: [{ component: 'cards', status: 'maintenance' }],
		window: { start: atMinute(-60), end: atMinute(10) },
	}),
	'update/u1': anUpdate('m', { phase: 'in-progress' }),
});

describe('maintenance past its end', () => {
	it('is open, and says in every element that it takes longer than planned', async () => {
		const feed = fakeFeed(work(false));
		const elements = await Promise.all([
			mount('candor-banner', feed),
			mount('candor-status', feed),
			mount('candor-timeline', feed),
			mount('candor-inline', feed, { component: 'cards' }),
		]);
		await toggleDetails(elements[0]);
		await openPanel(elements[1]);
		for (const element of elements) expect(visibleText(element), element.localName).not.to.contain(late);
		feed.advanceMinutes(10);
		await Promise.all(elements.map((element) => element.updateComplete));
		for (const element of elements) {
			expect(visibleText(element), element.localName).to.contain(late);
			expect(visibleText(element), element.localName).to.contain('In progress');
		}
		expect(visibleText(elements[1])).to.contain('Under maintenance');
		feed.put(
			'notice',
			'm',
			aNotice({ ...work(false)['notice/m'], window: { start: atMinute(-60), end: atMinute(90) } }),
		);
		await Promise.all(elements.map((element) => element.updateComplete));
		for (const element of elements) expect(visibleText(element), element.localName).not.to.contain(late);
	});

	it('is completed by the clock if it was asked to be', async () => {
		const feed = fakeFeed(work(true));
		const status = await mount('candor-status', feed);
		await openPanel(status);
		feed.advanceMinutes(10);
		await status.updateComplete;
		expect(visibleText(status)).to.contain('All systems normal').and.not.to.contain(late);
	});
});
