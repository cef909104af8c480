import { expect } from '@open-wc/testing';
import { aNotice, atMinute, fakeFeed } from '../../support/fake-feed.ts';
import { find, mount, root, untilFound, visibleText } from '../../support/mount.ts';
import { feedWithOwnSource, openPanel } from '../../support/status-panel.ts';
import { preferReducedMotion, setWindow } from '../../support/window.ts';

const leaving = (element: Element): Element | null => root(element).querySelector('.leaving');
const isLeaving = (element: Element): boolean => leaving(element) !== null;
/** What is fading, as the visitor sees it. */
const fadingText = (element: Element): string | undefined =>
	leaving(element)?.shadowRoot?.textContent?.trim();
/** Resolves when nothing fades any more. */
const untilGone = (element: Element): Promise<void> =>
	new Promise((resolve) => {
		const observer = new MutationObserver(() => {
			if (leaving(element)) return;
			observer.disconnect();
			resolve();
		});
		observer.observe(root(element), { childList: true });
	});

describe('what leaves an element', () => {
	const { fetch } = globalThis;
	before(() => {
		globalThis.fetch = async () => new Response('', { status: 503 });
	});
	after(() => {
		globalThis.fetch = fetch;
	});

	it('fades at its place, where it can be neither read nor pressed, and is then gone', async () => {
		const feed = fakeFeed({ 'notice/n1': aNotice({ moreUrl: 'https://ok.example/' }) });
		const element = await mount('candor-timeline', feed);
		const before = find(element, '.card').getBoundingClientRect();
		feed.put('notice', 'n1', null);
		await element.updateComplete;
		expect(visibleText(element)).not.to.contain('Card payments');
		expect(fadingText(element)).to.contain('Card payments are failing');
		const place = leaving(element) as HTMLElement;
		expect([place.inert, place.ariaHidden]).to.deep.equal([true, 'true']);
		const { left, top, width, height } = place.getBoundingClientRect();
		expect([left, top, width, height]).to.deep.equal([before.left, before.top, before.width, before.height]);
		await untilGone(element);
	});

	it('is above the panel that it leaves', async () => {
		await setWindow({ width: 800, height: 800 });
		const feed = feedWithOwnSource({ 'notice/n1': aNotice() });
		const element = await mount('candor-status', feed);
		await openPanel(element);
		feed.put('notice', 'n1', null);
		await element.updateComplete;
		expect(fadingText(element)).to.contain('Card payments are failing');
		expect(leaving(element)?.matches(':popover-open')).to.equal(true);
		expect(find(element, '#panel').matches(':popover-open'), 'the panel stays open').to.equal(true);
		await untilGone(element);
	});

	it('does not fade where it was out of sight in the panel', async () => {
		await setWindow({ width: 800, height: 200 });
		const names = ['n1', 'n2', 'n3', 'n4'];
		const records = names.map((id, index) => [
			`notice/${id}`,
			aNotice({ title: id, openedAt: atMinute(-index - 1) }),
		]);
		const feed = feedWithOwnSource(Object.fromEntries(records));
		const element = await mount('candor-status', feed);
		await openPanel(element);
		expect(root(element).querySelectorAll('.notice').length).to.equal(4);
		feed.put('notice', 'n4', null);
		await element.updateComplete;
		expect(root(element).querySelectorAll('.notice').length).to.equal(3);
		expect(isLeaving(element)).to.equal(false);
	});

	it('does not fade when the panel closes, or the element leaves the page', async () => {
		const element = await mount('candor-status', feedWithOwnSource({ 'notice/n1': aNotice() }));
		await openPanel(element);
		await untilFound(element, '.notice');
		find(element, '.close').click();
		await element.updateComplete;
		expect([isLeaving(element), root(element).querySelectorAll('.notice').length]).to.deep.equal([false, 0]);
		const timeline = await mount('candor-timeline', fakeFeed({ 'notice/n1': aNotice() }));
		timeline.remove();
		await timeline.updateComplete;
		expect(isLeaving(timeline)).to.equal(false);
	});

	it('is gone at once for visitors who prefer reduced motion', async () => {
		const end = preferReducedMotion();
		const feed = fakeFeed({ 'notice/n1': aNotice() });
		const element = await mount('candor-timeline', feed);
		feed.put('notice', 'n1', null);
		await element.updateComplete;
		end();
		expect(isLeaving(element)).to.equal(false);
	});
});
