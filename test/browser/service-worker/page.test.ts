/** The page of the service worker, where candor.js makes its feed later than its element. */
import { expect } from '@open-wc/testing';
import { watchNotices } from '../../../src/service-worker/page/notice-area.ts';

it('the page gives the banner the feed that is made after the element', async () => {
	const banner = document.createElement('candor-banner') as Parameters<typeof watchNotices>[0];
	const [about, none] = [document.createElement('p'), document.createElement('p')];
	watchNotices(banner, about, none, { noNotice: '', noStatus: '' });
	customElements.define('candor-banner', class extends HTMLElement {});
	await new Promise((resolve) => setTimeout(resolve));
	expect(banner.feed).to.equal(undefined);

	const dismissals = {};
	const feed = { snapshot: () => ({ connection: 'live' }), subscribe: () => () => undefined, dismissals };
	Object.assign(globalThis, { Candor: { feeds: new Map([['status', feed]]) } });
	while (!banner.feed) await new Promise((resolve) => setTimeout(resolve));
	// A notice that was dismissed in the product is shown here again.
	expect(banner.feed.dismissals === dismissals).to.equal(false);
});
