/**
 * Contrast by WCAG 2.2 (1.4.3, 1.4.11) of the colours that a real browser computes for every token,
 * for every theme, light and dark: at least 4.5:1 for text, 3:1 for other things that carry
 * meaning.
 */
import { expect } from '@open-wc/testing';
import { detailsStyles } from '../../../../src/elements/banner/details-styles.ts';
import { plainStyles } from '../../../../src/elements/banner/plain-styles.ts';
import { statusStyles } from '../../../../src/elements/status/styles.ts';
import { contrast, node, rootWith } from '../../support/contrast.ts';

const tones = ['info', 'maintenance', 'minor', 'major', 'critical', 'resolved', 'assurance'];
/** The least contrast of text in each theme. */
const themes = { default: 4.5, quiet: 4.5, warm: 4.5, contrast: 7 };

const probes = `
	.p-surface { background: var(--_surface); color: var(--_text); }
	.p-muted { color: var(--_muted); }
	.p-accent { color: var(--_accent); }
	.p-border { color: var(--_border); }
`;
const colour = (element: Element | null): string => getComputedStyle(element as Element).color;
const background = (element: Element | null): string => getComputedStyle(element as Element).backgroundColor;

for (const [theme, least] of Object.entries(themes))
	for (const scheme of ['light', 'dark'])
		describe(`contrast, theme ${theme}, ${scheme}`, () => {
			const sheet = new CSSStyleSheet();
			before(async () => {
				if (theme !== 'default') sheet.replaceSync(await (await fetch(`/src/themes/${theme}.css`)).text());
				document.adoptedStyleSheets = [sheet];
				document.documentElement.style.colorScheme = scheme;
			});
			after(() => {
				document.adoptedStyleSheets = [];
				document.documentElement.removeAttribute('style');
			});
			const expectContrast = (what: string, ratio: number, wanted: number): void =>
				void expect(ratio, `${what}: ${ratio.toFixed(2)} to 1`).to.be.at.least(wanted);

			for (const tone of tones)
				it(`${tone}: text, muted text and accent on its surface`, () => {
					const root = rootWith([detailsStyles, probes], () => [
						node(
							'div',
							{ 'data-tone': tone, class: 'p-surface' },
							...['muted', 'accent', 'border'].map((role) => node('p', { class: `p-${role}` })),
						),
					]);
					const surface = background(root.querySelector('.p-surface'));
					expectContrast('text', contrast(colour(root.querySelector('.p-surface')), surface), 7);
					expectContrast('muted', contrast(colour(root.querySelector('.p-muted')), surface), least);
					expectContrast('accent', contrast(colour(root.querySelector('.p-accent')), surface), least);
					if (theme === 'contrast')
						expectContrast('border', contrast(colour(root.querySelector('.p-border')), surface), 3);
				});

			it('critical: the banner’s words on its full colour, of both renderers', () => {
				for (const styles of [detailsStyles, plainStyles]) {
					const root = rootWith([styles], () => [
						node(
							'section',
							{ class: 'card', 'data-tone': 'critical', 'data-impact': 'critical' },
							node('p', { class: 'muted' }),
							node('span', { class: 'tone' }),
							node('button', {}),
						),
					]);
					const surface = background(root.querySelector('section'));
					for (const part of ['section', 'p', 'span', 'button'])
						expectContrast(part, contrast(colour(root.querySelector(part)), surface), 7);
				}
			});

			it('the plain renderer’s words on its surface', () => {
				const root = rootWith([plainStyles], () => [
					node('section', { 'data-impact': 'major' }, node('p', {}), node('button', {})),
				]);
				const surface = background(root.querySelector('section'));
				for (const part of ['section', 'p', 'button'])
					expectContrast(part, contrast(colour(root.querySelector(part)), surface), 7);
			});

			it('every tone’s accent, and plain text, on the panel’s surface', () => {
				const root = rootWith([...[statusStyles].flat(9).map(String), probes], () => [
					node(
						'div',
						{ class: 'panel' },
						node('p', { class: 'text' }),
						...tones.map((tone) => node('p', { 'data-tone': tone, class: 'p-accent' })),
					),
				]);
				const surface = background(root.querySelector('.panel'));
				expectContrast('text', contrast(colour(root.querySelector('.text')), surface), 7);
				for (const accent of root.querySelectorAll('.p-accent'))
					expectContrast(accent.getAttribute('data-tone') ?? '', contrast(colour(accent), surface), least);
			});
		});

describe('ready themes', () => {
	for (const theme of Object.keys(themes).filter((name) => name !== 'default'))
		it(`${theme} sets only properties that docs/how-to/theming.md documents`, async () => {
			const documented = await (await fetch('/docs/how-to/theming.md')).text();
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(await (await fetch(`/src/themes/${theme}.css`)).text());
			const [rule, ...more] = [...sheet.cssRules] as CSSStyleRule[];
			expect(more).to.deep.equal([]);
			expect(rule?.selectorText).to.equal(':root');
			const names = [...(rule?.style ?? [])];
			expect(names.length).to.be.above(5 * tones.length);
			for (const name of names) {
				const general = name.replace(RegExp(`^--candor-(${tones.join('|')})-`), '--candor-TONE-');
				const [, role] = /^--candor-TONE-(\w+)$/.exec(general) ?? [];
				expect(documented).to.include(role ? `-${role}\`` : `\`${name}\``);
			}
		});
});
