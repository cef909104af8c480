/** What the page found out itself is shown in the visitor's language, without a notice of an operator. */
import { expect } from '@open-wc/testing';
import type { Finding } from '../../../../src/model/finding.ts';
import { locales } from '../../../../src/model/locales.ts';
import { aComponent, atMinute, fakeFeed } from '../../support/fake-feed.ts';
import { fetchCatalogue, untilLanguage, withCatalogues } from '../../support/languages.ts';
import { findButton, mount, toggleDetails, visibleText } from '../../support/mount.ts';

const failing: Finding = { kind: 'servers-failing', components: ['checkout'], foundAt: atMinute(0) };
const offline: Finding = { kind: 'offline', components: [], foundAt: atMinute(0) };
const records = { 'component/checkout': aComponent('Checkout') };

afterEach(() => document.documentElement.setAttribute('lang', 'en'));

it('the banner shows a finding with its advice, its component and how it was noticed', async () => {
	const feed = fakeFeed(records);
	const banner = await mount('candor-banner', feed);
	feed.setFinding(failing);
	await banner.updateComplete;
	await toggleDetails(banner);
	const text = visibleText(banner);
	expect(text).to.contain('We are having trouble reaching our servers');
	expect(text).to.contain('some of our servers do not respond');
	expect(text).to.contain('Checkout');
	expect(text).to.contain('Detected by this page');
	feed.setFinding(null);
	await banner.updateComplete;
	expect(banner.offsetHeight).to.equal(0);
});

it('the status is not shown as normal while servers fail, and offline says nothing about components', async () => {
	const feed = fakeFeed(records);
	const status = await mount('candor-status', feed);
	feed.setFinding(failing);
	await status.updateComplete;
	expect(visibleText(status)).not.to.contain('All systems normal');
	feed.setFinding(offline);
	await status.updateComplete;
	expect(visibleText(status)).to.contain('All systems normal');
});

it('a dismissed finding stays hidden, and a later finding is shown again', async () => {
	const feed = fakeFeed(records);
	const banner = await mount('candor-banner', feed);
	feed.setFinding(offline);
	await banner.updateComplete;
	findButton(banner, 'Dismiss').click();
	await banner.updateComplete;
	expect(banner.offsetHeight).to.equal(0);
	feed.setFinding({ ...offline, foundAt: atMinute(5) });
	await banner.updateComplete;
	expect(visibleText(banner)).to.contain('You seem to be offline');
});

for (const tag of locales)
	it(`${tag}: a finding has the words of the language`, async () => {
		document.documentElement.setAttribute('lang', tag);
		const words = await fetchCatalogue(tag);
		const feed = withCatalogues(fakeFeed(records));
		const timeline = await mount('candor-timeline', feed);
		feed.setFinding(failing);
		await untilLanguage(timeline, tag);
		const text = visibleText(timeline);
		expect(text).to.contain(words.serversFailing);
		expect(text).to.contain((words.phases as Record<string, string>)['noticed-by-page']);
	});
