import { expect, waitUntil } from '@open-wc/testing';
import { aNotice, fakeFeed } from '../../support/fake-feed.ts';
import { mount, root, toggleDetails } from '../../support/mount.ts';

const offset = (): number =>
	Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--candor-offset') || '0');
const padding = (side: 'Top' | 'Bottom'): number =>
	Number.parseFloat(getComputedStyle(document.documentElement)[`padding${side}`]);
const notice = aNotice();

describe('the room of a banner in the page', () => {
	for (const placement of ['top', 'bottom'] as const)
		it(`is set on the page, ${placement}, and removed again`, async () => {
			const feed = fakeFeed({ 'notice/n': notice });
			const banner = await mount('candor-banner', feed, { placement });
			const card = root(banner).querySelector('section') as HTMLElement;
			await waitUntil(() => offset() >= card.offsetHeight);
			expect(padding('Top')).to.equal(0);
			feed.put('notice', 'n', null);
			await waitUntil(() => offset() === 0);
			feed.put('notice', 'n', notice);
			await waitUntil(() => offset() > 0);
			banner.remove();
			await waitUntil(() => offset() === 0);
		});

	it('is that of the page where data-into is no selector, with one warning', async () => {
		const warnings: unknown[] = [];
		const { warn } = console;
		console.warn = (...texts) => warnings.push(...texts);
		const feed = fakeFeed({ 'notice/n': notice });
		const banner = await mount('candor-banner', feed, { placement: 'bottom', space: 'push', into: 'main[' });
		feed.put('notice', 'n', aNotice({ latestUpdate: 2 }));
		await banner.updateComplete;
		console.warn = warn;
		expect(warnings).to.deep.equal(['Candor cannot read the selector "main[" in data-into.']);
		await waitUntil(() => padding('Bottom') > 40);
		banner.remove();
		await waitUntil(() => offset() === 0);
	});

	it('moves the page with space="push", by the height of the bar, and back', async () => {
		document.body.style.minHeight = '3000px';
		const line = document.body.appendChild(document.createElement('p'));
		line.textContent = 'A line of the page.';
		const feed = fakeFeed();
		const banner = await mount('candor-banner', feed, { placement: 'top', space: 'push' });
		const before = line.getBoundingClientRect().top;
		feed.put('notice', 'n', notice);
		await waitUntil(() => padding('Top') > 40);
		expect(padding('Top')).to.equal(offset());
		expect(line.getBoundingClientRect().top).to.be.closeTo(before + offset(), 1);
		expect(scrollY).to.equal(0);
		// The details lie over the page.
		await toggleDetails(banner);
		expect(line.getBoundingClientRect().top).to.be.closeTo(before + offset(), 1);
		banner.remove();
		await waitUntil(() => padding('Top') === 0);
		expect(line.getBoundingClientRect().top).to.be.closeTo(before, 1);
		line.remove();
		document.body.style.minHeight = '';
	});

	it('leaves what is in view where it is with the usual space, at the top', async () => {
		document.body.style.minHeight = '3000px';
		const line = document.body.appendChild(document.createElement('p'));
		line.textContent = 'A line of the page.';
		const feed = fakeFeed();
		const banner = await mount('candor-banner', feed, { placement: 'top' });
		const before = line.getBoundingClientRect().top;
		feed.put('notice', 'n', notice);
		await waitUntil(() => offset() > 40);
		expect(line.getBoundingClientRect().top).to.be.closeTo(before, 1);
		banner.remove();
		await waitUntil(() => offset() === 0);
		expect(line.getBoundingClientRect().top).to.be.closeTo(before, 1);
		line.remove();
		document.body.style.minHeight = '';
	});

	it('is reserved in the page with space="reserve" before there is a notice', async () => {
		const feed = fakeFeed();
		const banner = await mount('candor-banner', feed, { space: 'reserve' });
		const height = banner.offsetHeight;
		expect(height).to.be.above(40);
		feed.put('notice', 'n', notice);
		await banner.updateComplete;
		expect(banner.offsetHeight).to.equal(height);
	});
});
