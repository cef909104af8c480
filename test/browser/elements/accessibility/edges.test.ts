/** The edges of controls (WCAG 2.2, 1.4.11), and the colours for visitors who prefer more contrast. */
import { expect } from '@open-wc/testing';
import { contrastStyles } from '../../../../src/elements/shared/contrast-styles.ts';
import { elementStyles } from '../../../../src/elements/shared/element-styles.ts';
import { statusStyles } from '../../../../src/elements/status/styles.ts';
import { contrast, node, rootWith } from '../../support/contrast.ts';

const tones = ['info', 'maintenance', 'minor', 'major', 'critical', 'resolved', 'assurance'];
const themes = ['default', 'quiet', 'warm', 'contrast'];
const roles = ['surface', 'border', 'accent', 'text', 'muted'] as const;
const page = document.documentElement;
const sheet = new CSSStyleSheet();
const themeRules = async (theme: string): Promise<string> =>
	theme === 'default' ? '' : (await fetch(`/src/themes/${theme}.css`)).text();

/** A card in a tone with a button, in a shadow root. */
function cardIn(tone: string): { readonly surface: string; readonly edge: string } {
	const button = node('button', {});
	const card = node('div', { class: 'card', 'data-tone': tone }, button);
	const root = rootWith([...elementStyles], () => [card]);
	const [surface, edge] = [getComputedStyle(card).backgroundColor, getComputedStyle(button).borderTopColor];
	root.host.remove();
	return { surface, edge };
}

/** The colours of each role of a tone as the element has them. */
function coloursOf(tone: string, more: readonly string[] = []): string[] {
	const probe = node('div', { 'data-tone': tone });
	const root = rootWith([...elementStyles, ...more], () => [probe]);
	const colours = roles.map((role) => {
		probe.style.color = `var(--_${role})`;
		return getComputedStyle(probe).color;
	});
	root.host.remove();
	return colours;
}

describe('edges and preferences', () => {
	before(() => {
		document.adoptedStyleSheets = [sheet];
	});
	after(() => {
		document.adoptedStyleSheets = [];
		page.removeAttribute('style');
	});

	for (const theme of themes)
		for (const scheme of ['light', 'dark'])
			it(`a button has an edge of at least 3:1 in every tone, theme ${theme}, ${scheme}`, async () => {
				sheet.replaceSync(await themeRules(theme));
				page.style.colorScheme = scheme;
				for (const tone of tones) {
					const { surface, edge } = cardIn(tone);
					expect(contrast(edge, surface), `${tone}: ${edge} on ${surface}`).to.be.at.least(3);
				}
				const pill = node('button', { class: 'pill', 'data-tone': 'minor' });
				rootWith([statusStyles].flat(9) as never, () => [pill]);
				const { backgroundColor, borderTopColor } = getComputedStyle(pill);
				expect(contrast(borderTopColor, backgroundColor)).to.be.at.least(3);
			});

	for (const scheme of ['light', 'dark'])
		it(`visitors who prefer more contrast have the colours of the theme for it, ${scheme}`, async () => {
			page.style.colorScheme = scheme;
			sheet.replaceSync(await themeRules('contrast'));
			const ofTheme = tones.map((tone) => coloursOf(tone));
			sheet.replaceSync(await themeRules('warm'));
			expect(tones.map((tone) => coloursOf(tone))).not.to.deep.equal(ofTheme);
			// The test runner cannot emulate the preference; test/visual/preferences.test.ts does.
			const preferred = new CSSStyleSheet();
			preferred.replaceSync(`${contrastStyles}`);
			const [media] = [...preferred.cssRules] as CSSMediaRule[];
			expect(media?.conditionText).to.equal('(prefers-contrast: more)');
			const rules = [...(media?.cssRules ?? [])].map(({ cssText }) => cssText);
			expect(tones.map((tone) => coloursOf(tone, rules))).to.deep.equal(ofTheme);
		});
});
