import { expect } from '@open-wc/testing';
import type { CandorStatus } from '../../../../src/entries/index.ts';
import { locales } from '../../../../src/model/locales.ts';
import {
	aComponent,
	aNotice,
	anUpdate,
	aPage,
	aRemedy,
	atMinute,
	fakeFeed,
} from '../../support/fake-feed.ts';
import { untilLanguage, withCatalogues } from '../../support/languages.ts';
import { mount, untilFound, visibleText } from '../../support/mount.ts';
import { openPanel } from '../../support/status-panel.ts';

const page = document.documentElement;
const day = 24 * 60;
const records = {
	'page/page': aPage(),
	'component/cards': aComponent('Card payments'),
	'notice/n1': aNotice({
		affected: [{ component: 'cards', status: 'partial-outage' }],
		reporting: true,
		openedAt: atMinute(-2 * day),
		updatedAt: atMinute(-125),
		promise: { nextUpdateBy: atMinute(61) },
		estimate: { earliest: atMinute(day), latest: atMinute(day + 60) },
	}),
	'notice/m1': aNotice({
		kind: 'maintenance',
		title: 'Database move',
		phase: 'scheduled',
		window: { start: atMinute(day), end: atMinute(day + 120) },
	}),
	'remedy/r1': aRemedy({ notice: 'n1', expiresAt: atMinute(9 * day) }),
	'update/u1': anUpdate('n1', { at: atMinute(-2 * day) }),
	'update/u2': anUpdate('n1', { number: 2, at: atMinute(-125) }),
};

/** Counts the uses of `Intl`, also those by methods such as `toLocaleString`, while `act` runs. */
async function usesOfIntl(act: () => Promise<unknown>): Promise<string[]> {
	const uses: string[] = [];
	const places: readonly (readonly [object, string])[] = [
		...Object.getOwnPropertyNames(Intl).map((name) => [Intl, name] as const),
		...[Date.prototype, Number.prototype].flatMap((prototype) =>
			Object.getOwnPropertyNames(prototype)
				.filter((name) => name.startsWith('toLocale'))
				.map((name) => [prototype, name] as const),
		),
	];
	const originals = places.map(([owner, name]) => [owner, name, Reflect.get(owner, name)] as const);
	for (const [owner, name, original] of originals)
		if (typeof original === 'function')
			Reflect.set(owner, name, function counted(this: unknown, ...given: unknown[]) {
				uses.push(name);
				return new.target ? Reflect.construct(original, given) : Reflect.apply(original, this, given);
			});
	try {
		await act();
	} finally {
		for (const [owner, name, original] of originals) Reflect.set(owner, name, original);
	}
	return uses;
}

describe('times, numbers and lists have one form from the start, and need no Intl', () => {
	beforeEach(() => localStorage.clear());
	afterEach(() => page.removeAttribute('lang'));

	it('the count sees every use', async () => {
		const uses = await usesOfIntl(async () => [new Intl.PluralRules('en'), new Date().toLocaleTimeString()]);
		expect(uses).to.include.members(['PluralRules', 'toLocaleTimeString']);
	});

	for (const tag of ['en', ...locales])
		it(`in ${tag}`, async () => {
			page.lang = tag;
			const uses = await usesOfIntl(async () => {
				for (const name of [
					'candor-banner',
					'candor-status',
					'candor-timeline',
					'candor-remedy',
					'candor-inline',
					'candor-report',
				] as const) {
					const element = await mount(name, withCatalogues(fakeFeed(records)), { component: 'cards' });
					await untilLanguage(element, tag);
					if (name === 'candor-status') {
						await openPanel(element as CandorStatus);
						// The history has failed: nothing changes any more.
						await untilFound(element, '.note');
						await element.updateComplete;
					}
					const text = visibleText(element);
					element.requestUpdate();
					await element.updateComplete;
					expect(visibleText(element)).to.equal(text);
				}
			});
			expect(uses).to.deep.equal([]);
		});
});
