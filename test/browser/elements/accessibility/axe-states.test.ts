/** States that the other axe tests do not cover: the banner with each of its renderers, and outdated information. */
import { expect } from '@open-wc/testing';
import { BannerElement } from '../../../../src/elements/banner/element.ts';
import { plainRenderer } from '../../../../src/elements/banner/plain-renderer.ts';
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
import { mount, openedTimeline, root } from '../../support/mount.ts';

class PlainBanner extends BannerElement {
	static override renderer = plainRenderer(true);
}
customElements.define('candor-plain-banner', PlainBanner);

const house = { 'page/page': aPage(), 'component/cards': aComponent('Card payments') };
const notice = (value: Parameters<typeof aNotice>[0] = {}) =>
	fakeFeed({
		...house,
		'notice/n': aNotice({
			affected: [{ component: 'cards', status: 'partial-outage' }],
			actions: ['We move to another supplier.'],
			moreUrl: 'https://ok.example/',
			promise: { nextUpdateBy: atMinute(12) },
			...value,
		}),
		'update/u1': anUpdate('n'),
		'update/u2': anUpdate('n', { number: 2, phase: 'identified', body: richText('A supplier fails.') }),
	});
const elsewhere = { attributes: {}, routes: ['/elsewhere'], signedIn: null, percentage: null };
type Tag = 'candor-banner' | 'candor-status' | 'candor-timeline' | 'candor-assurance' | 'candor-inline';
interface State {
	readonly tag: Tag | 'candor-plain-banner';
	readonly feed: () => FakeFeed;
	readonly attributes?: Readonly<Record<string, string>>;
	/** What happens once it is drawn. */
	readonly later?: (feed: FakeFeed) => void;
	/** What is pressed. */
	readonly press?: string;
}
const lost = (feed: FakeFeed): void => feed.setConnection('reconnecting', feed.clock.now() - 3_600_000);
/** An update of the day before, and another before that. */
const aDayBefore = (feed: FakeFeed): void => {
	for (const [number, id] of ['u8', 'u9'].entries())
		feed.put('update', id, anUpdate('n', { number: -number, at: atMinute(-24 * 60 * (number + 1)) }));
};
const banner = (feed: State['feed'], more: Partial<State> = {}): State => ({
	tag: 'candor-banner',
	feed,
	...more,
});
const states: Readonly<Record<string, State>> = {
	'over the page’s top': banner(notice, { attributes: { placement: 'top' } }),
	'over the page’s bottom, critical': banner(() => notice({ impact: 'critical' }), {
		attributes: { placement: 'bottom' },
	}),
	'earlier updates open, critical': banner(() => notice({ impact: 'critical' }), { press: 'summary' }),
	'earlier updates of several days open': banner(notice, { later: aDayBefore, press: 'summary' }),
	'an exercise': banner(() => notice({ drill: true })),
	maintenance: banner(() =>
		notice({ kind: 'maintenance', phase: 'in-progress', window: { start: atMinute(-5), end: atMinute(90) } }),
	),
	'a promise that is late': banner(notice, { later: (feed) => feed.advanceMinutes(20) }),
	'a lost connection': banner(notice, { later: lost }),
	'what has ended': banner(notice, {
		later: (feed) =>
			feed.put('notice', 'n', aNotice({ phase: 'resolved', endedAt: atMinute(0), latestUpdate: 3 })),
	}),
	'a sentence for everybody else': banner(() =>
		notice({ audience: elsewhere, notAffected: 'You are not affected.' }),
	),
	'one that cannot be put away': banner(() => notice({ dismissible: false })),
	...Object.fromEntries(
		(['none', 'major', 'critical'] as const).map((impact) => [
			`plain, impact ${impact}`,
			{ tag: 'candor-plain-banner' as const, feed: () => notice({ impact }) },
		]),
	),
	'nothing sure, its panel open': { tag: 'candor-status', feed: notice, later: lost, press: '.pill' },
	'nothing sure': { tag: 'candor-timeline', feed: notice, later: lost },
	'nothing open': { tag: 'candor-timeline', feed: () => fakeFeed(house) },
	'nothing to say': { tag: 'candor-assurance', feed: () => fakeFeed(house) },
	'nothing sure beside it': {
		tag: 'candor-inline',
		feed: notice,
		attributes: { component: 'cards' },
		later: lost,
	},
};

for (const [scheme, direction] of [
	['light', 'ltr'],
	['dark', 'ltr'],
	['light', 'rtl'],
	['dark', 'rtl'],
] as const)
	describe(`accessibility, the other states, ${scheme}, ${direction}`, () => {
		const page = document.documentElement;
		before(() => {
			page.style.colorScheme = scheme;
			page.style.background = 'Canvas';
			page.dir = direction;
		});
		after(() => {
			page.removeAttribute('style');
			page.removeAttribute('dir');
		});

		for (const [name, { tag, feed, attributes, later, press }] of Object.entries(states))
			it(`${tag}: ${name}`, async () => {
				const fed = feed();
				const element = await mount(tag as Tag, fed, attributes, { drill: true });
				later?.(fed);
				await element.updateComplete;
				if (press) root(element).querySelector<HTMLElement>(press)?.click();
				await element.updateComplete;
				await element.updateComplete;
				if (press === 'summary') await openedTimeline(element);
				// WebKit's document knows nothing of what moves in a shadow root.
				await Promise.all(
					root(element)
						.getAnimations()
						.map(({ finished }) => finished),
				);
				await expect(element).to.be.accessible();
			});
	});
