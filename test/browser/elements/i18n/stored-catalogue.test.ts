import { expect } from '@open-wc/testing';
import { aNotice, fakeFeed } from '../../support/fake-feed.ts';
import { fetchCatalogue } from '../../support/languages.ts';
import { mount, visibleText } from '../../support/mount.ts';

/** No server is there. */
const source = 'https://status.invalid';

describe('a stored catalogue', () => {
	afterEach(() => document.documentElement.removeAttribute('lang'));

	it('is used from the first render, also while no server responds', async () => {
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
