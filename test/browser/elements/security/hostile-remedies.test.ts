/** Hostile text in the remedy, the inline notice and the report. */
import { expect } from '@open-wc/testing';
import { aNotice, aPage, aRemedy, fakeFeed, richText } from '../../support/fake-feed.ts';
import { mount, root, visibleText } from '../../support/mount.ts';

const hostile = '<img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=1</script>';
const notice = aNotice({
	title: hostile,
	phase: hostile as 'investigating',
	kind: hostile as 'incident',
	impact: hostile as 'major',
	workaround: richText(hostile),
	affected: [{ component: 'c', status: hostile as 'degraded' }],
	moreUrl: 'javascript:globalThis.hacked=1',
	reporting: true,
});
const remedy = aRemedy({
	notice: null,
	title: hostile,
	apology: richText(hostile),
	offer: { kind: hostile as 'discount', summary: hostile },
	terms: richText(hostile),
	claim: { type: 'code', code: hostile },
});

describe('hostile text in remedies, inline notices and reports', () => {
	for (const tag of ['candor-remedy', 'candor-inline', 'candor-report'] as const)
		it(`stays text in ${tag}`, async () => {
			const feed = fakeFeed({
				'page/page': aPage({ statusUrl: 'javascript:globalThis.hacked=1' }),
				'notice/n': notice,
				'remedy/r': remedy,
			});
			const element = await mount(tag, feed, tag === 'candor-inline' ? { component: 'c' } : {});
			expect(visibleText(element)).to.contain(hostile);
			expect(root(element).querySelectorAll('img, script, iframe, [onerror], a').length).to.equal(0);
			expect(Object.hasOwn(globalThis, 'hacked')).to.equal(false);
		});

	it('renders no unsafe link to claim an offer', async () => {
		for (const href of ['javascript:alert(1)', 'data:text/html,x', 'http://plain.example/', 'no address', ''])
			expect(
				visibleText(
					await mount(
						'candor-remedy',
						fakeFeed({ 'remedy/r': { ...remedy, claim: { type: 'link', href } } }),
					),
				),
				href,
			).to.equal('');
	});

	it('in an invalid record is not shown, and other records are', async () => {
		const feed = fakeFeed({
			'remedy/a': { ...remedy, offer: 7 },
			'remedy/b': { ...remedy, apology: hostile },
			'remedy/c': { ...remedy, publishedAt: 'yesterday' },
			'remedy/d': { ...remedy, claim: null },
			'remedy/e': aRemedy({ title: 'A valid one' }),
		});
		expect(visibleText(await mount('candor-remedy', feed))).to.contain('A valid one');
	});
});
