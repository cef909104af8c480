/**
 * Contrast by WCAG 2.2 (1.4.3, 1.4.11) of the colours that a real browser computes for every token,
 * for every theme, light and dark: at least 4.5:1 for text, 3:1 for other things that carry
 * meaning.
 */
import { expect } from '@open-wc/testing';
import { detailsStyles } from '../../../../src/elements/banner/details-styles.ts';
import { lookStyles } from '../../../../src/elements/banner/look-styles.ts';
import { bannerStyles } from '../../../../src/elements/banner/styles.ts';
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
					const root = rootWith([lookStyles, probes], () => [
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

			for (const [name, styles, tone] of [
				['candor.js', [bannerStyles], 'major'],
				['candor.js', [bannerStyles], 'critical'],
				...tones.map(
					(each) =>
						['the second file', [bannerStyles, lookStyles.cssText, detailsStyles.cssText], each] as const,
				),
			] as const)
				it(`the banner’s words on their surfaces, with the styles of ${name}, ${tone}`, () => {
					const texts = ['h2', 'p', 'button'].map((tag) => node(tag, {}));
					const inDetails = ['h3', 'p', 'a'].map((tag) => node(tag, { class: tag === 'h3' ? 'muted' : '' }));
					const root = rootWith([styles.join('\n')], () => [
						node(
							'section',
							{ 'data-tone': tone },
							node('header', {}, node('b', {}), ...texts),
							node('div', { id: 'details' }, node('article', { 'data-tone': tone }, ...inDetails)),
						),
					]);
					/** The first surface that is not transparent. */
					const surfaceOf = (...parts: readonly string[]): string =>
						parts
							.map((each) => background(root.querySelector(each)))
							.find((each) => each !== 'rgba(0, 0, 0, 0)') ?? '';
					const own = surfaceOf('article', 'section');
					const bar = surfaceOf('header', 'section');
					const wantedOf = (tag: string): number => (/h2|^a$|button/.test(tag) ? 7 : least);
					for (const tag of ['b', 'h2', 'p', 'button'])
						expectContrast(
							`bar ${tag}`,
							contrast(colour(root.querySelector(`header ${tag}`)), bar),
							wantedOf(tag),
						);
					for (const tag of ['h3', 'p:not(.muted)', 'a'])
						expectContrast(
							`details ${tag}`,
							contrast(colour(root.querySelector(`#details ${tag}`)), own),
							tag === 'h3' ? least : 7,
						);
					root.host.remove();
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
