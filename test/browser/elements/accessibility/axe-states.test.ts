/**
 * States that the other axe tests do not cover: the banner with each of its contents, and outdated
 * information.
 */
import { expect } from '@open-wc/testing';
import { BannerElement } from '../../../../src/elements/banner/element.ts';
import { plainContent } from '../../../../src/elements/banner/plain-content.ts';
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
import { find, mount, root } from '../../support/mount.ts';

class PlainBanner extends BannerElement {
	static override content = plainContent(true);
}
customElements.define('candor-plain-banner', PlainBanner);

const baseRecords = { 'page/page': aPage(), 'component/cards': aComponent('Card payments') };
const notice = (value: Parameters<typeof aNotice>[0] = {}) =>
	fakeFeed({
		...baseRecords,
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
	/** Changes the feed after the first render. */
	readonly change?: (feed: FakeFeed) => void;
	/** The selectors of nodes to press, in order. */
	readonly press?: readonly string[];
}
const loseConnection = (feed: FakeFeed): void =>
	feed.setConnection('reconnecting', feed.clock.now() - 3_600_000);
/** Adds updates of the two days before. */
const addEarlierDays = (feed: FakeFeed): void => {
	for (const [number, id] of ['u8', 'u9'].entries())
		feed.put('update', id, anUpdate('n', { number: -number, at: atMinute(-24 * 60 * (number + 1)) }));
};
const banner = (feed: State['feed'], more: Partial<State> = {}): State => ({
	tag: 'candor-banner',
	feed,
	...more,
});
const toggle = 'button[aria-expanded]';
const states: Readonly<Record<string, State>> = {
	'at the top of the window': banner(notice, { attributes: { placement: 'top' } }),
	'at the bottom of the window, critical': banner(() => notice({ impact: 'critical' }), {
		attributes: { placement: 'bottom' },
	}),
	'earlier updates open, critical': banner(() => notice({ impact: 'critical' }), {
		press: [toggle, 'summary'],
	}),
	'earlier updates of several days open': banner(notice, {
		change: addEarlierDays,
		press: [toggle, 'summary'],
	}),
	'a drill': banner(() => notice({ drill: true })),
	'details over the window’s edge': banner(notice, { attributes: { placement: 'bottom' }, press: [toggle] }),
	'the dot of a dismissed notice': banner(notice, {
		attributes: { placement: 'bottom' },
		press: ['header button:last-child'],
	}),
	'details of several notices': banner(notice, {
		change: (feed) => feed.put('notice', 'n2', aNotice({ title: 'Exports are slow', impact: 'minor' })),
		press: [toggle],
	}),
	maintenance: banner(() =>
		notice({ kind: 'maintenance', phase: 'in-progress', window: { start: atMinute(-5), end: atMinute(90) } }),
	),
	'an update that is late': banner(notice, { change: (feed) => feed.advanceMinutes(20) }),
	'a lost connection': banner(notice, { change: loseConnection }),
	'a notice that has ended': banner(notice, {
		change: (feed) =>
			feed.put('notice', 'n', aNotice({ phase: 'resolved', endedAt: atMinute(0), latestUpdate: 3 })),
	}),
	'a sentence for visitors outside the audience': banner(() =>
		notice({ audience: elsewhere, notAffected: 'You are not affected.' }),
	),
	'a notice that cannot be dismissed': banner(() => notice({ dismissible: false })),
	...Object.fromEntries(
		(['none', 'major', 'critical'] as const).map((impact) => [
			`plain, impact ${impact}`,
			{ tag: 'candor-plain-banner' as const, feed: () => notice({ impact }) },
		]),
	),
	...Object.fromEntries(
		(['none', 'major', 'critical'] as const).map((impact) => [
			`plain with details, impact ${impact}`,
			{ tag: 'candor-plain-banner' as const, feed: () => notice({ impact }), press: [toggle] },
		]),
	),
	'unknown status with an open panel': {
		tag: 'candor-status',
		feed: notice,
		change: loseConnection,
		press: ['.pill'],
	},
	'out of date': { tag: 'candor-timeline', feed: notice, change: loseConnection },
	'no open notices': { tag: 'candor-timeline', feed: () => fakeFeed(baseRecords) },
	'no security note': { tag: 'candor-assurance', feed: () => fakeFeed(baseRecords) },
	'out of date beside the page': {
		tag: 'candor-inline',
		feed: notice,
		attributes: { component: 'cards' },
		change: loseConnection,
	},
};

for (const [scheme, direction] of [
	['light', 'ltr'],
	['dark', 'ltr'],
	['light', 'rtl'],
	['dark', 'rtl'],
] as const)
	describe(`accessibility of other states, ${scheme}, ${direction}`, () => {
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

		for (const [name, { tag, feed, attributes, change, press }] of Object.entries(states))
			it(`${tag}: ${name}`, async () => {
				const fakeFeed = feed();
				const element = await mount(tag as Tag, fakeFeed, attributes, { drill: true });
				change?.(fakeFeed);
				await element.updateComplete;
				for (const selector of press ?? []) {
					find(element, selector).click();
					await element.updateComplete;
					await element.updateComplete;
				}
				// WebKit's document does not list animations inside a shadow root.
				// The tint of a change can end before its animation does.
				await Promise.allSettled(
					root(element)
						.getAnimations()
						.map(({ finished }) => finished),
				);
				await expect(element).to.be.accessible();
			});
	});
