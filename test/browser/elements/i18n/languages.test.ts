import { expect } from '@open-wc/testing';
import { markLanguage } from '../../../../src/elements/i18n/language-attributes.ts';
import { listText } from '../../../../src/elements/i18n/numbers.ts';
import { preferredLanguages } from '../../../../src/elements/i18n/preferred-languages.ts';
import { relativeTime } from '../../../../src/elements/i18n/relative-time.ts';
import type { CandorBanner } from '../../../../src/entries/index.ts';
import { locales } from '../../../../src/model/locales.ts';
import {
	aComponent,
	aNotice,
	anUpdate,
	aPage,
	aRemedy,
	atMinute,
	fakeFeed,
	richText,
} from '../../support/fake-feed.ts';
import {
	fetchCatalogue,
	textMatcher,
	untilLanguage,
	visibleTexts,
	withCatalogues,
} from '../../support/languages.ts';
import { find, mount, root, toggleDetails, visibleText } from '../../support/mount.ts';

const page = document.documentElement;
const outage = {
	'page/page': aPage(),
	'component/cards': aComponent('Card payments'),
	'component/transfers': aComponent('Transfers'),
	'notice/n1': aNotice({
		affected: [{ component: 'cards', status: 'partial-outage' }],
		unaffected: ['transfers'],
		reporting: true,
		workaround: richText('Pay by bank transfer.'),
		promise: { nextUpdateBy: atMinute(12) },
		estimate: { earliest: atMinute(30), latest: atMinute(60) },
		checklist: ['Check your cards'],
		dataSafety: {
			state: 'safe',
			statement: richText('No data was lost.'),
			evidence: null,
			approvedBy: 'Security team',
			asOf: atMinute(-4),
		},
	}),
	'notice/n2': aNotice({ title: 'Slow exports', impact: 'minor' }),
	'notice/m1': aNotice({
		kind: 'maintenance',
		title: 'Database move',
		phase: 'scheduled',
		window: { start: atMinute(60), end: atMinute(120) },
	}),
	'remedy/r1': aRemedy({ notice: 'n1', expiresAt: atMinute(600), terms: richText('Once per account.') }),
	'update/u1': anUpdate('n1', { phase: 'investigating' }),
	'update/u2': anUpdate('n1', { number: 2, body: richText('Found it.'), phase: 'identified' }),
};
/** With a post-mortem, for the element that shows what it promised. */
const afterwards = {
	...outage,
	'postmortem/n1': {
		...{ notice: 'n1', title: 'Why payments failed', body: richText('A certificate had expired.') },
		...{ publishedAt: atMinute(-4000), updatedAt: atMinute(-4000), language: null, translations: {} },
		actions: [{ title: 'Renew earlier', state: 'planned', dueBy: atMinute(600) }],
	},
};
const recordsFor = (tag: string): Record<string, object> => (tag === 'candor-promises' ? afterwards : outage);
/** The texts of operators in it. */
const operatorTexts = new Set(
	[
		...JSON.stringify(afterwards).matchAll(
			/"(?:text|title|name|summary|code)":"([^"]*)"|"(Check your cards)"/g,
		),
	].map(([, text, step]) => text ?? step),
);
const tags = [
	'candor-banner',
	'candor-status',
	'candor-timeline',
	'candor-assurance',
	'candor-remedy',
	'candor-inline',
	'candor-report',
	'candor-promises',
	'candor-contact',
] as const;
const attributes = { component: 'cards' };

before(() => localStorage.clear());
afterEach(() => {
	page.removeAttribute('lang');
	page.removeAttribute('dir');
});

describe('the preferred languages of a visitor', () => {
	it("are the page's own, and the browser's where the page names none", () => {
		expect(preferredLanguages()).to.deep.equal(navigator.languages);
		page.lang = 'pt_BR';
		expect(preferredLanguages()).to.deep.equal(['pt-BR']);
	});

	it('are marked on text in another language than the element’s', () => {
		const node = markLanguage(document.createElement('p'), 'ar');
		expect([node.lang, node.dir]).to.deep.equal(['ar', 'auto']);
		markLanguage(node, 'EN');
		expect(node.getAttributeNames()).to.deep.equal([]);
	});
});

describe('a catalogue that loads late', () => {
	const { fetch } = globalThis;
	// The history does not arrive, which would change the texts.
	before(() => {
		globalThis.fetch = (input, init) =>
			String(input).includes('/v1/history') ? new Promise(() => {}) : fetch(input, init);
	});
	after(() => {
		globalThis.fetch = fetch;
	});

	for (const tag of tags)
		it(`${tag} is in English until then, and announces nothing twice`, async () => {
			// Only the first element of the page has to wait: the others use what is loaded by then.
			const element = await mount(tag, withCatalogues(fakeFeed(recordsFor(tag))), {
				...attributes,
				lang: '',
			});
			const english = visibleTexts(element);
			const focused = root(element).querySelector<HTMLElement>('button, input');
			focused?.focus();
			const announcements: string[] = [];
			const observer = new MutationObserver((changes) => {
				for (const { target } of changes) announcements.push(target.textContent ?? '');
			});
			for (const region of root(element).querySelectorAll('[role=status], [role=alert]'))
				observer.observe(region, { childList: true, characterData: true, subtree: true });
			page.lang = 'de';
			await untilLanguage(element, 'de');
			observer.disconnect();
			expect(announcements).to.deep.equal([]);
			expect(visibleTexts(element)).to.have.length(english.length).and.not.to.deep.equal(english);
			expect(element.shadowRoot?.activeElement).to.equal(focused);
		});
});

for (const tag of locales)
	describe(`in ${tag}`, () => {
		for (const name of tags)
			it(`${name} shows nothing in English`, async () => {
				page.lang = tag;
				const element = await mount(name, withCatalogues(fakeFeed(recordsFor(name))), attributes);
				await untilLanguage(element, tag);
				root(element).querySelector<HTMLElement>('.pill, button[aria-expanded]')?.click();
				await element.updateComplete;
				await element.updateComplete;
				const isFromCatalogue = textMatcher(await fetchCatalogue(tag));
				const isKnown = (text: string): boolean =>
					!/\p{L}/u.test(text) || isFromCatalogue(text) || operatorTexts.has(text);
				const texts = visibleTexts(element);
				expect(texts).not.to.deep.equal([]);
				// The banner joins texts in a line.
				const unknown = texts.filter((text) => !isKnown(text) && !text.split(' · ').every(isKnown));
				expect(unknown).to.deep.equal([]);
				const direction = tag === 'ar' ? 'rtl' : 'ltr';
				// Slotted content belongs to the page.
				for (const child of root(element).querySelectorAll(':scope > :not(slot, style), :scope > slot > *')) {
					expect([child.getAttribute('lang'), child.getAttribute('dir')]).to.deep.equal([tag, direction]);
					expect(getComputedStyle(child).direction).to.equal(direction);
				}
				// The operator's English text is marked as English.
				const title = find(element, '[lang=en]');
				expect(operatorTexts.has(title.textContent ?? '')).to.equal(true);
				// It is aligned with the element's own text.
				if (direction === 'rtl') expect(getComputedStyle(title).textAlign).to.equal('right');
			});
	});

describe('what the elements format', () => {
	const isolates = /[\u2066-\u2069]/g;
	const names = ['Karten', 'Konten'];

	for (const [tag, ago, list] of [
		['en', '5 min ago', 'Karten, Konten'],
		['de', 'vor 5 Min.', 'Karten, Konten'],
		['es', 'hace 5 min', 'Karten, Konten'],
		['ja', '5分前', 'Karten、Konten'],
	] as const)
		it(`is in the same language as the texts in ${tag}`, async () => {
			page.lang = tag;
			await untilLanguage(await mount('candor-banner', withCatalogues(fakeFeed(outage))), tag);
			expect(relativeTime(atMinute(0), Date.parse(atMinute(5)))).to.equal(ago);
			expect(listText(names).replace(isolates, '')).to.equal(list);
		});
});

describe('a page from right to left', () => {
	it('shows English text from left to right', async () => {
		page.lang = 'he';
		page.dir = 'rtl';
		const element = await mount('candor-timeline', fakeFeed(outage));
		const [, stack] = root(element).children as unknown as HTMLElement[];
		expect([stack?.lang, getComputedStyle(stack as HTMLElement).direction]).to.deep.equal(['en', 'ltr']);
	});
});

describe('an operator’s translation', () => {
	const translated = aNotice({
		workaround: richText('Pay by bank transfer.'),
		translations: {
			de: {
				title: 'Kartenzahlungen gestört',
				workaround: richText('Zahlen Sie per Überweisung.'),
				actions: [],
				checklist: [],
				notAffected: null,
			},
		},
	});
	const update = anUpdate('n1', { translations: { de: richText('Wir sehen es uns an.') } });
	const feed = () => withCatalogues(fakeFeed({ 'notice/n1': translated, 'update/u1': update }));

	for (const name of ['candor-banner', 'candor-timeline'] as const)
		it(`is shown by ${name}, and follows the page's language`, async () => {
			page.lang = 'de-AT';
			const element = await mount(name, feed());
			await untilLanguage(element, 'de');
			if (element.localName === 'candor-banner') await toggleDetails(element as CandorBanner);
			expect(visibleText(element))
				.to.contain('Kartenzahlungen gestört')
				.and.to.contain('Wir sehen es uns an.');
			expect(find(element, '[part=title]').hasAttribute('lang')).to.equal(false);
			page.lang = 'en';
			await untilLanguage(element, 'en');
			expect(visibleText(element)).to.contain('Card payments are failing').and.to.contain('looking into it');
			expect(find(element, '[part=title]').hasAttribute('lang')).to.equal(false);
		});

	it('is marked in a language that Candor has no catalogue for', async () => {
		page.lang = 'he';
		const hebrew = { ...translated.translations.de, title: 'תשלומים בכרטיס נכשלים' };
		const notice = { ...translated, translations: { he: hebrew } };
		const element = await mount('candor-banner', fakeFeed({ 'notice/n1': notice }));
		const title = find(element, '[part=title]');
		expect([title.lang, title.dir, getComputedStyle(title).direction]).to.deep.equal(['he', 'auto', 'rtl']);
		expect(visibleText(element)).to.contain('Investigating');
	});
});

describe('names in the other direction', () => {
	it('do not reorder the sentence around them', async () => {
		page.lang = 'ar';
		const element = await mount('candor-banner', withCatalogues(fakeFeed(outage)));
		await untilLanguage(element, 'ar');
		await toggleDetails(element);
		expect(find(element, 'section').textContent).to.contain('\u2068Card payments\u2069');
		page.lang = 'en';
		await untilLanguage(element, 'en');
		expect(find(element, 'section').textContent).not.to.match(/[\u2066-\u2069]/);
	});
});
