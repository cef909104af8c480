import { expect } from '@open-wc/testing';
import { configure } from '../../../../src/entries/index.ts';
import { aNotice, fakeFeed } from '../../support/fake-feed.ts';
import { mount, root, visibleText } from '../../support/mount.ts';

const everybody = { attributes: {}, routes: [], signedIn: null, percentage: null };
const forPro = aNotice({
	title: 'Exports are slow',
	audience: { ...everybody, attributes: { plan: ['pro'] } },
	notAffected: 'You are not affected.',
	workaround: [{ type: 'paragraph', children: [{ type: 'text', text: 'Export at night.' }] }],
});

describe('who is told', () => {
	const page = (globalThis as { Candor?: { context?: unknown } }).Candor ?? {};
	afterEach(() => {
		page.context = undefined;
		localStorage.removeItem('candor:share');
	});

	it('those whom a notice concerns read all of it', async () => {
		const banner = await mount('candor-banner', fakeFeed({ 'notice/n': forPro }), {}, { plan: 'pro' });
		expect(visibleText(banner)).to.contain('Exports are slow').and.to.contain('Export at night.');
		expect(visibleText(banner)).not.to.contain('You are not affected.');
	});

	it('the others are told so, quietly, and nothing else', async () => {
		const banner = await mount('candor-banner', fakeFeed({ 'notice/n': forPro }), {}, { plan: 'free' });
		expect(visibleText(banner)).to.contain('Exports are slow').and.to.contain('You are not affected.');
		expect(visibleText(banner)).not.to.contain('Export at night.');
		expect(root(banner).querySelector('section')?.dataset.tone).to.equal('info');
	});

	it('without such a sentence they are told nothing', async () => {
		const feed = fakeFeed({ 'notice/n': { ...forPro, notAffected: null } });
		expect(visibleText(await mount('candor-banner', feed, {}, { plan: 'free' }))).not.to.contain('Exports');
	});

	it('a page that says nothing of its visitor hides nothing', async () => {
		const banner = await mount('candor-banner', fakeFeed({ 'notice/n': forPro }));
		expect(visibleText(banner)).to.contain('Export at night.');
	});

	it('what is inside a feed counts for more than what the page says, and both can be JSON', async () => {
		configure({ source: 'https://status.example.com' });
		const feed = fakeFeed({ 'notice/n': { ...forPro, notAffected: null } });
		Object.assign((globalThis as unknown as { Candor: object }).Candor, { context: '{"plan":"free"}' });
		expect(visibleText(await mount('candor-banner', feed))).not.to.match(/Exports|failing/);
		expect(visibleText(await mount('candor-banner', feed, {}, { plan: 'pro' }))).to.contain(
			'Exports are slow',
		);
		Object.assign((globalThis as unknown as { Candor: object }).Candor, { context: undefined });
	});

	it('an exercise is for those who take part, and says that it is one', async () => {
		const feed = fakeFeed({ 'notice/n': aNotice({ drill: true }) });
		expect(visibleText(await mount('candor-banner', feed))).not.to.match(/Exports|failing/);
		expect(visibleText(await mount('candor-banner', feed, {}, { drill: true }))).to.contain('Drill');
	});

	it('a notice for a part of all browsers is for the same ones each time', async () => {
		const half = { ...everybody, percentage: 50 };
		const feed = fakeFeed({ 'notice/n': aNotice({ audience: half }) });
		const first = visibleText(await mount('candor-banner', feed));
		expect(visibleText(await mount('candor-banner', feed))).to.equal(first);
		expect(localStorage.getItem('candor:share') ?? '').to.match(/^\d{1,2}$/);
	});

	it('where no notice is for a part of all, the browser gets no number', async () => {
		localStorage.removeItem('candor:share');
		await mount('candor-banner', fakeFeed({ 'notice/n': forPro }), {}, { plan: 'pro' });
		expect(localStorage.getItem('candor:share')).to.equal(null);
	});
});
