import { expect } from '@open-wc/testing';
import { CandorBanner } from '../../../../src/entries/index.ts';
import { aNotice, fakeFeed } from '../../support/fake-feed.ts';
import { mount, visibleText } from '../../support/mount.ts';

const outage = { 'notice/n1': aNotice() };

describe('candor-banner as a custom element', () => {
	it('keeps properties that were set before its class was defined', async () => {
		const element = document.createElement('late-banner') as CandorBanner;
		const given = { feed: fakeFeed(outage), src: 'https://status.example.com', placement: 'top' } as const;
		Object.assign(element, given);
		document.body.append(element);
		customElements.define('late-banner', class extends CandorBanner {});
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Card payments are failing');
		expect(element.feed).to.equal(given.feed);
		expect(element.getAttribute('placement')).to.equal('top');
		// An own property of the instance would hide the accessor.
		element.feed = fakeFeed();
		await element.updateComplete;
		expect(element.offsetHeight).to.equal(0);
		element.remove();
	});

	it('reflects placement, space and src from property to attribute', async () => {
		const element = await mount('candor-banner', fakeFeed(), { placement: 'bottom' });
		expect(element.placement).to.equal('bottom');
		element.placement = 'inline';
		element.space = 'reserve';
		await element.updateComplete;
		expect(element.getAttribute('space')).to.equal('reserve');
		expect(element.getAttribute('placement')).to.equal('inline');
		element.placement = null;
		await element.updateComplete;
		expect(element.hasAttribute('placement')).to.equal(false);
		element.src = 'https://status.example.com';
		await element.updateComplete;
		expect(element.getAttribute('src')).to.equal('https://status.example.com');
		element.src = undefined;
		await element.updateComplete;
		expect(element.hasAttribute('src')).to.equal(false);
	});

	it('subscribes while it is in a page, and again when it is put back', async () => {
		const feed = fakeFeed(outage);
		let subscribers = 0;
		const counted = {
			...feed,
			subscribe: (listener: () => void) => {
				subscribers += 1;
				const unsubscribe = feed.subscribe(listener);
				return () => {
					subscribers -= 1;
					unsubscribe();
				};
			},
		};
		const element = await mount('candor-banner', counted);
		expect(subscribers).to.equal(1);
		const { parentElement } = element;
		element.remove();
		await element.updateComplete;
		expect(subscribers).to.equal(0);
		feed.put('notice', 'n1', aNotice({ title: 'Cards work for some' }));
		parentElement?.append(element);
		await element.updateComplete;
		expect(subscribers).to.equal(1);
		expect(visibleText(element)).to.contain('Cards work for some');
	});

	it('draws once for several changes', async () => {
		let drawings = 0;
		customElements.define(
			'counted-banner',
			class extends CandorBanner {
				protected override updated(): void {
					super.updated();
					drawings += 1;
				}
			},
		);
		const element = document.createElement('counted-banner') as CandorBanner;
		document.body.append(element);
		await element.updateComplete;
		expect(drawings).to.equal(1);
		const feed = fakeFeed(outage);
		element.feed = fakeFeed();
		element.src = 'https://status.example.com';
		element.feed = feed;
		await element.updateComplete;
		feed.put('notice', 'n1', aNotice({ latestUpdate: 2 }));
		feed.put('notice', 'n2', aNotice());
		feed.advanceMinutes(1);
		expect(drawings).to.equal(2);
		await element.updateComplete;
		await element.updateComplete;
		expect(drawings).to.equal(3);
		element.remove();
	});
});
