import { expect } from '@open-wc/testing';
import { dispatchChanges } from '../../../../src/elements/shared/page-state.ts';
import { aNotice, fakeFeed } from '../../support/fake-feed.ts';
import { mount, visibleText } from '../../support/mount.ts';

describe('the event for a change', () => {
	it('comes after the banner has drawn the change, and once for changes of one task', async () => {
		const feed = fakeFeed();
		dispatchChanges(feed);
		const banner = await mount('candor-banner', feed);
		const seen: string[] = [];
		const record = (): void => void seen.push(visibleText(banner));
		addEventListener('candor-change', record);
		const changed = new Promise((resolve) => addEventListener('candor-change', resolve, { once: true }));
		feed.put('notice', 'n1', aNotice({ title: 'Cards are slow' }));
		feed.put('notice', 'n1', aNotice({ title: 'Cards are failing' }));
		await changed;
		removeEventListener('candor-change', record);
		expect(seen).to.have.length(1);
		expect(seen[0]).to.contain('Cards are failing');
	});
});
