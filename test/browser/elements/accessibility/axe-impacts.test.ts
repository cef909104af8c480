import { expect } from '@open-wc/testing';
import {
	aComponent,
	aNotice,
	anUpdate,
	aPage,
	atMinute,
	fakeFeed,
	richText,
} from '../../support/fake-feed.ts';
import { mount, root } from '../../support/mount.ts';

const tags = ['candor-banner', 'candor-status', 'candor-timeline', 'candor-assurance'] as const;
const impacts = ['none', 'minor', 'major', 'critical'] as const;

for (const scheme of ['light', 'dark'])
	describe(`accessibility, ${scheme}`, () => {
		before(() => {
			document.documentElement.style.colorScheme = scheme;
			document.documentElement.style.background = 'Canvas';
		});
		after(() => document.documentElement.removeAttribute('style'));

		for (const tag of tags)
			for (const impact of impacts)
				it(`${tag}, impact ${impact}`, async () => {
					const feed = fakeFeed({
						'page/page': aPage(),
						'component/cards': aComponent('Card payments', { description: 'In the shop' }),
						'notice/n': aNotice({
							impact,
							workaround: richText('Pay by bank transfer.'),
							affected: [{ component: 'cards', status: 'degraded' }],
							unaffected: ['transfers'],
							promise: { nextUpdateBy: atMinute(12) },
							checklist: ['Check your cards'],
							dataSafety: {
								state: 'safe',
								statement: richText('No data was lost.'),
								evidence: null,
								approvedBy: 'Security team',
								asOf: atMinute(-4),
							},
						}),
						'notice/n2': aNotice({ title: 'Another thing', impact: 'none' }),
						'update/u1': anUpdate('n'),
						'update/u2': anUpdate('n', { number: 2 }),
					});
					const element = await mount(tag, feed);
					root(element).querySelector<HTMLElement>('.pill, button[aria-expanded]')?.click();
					await element.updateComplete;
					// WebKit's document does not list animations inside a shadow root.
					await Promise.all(
						root(element)
							.getAnimations()
							.map(({ finished }) => finished),
					);
					await expect(element).to.be.accessible();
				});
	});
