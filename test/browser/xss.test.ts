import { expect } from '@open-wc/testing';
import { renderRichText } from '../../src/elements/rich-text.ts';
import type { RichText } from '../../src/model/rich-text.ts';
import { aComponent, aNotice, anUpdate, aPage, type FakeFeed, fakeFeed, words } from './fake-feed.ts';
import { mount, root } from './mount.ts';

const hostile = '<img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=1</script>';
const spellings = [
	'javascript:alert(1)',
	'JaVaScRiPt:alert(1)',
	' javascript:alert(1)',
	'java\tscript:alert(1)',
	'java\nscript:alert(1)',
	'\u0001javascript:alert(1)',
	'data:text/html,<script>1</script>',
	'vbscript:x',
	'blob:https://a/b',
	'//evil.example',
];

describe('hostile words', () => {
	it('stay words in every element', async () => {
		const feed = fakeFeed({
			'page/page': aPage({ name: hostile, statusUrl: 'https://ok.example/' }),
			'component/c': aComponent(hostile, { group: hostile, description: hostile }),
			'notice/n': aNotice({
				title: hostile,
				workaround: words(hostile),
				checklist: [hostile],
				actions: [hostile],
				moreUrl: hostile,
				drill: true,
				affected: [{ component: 'c', status: 'degraded' }],
				dataSafety: {
					state: 'safe',
					statement: words(hostile),
					evidence: words(hostile),
					approvedBy: hostile,
					asOf: '2026-11-24T14:00:00Z',
				},
			}),
			'update/u': anUpdate('n', {
				body: words(hostile),
				author: hostile,
				affected: [{ component: 'c', status: 'degraded' }],
			}),
			'postmortem/n': {
				notice: 'n',
				title: hostile,
				body: words(hostile),
				publishedAt: '2026-11-24T14:00:00Z',
				updatedAt: '2026-11-24T14:00:00Z',
				actions: [{ title: hostile, state: hostile, dueBy: null }],
				language: hostile,
				translations: {},
			},
		});
		const context = { attributes: {}, route: '/', signedIn: null, drill: true, share: 0 };
		for (const tag of ['candor-banner', 'candor-status', 'candor-timeline', 'candor-assurance'] as const) {
			const element = await mount(tag, { ...feed, context } as FakeFeed);
			root(element).querySelector<HTMLElement>('.pill')?.click();
			await element.updateComplete;
			expect(root(element).querySelectorAll('img, script, iframe, [onerror]').length, tag).to.equal(0);
		}
		expect(Object.hasOwn(globalThis, 'hacked')).to.equal(false);
	});

	it('make no link that a reader should not follow, and keep the text', () => {
		for (const href of spellings) {
			const text: RichText = [
				{ type: 'paragraph', children: [{ type: 'link', href, children: [{ type: 'text', text: 'here' }] }] },
			];
			const node = renderRichText(text);
			expect(node.querySelector('a'), href).to.equal(null);
			expect(node.textContent).to.equal('here');
		}
	});

	it('make links that tell the other side nothing', () => {
		const node = renderRichText([
			{ type: 'paragraph', children: [{ type: 'link', href: 'https://ok.example/', children: [] }] },
		]);
		expect(node.querySelector('a')?.rel).to.equal('noopener noreferrer');
	});
});
