import { expect } from '@open-wc/testing';
import { aNotice, fakeFeed } from '../../support/fake-feed.ts';
import { fetchCatalogue } from '../../support/languages.ts';
import { mount, visibleText } from '../../support/mount.ts';

/** Nothing answers there. */
const source = 'https://status.invalid';

describe('words that were kept', () => {
	afterEach(() => document.documentElement.removeAttribute('lang'));

	it('are said from the first moment, also while nothing answers', async () => {
		localStorage.setItem(
			`candor:words:${source} ja`,
			JSON.stringify({ at: Date.now(), words: await fetchCatalogue('ja') }),
		);
		document.documentElement.lang = 'ja';
		const element = await mount('candor-timeline', { ...fakeFeed({ 'notice/n1': aNotice() }), source });
		expect(visibleText(element)).to.contain('調査中').and.not.to.contain('Investigating');
		localStorage.clear();
	});
});
