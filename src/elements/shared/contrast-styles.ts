/**
 * The colours for visitors who prefer more contrast: at least 7:1 for all text and 3:1 for borders,
 * whatever the page has set. The theme `contrast` (src/themes/contrast.css) has the same.
 */
import { type CSSResult, css, unsafeCSS } from 'lit';
import { accents } from './tokens.ts';

/**
 * The OKLCH lightness of each role on a light and on a dark page, and its part of the accent's
 * chroma.
 */
const roles = {
	surface: [1, 0.14, 0],
	border: [0.5, 0.75, 0.3],
	accent: [0.38, 0.87, 0.9],
	text: [0.16, 0.99, 0.05],
	muted: [0.32, 0.9, 0.05],
} as const;

const toneRules = Object.entries(accents).map(([tone, [hue, chroma]]) => {
	const declarations = Object.entries(roles).map(([role, [light, dark, fraction]]) => {
		const tint = `${+(chroma * fraction).toFixed(3)} ${hue}`;
		return `--_${role}:light-dark(oklch(${light} ${tint}),oklch(${dark} ${tint}))`;
	});
	return `${tone === 'info' ? ':host,' : ''}[data-tone=${tone}]{${declarations.join(';')}}`;
});

export const contrastStyles: CSSResult = css`
	${unsafeCSS(`@media (prefers-contrast:more){${toneRules.join('')}}`)}
`;
