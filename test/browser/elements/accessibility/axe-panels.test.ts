/**
 * The panel, the timeline and the security note with everything that they can show, checked with
 * axe.
 */
import { expect } from '@open-wc/testing';
import type { DataSafety } from '../../../../src/model/records/notice.ts';
import {
	aComponent,
	aNotice,
	anUpdate,
	aPage,
	atMinute,
	type FakeFeed,
	fakeFeed,
	richText,
} from '../../support/fake-feed.ts';
import { mount, root, untilFound } from '../../support/mount.ts';

const dataSafety = (state: DataSafety['state']): DataSafety => ({
	state,
	statement: richText('What we can say.'),
	evidence: richText('Access logs were read.'),
	approvedBy: 'Security team',
	asOf: atMinute(-4),
});
const records = {
	'page/page': aPage(),
	'component/cards': aComponent('Card payments', { group: 'Payments', description: 'In the shop' }),
	'component/app': aComponent('App', { group: 'Access', position: 1 }),
	'component/web': aComponent('Website', { position: 2 }),
	'notice/n': aNotice({
		actions: ['We move to another supplier.'],
		moreUrl: 'https://ok.example/',
		drill: true,
		affected: [{ component: 'cards', status: 'partial-outage' }],
	}),
	'notice/m': aNotice({
		kind: 'maintenance',
		title: 'Database move',
		phase: 'scheduled',
		impact: 'none',
		window: { start: atMinute(60), end: atMinute(120) },
	}),
	'update/u0': anUpdate('n', { number: 0, at: atMinute(-3_000) }),
	'update/u1': anUpdate('n', {
		phase: 'identified',
		author: 'Payments team',
		affected: [{ component: 'cards', status: 'partial-outage' }],
	}),
	'update/u2': anUpdate('n', {
		number: 2,
		phase: 'monitoring',
		affected: [{ component: 'cards', status: 'operational' }],
	}),
	'postmortem/n': {
		notice: 'n',
		title: 'Why card payments failed',
		body: richText('A certificate ran out.'),
		publishedAt: atMinute(0),
		updatedAt: atMinute(0),
		actions: [
			{ title: 'Watch every certificate', state: 'done', dueBy: null },
			{ title: 'Two suppliers', state: 'planned', dueBy: atMinute(-60) },
		],
		language: null,
		translations: {},
	},
};
const worst = ['maintenance', 'degraded', 'partial-outage', 'major-outage'];
const history = {
	from: '2026-11-21',
	days: 4,
	timeZone: 'UTC',
	components: ['cards', 'app', 'web'].map((id) => ({
		id,
		worst,
		seconds: [{}, {}, {}, { 'major-outage': 4_800 }],
	})),
	notices: [],
};
const insider = { drill: true };
let count = 0;
function aFeed(more: object = {}): FakeFeed {
	count += 1;
	return {
		...fakeFeed({ ...records, ...more }),
		source: `https://axe-${count}.example`,
	};
}

const untilAnimated = (within: ShadowRoot): Promise<unknown> =>
	Promise.all(within.getAnimations().map(({ finished }) => finished));

for (const scheme of ['light', 'dark'])
	for (const dir of ['ltr', 'rtl'])
		describe(`accessibility of full elements, ${scheme}, ${dir}`, () => {
			const { fetch } = globalThis;
			before(() => {
				document.documentElement.style.colorScheme = scheme;
				document.documentElement.style.background = 'Canvas';
				document.documentElement.dir = dir;
				globalThis.fetch = async () =>
					new Response(JSON.stringify(history), { headers: { 'content-type': 'application/json' } });
			});
			after(() => {
				document.documentElement.removeAttribute('style');
				document.documentElement.removeAttribute('dir');
				globalThis.fetch = fetch;
			});

			for (const look of ['pill', 'dot'])
				it(`the ${look}`, async () => {
					await expect(await mount('candor-status', aFeed(), { look }, insider)).to.be.accessible();
				});

			it('the panel with every group open', async () => {
				const element = await mount('candor-status', aFeed(), {}, insider);
				root(element).querySelector<HTMLElement>('.pill')?.click();
				await untilFound(element, '.bars');
				for (const details of root(element).querySelectorAll('details')) details.open = true;
				await untilAnimated(root(element));
				await expect(element).to.be.accessible();
			});

			it('a long timeline with its post-mortem', async () => {
				const element = await mount('candor-timeline', aFeed(), {}, insider);
				await untilFound(element, '.report');
				await untilAnimated(root(element));
				await expect(element).to.be.accessible();
			});

			for (const state of ['unknown', 'investigating', 'safe', 'affected'] as const)
				it(`a security note whose state is ${state}`, async () => {
					const note = aNotice({
						kind: 'assurance',
						title: 'About your data',
						phase: 'published',
						impact: 'none',
						actions: ['All sign-ins ask for a second factor.'],
						checklist: ['Change your password'],
						dataSafety: dataSafety(state),
					});
					const element = await mount('candor-assurance', aFeed({ 'notice/a': note }), {}, insider);
					root(element).querySelector('input')?.click();
					await element.updateComplete;
					await expect(element).to.be.accessible();
				});
		});
