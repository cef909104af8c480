import { expect } from '@open-wc/testing';
import { languages, mark } from '../../src/elements/languages.ts';

const page = document.documentElement;

describe('the languages of a reader', () => {
	afterEach(() => page.removeAttribute('lang'));

	it("are the page's own, and the browser's where the page names none", () => {
		expect(languages()).to.deep.equal(navigator.languages);
		page.lang = 'pt_BR';
		expect(languages()).to.deep.equal(['pt-BR']);
	});

	it('are said of words that are in another than the element', () => {
		const node = mark(document.createElement('p'), 'ar');
		expect([node.lang, node.dir]).to.deep.equal(['ar', 'auto']);
		mark(node, 'EN');
		expect(node.getAttributeNames()).to.deep.equal([]);
	});
});
