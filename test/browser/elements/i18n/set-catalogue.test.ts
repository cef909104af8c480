import { expect } from '@open-wc/testing';
import { setCatalogue } from '../../../../src/entries/index.ts';
import { aComponent, aNotice, atMinute, fakeFeed } from '../../support/fake-feed.ts';
import { untilLanguage, withCatalogues } from '../../support/languages.ts';
import { mount, root, toggleDetails, visibleText } from '../../support/mount.ts';

const page = document.documentElement;
const outage = {
	'component/cards': aComponent('Card payments'),
	'notice/n1': aNotice({
		affected: [{ component: 'cards', status: 'partial-outage' }],
		promise: { nextUpdateBy: atMinute(12) },
	}),
};

afterEach(() => page.removeAttribute('lang'));

describe('a catalogue of the page', () => {
	it('adds a language, also after the elements have rendered', async () => {
		page.lang = 'nl';
		const element = await mount('candor-banner', fakeFeed(outage));
		setCatalogue('nl', { details: 'Meer weten', phases: { investigating: 'Wordt onderzocht' } });
		await untilLanguage(element, 'nl');
		expect(visibleText(element)).to.contain('Meer weten').and.to.contain('Wordt onderzocht');
		// A text that it lacks is in English.
		await toggleDetails(element);
		expect(visibleText(element)).to.contain('Affected: Card payments');
	});

	it('overrides the texts of Candor one by one', async () => {
		page.lang = 'fr';
		setCatalogue('fr', { details: 'En savoir plus', phases: { resolved: 'Terminé' } });
		const element = await mount('candor-banner', withCatalogues(fakeFeed(outage)));
		await untilLanguage(element, 'fr');
		expect(visibleText(element)).to.contain('En savoir plus').and.to.contain('Analyse en cours');
	});

	it('is ignored if its tag or its texts are not valid', async () => {
		page.lang = 'it';
		const element = await mount('candor-banner', fakeFeed(outage));
		for (const [tag, catalogue] of [
			['not a tag', {}],
			['it', { details: 7, promised: '{constructor}', phases: null }],
		] as const)
			setCatalogue(tag, catalogue as object);
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Details').and.to.contain('Next update by');
	});

	it('is inserted as text only', async () => {
		page.lang = 'sv';
		setCatalogue('sv', { details: '<img src=x onerror="window.harmed = true">' });
		const element = await mount('candor-banner', fakeFeed(outage));
		await untilLanguage(element, 'sv');
		expect(visibleText(element)).to.contain('<img src=x');
		expect(root(element).querySelector('img')).to.equal(null);
	});
});
