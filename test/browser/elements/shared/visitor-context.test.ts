import { expect } from '@open-wc/testing';
import { configure } from '../../../../src/entries/index.ts';
import { aNotice, fakeFeed } from '../../support/fake-feed.ts';
import { mount, root, toggleDetails, visibleText } from '../../support/mount.ts';

const wholeAudience = { attributes: {}, routes: [], signedIn: null, percentage: null };
const forPro = aNotice({
	title: 'Exports are slow',
	audience: { ...wholeAudience, attributes: { plan: ['pro'] } },
	notAffected: 'You are not affected.',
	workaround: [{ type: 'paragraph', children: [{ type: 'text', text: 'Export at night.' }] }],
});

describe('the audience of a notice', () => {
	const page = (globalThis as { Candor?: { context?: unknown } }).Candor ?? {};
	afterEach(() => {
		page.context = undefined;
		localStorage.removeItem('candor:share');
	});

	it('sees the whole notice', async () => {
		const banner = await mount('candor-banner', fakeFeed({ 'notice/n': forPro }), {}, { plan: 'pro' });
		await toggleDetails(banner);
		expect(visibleText(banner)).to.contain('Exports are slow').and.to.contain('Export at night.');
		expect(visibleText(banner)).not.to.contain('You are not affected.');
	});

	it('does not include others, who see only that they are not affected', async () => {
		const banner = await mount('candor-banner', fakeFeed({ 'notice/n': forPro }), {}, { plan: 'free' });
		await toggleDetails(banner);
		expect(visibleText(banner)).to.contain('Exports are slow').and.to.contain('You are not affected.');
		expect(visibleText(banner)).not.to.contain('Export at night.');
		expect(root(banner).querySelector('section')?.dataset.tone).to.equal('info');
	});

	it('does not include others, who see nothing without such a sentence', async () => {
		const feed = fakeFeed({ 'notice/n': { ...forPro, notAffected: null } });
		expect(visibleText(await mount('candor-banner', feed, {}, { plan: 'free' }))).not.to.contain('Exports');
	});

	it('includes every visitor of a page without a context', async () => {
		const banner = await mount('candor-banner', fakeFeed({ 'notice/n': forPro }));
		await toggleDetails(banner);
		expect(visibleText(banner)).to.contain('Export at night.');
	});

	it('is decided by candor-feed before the page, and both contexts can be JSON', async () => {
		configure({ source: 'https://status.example.com' });
		const feed = fakeFeed({ 'notice/n': { ...forPro, notAffected: null } });
		Object.assign((globalThis as unknown as { Candor: object }).Candor, { context: '{"plan":"free"}' });
		expect(visibleText(await mount('candor-banner', feed))).not.to.match(/Exports|failing/);
		expect(visibleText(await mount('candor-banner', feed, {}, { plan: 'pro' }))).to.contain(
			'Exports are slow',
		);
		Object.assign((globalThis as unknown as { Candor: object }).Candor, { context: undefined });
	});

	it('of a drill is every visitor who takes part in drills, and the drill is labelled', async () => {
		const feed = fakeFeed({ 'notice/n': aNotice({ drill: true }) });
		expect(visibleText(await mount('candor-banner', feed))).not.to.match(/Exports|failing/);
		expect(visibleText(await mount('candor-banner', feed, {}, { drill: true }))).to.contain('Drill');
	});

	it('of a percentage includes the same browsers each time', async () => {
		const half = { ...wholeAudience, percentage: 50 };
		const feed = fakeFeed({ 'notice/n': aNotice({ audience: half }) });
		const first = visibleText(await mount('candor-banner', feed));
		expect(visibleText(await mount('candor-banner', feed))).to.equal(first);
		expect(localStorage.getItem('candor:share') ?? '').to.match(/^\d{1,2}$/);
	});

	it('stores no rollout bucket without a percentage', async () => {
		localStorage.removeItem('candor:share');
		await mount('candor-banner', fakeFeed({ 'notice/n': forPro }), {}, { plan: 'pro' });
		expect(localStorage.getItem('candor:share')).to.equal(null);
	});
});
