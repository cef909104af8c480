/** The page that the service worker answers with, where the script makes its feed later than its element. */
import { expect } from '@open-wc/testing';
import { watchNotices } from '../../src/service-worker/page/notices.ts';

it('the notice page takes the feed although the element was there before it', async () => {
	const banner = document.createElement('candor-banner') as Parameters<typeof watchNotices>[0];
	const [about, none] = [document.createElement('p'), document.createElement('p')];
	watchNotices(banner, about, none);
	customElements.define('candor-banner', class extends HTMLElement {});
	await new Promise((resolve) => setTimeout(resolve));
	expect(banner.feed).to.equal(undefined);

	const dismissals = {};
	const feed = { snapshot: () => ({ connection: 'live' }), subscribe: () => () => undefined, dismissals };
	Object.assign(globalThis, { Candor: { feeds: new Map([['status', feed]]) } });
	while (!banner.feed) await new Promise((resolve) => setTimeout(resolve));
	// What was put away in the product is told here again.
	expect(banner.feed.dismissals === dismissals).to.equal(false);
});
