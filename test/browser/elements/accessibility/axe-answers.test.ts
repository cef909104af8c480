/** The elements that visitors answer or act on, in each of their states, checked with axe. */
import { expect } from '@open-wc/testing';
import {
	aComponent,
	aNotice,
	aPage,
	aRemedy,
	atMinute,
	fakeFeed,
	richText,
} from '../../support/fake-feed.ts';
import { findButton, mount } from '../../support/mount.ts';

const baseRecords = { 'page/page': aPage(), 'component/cards': aComponent('Card payments') };
const remedy = (value: Parameters<typeof aRemedy>[0]) =>
	fakeFeed({
		'remedy/r': aRemedy({ terms: richText('Once per account.'), expiresAt: atMinute(30), ...value }),
	});
const broken = (value: Parameters<typeof aNotice>[0] = {}) =>
	fakeFeed({
		...baseRecords,
		'notice/n': aNotice({
			affected: [{ component: 'cards', status: 'degraded' }],
			workaround: richText('Pay by bank transfer.'),
			promise: { nextUpdateBy: atMinute(12) },
			reporting: true,
			...value,
		}),
	});

type Tag = 'candor-remedy' | 'candor-inline' | 'candor-report';
interface State {
	readonly tag: Tag;
	readonly feed: () => ReturnType<typeof fakeFeed>;
	readonly attributes?: Readonly<Record<string, string>>;
	/** The name of a button to press. */
	readonly press?: string;
}
const event = { claim: { type: 'event' as const } };
const component = { component: 'cards' };
const states: Readonly<Record<string, State>> = {
	'a code': { tag: 'candor-remedy', feed: () => remedy({}) },
	'a link': {
		tag: 'candor-remedy',
		feed: () => remedy({ claim: { type: 'link', href: 'https://shop.example/' } }),
	},
	'a claimed offer': { tag: 'candor-remedy', feed: () => remedy(event), press: 'Claim' },
	'an offer that has ended': {
		tag: 'candor-remedy',
		feed: () => remedy({ expiresAt: atMinute(-1) }),
		attributes: { notice: 'n1' },
	},
	...Object.fromEntries(
		(['none', 'minor', 'major', 'critical'] as const).map((impact) => [
			`a broken component, impact ${impact}`,
			{ tag: 'candor-inline' as const, feed: () => broken({ impact }), attributes: component },
		]),
	),
	'maintenance in progress': {
		tag: 'candor-inline',
		feed: () => broken({ kind: 'maintenance', phase: 'in-progress' }),
		attributes: component,
	},
	'a question': { tag: 'candor-report', feed: broken },
	'a question after the fix': { tag: 'candor-report', feed: () => broken({ phase: 'monitoring' }) },
	'a report that could not be sent': { tag: 'candor-report', feed: broken, press: 'Yes, I’m affected' },
};

for (const [scheme, direction] of [
	['light', 'ltr'],
	['dark', 'ltr'],
	['light', 'rtl'],
	['dark', 'rtl'],
] as const)
	describe(`accessibility, ${scheme}, ${direction}`, () => {
		const page = document.documentElement;
		const pageFetch = window.fetch;
		before(() => {
			page.style.colorScheme = scheme;
			page.style.background = 'Canvas';
			page.dir = direction;
			localStorage.clear();
			window.fetch = () => Promise.reject(new TypeError('Not reached.'));
		});
		after(() => {
			page.removeAttribute('style');
			page.removeAttribute('dir');
			window.fetch = pageFetch;
		});

		for (const [name, { tag, feed, attributes, press }] of Object.entries(states))
			it(`${tag}: ${name}`, async () => {
				const element = await mount(tag, feed(), attributes);
				if (press) {
					const hasChanged = new Promise((resolve) =>
						new MutationObserver(resolve).observe(element.renderRoot, { childList: true, subtree: true }),
					);
					findButton(element, press).click();
					await hasChanged;
					await element.updateComplete;
				}
				await expect(element).to.be.accessible();
			});
	});
