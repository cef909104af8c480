/**
 * Design tokens: the typography of every element, and the colours of every tone. A tone has five
 * colours, one for each role: surface, border, accent, text and muted. Each has a value for a light
 * and for a dark page, by the host page's `color-scheme`. A host page can override it with
 * `--candor-<tone>-<role>` (docs/how-to/theming.md). A role has the same OKLCH lightness in all
 * tones, so their contrast on the surface is nearly the same: text above 12:1, muted and accent
 * above 4.5:1.
 *
 * Custom properties that begin with `--_` are private: elements read them, and a host page must not
 * set them.
 */
import { type CSSResult, css, unsafeCSS } from 'lit';
import type { Tone } from './tones.ts';

/** The accent colour of each tone, by its OKLCH hue and chroma. */
export const accents: Record<Tone, readonly [hue: number, chroma: number]> = {
	info: [250, 0.12],
	maintenance: [285, 0.12],
	minor: [80, 0.1],
	major: [48, 0.13],
	critical: [25, 0.17],
	resolved: [155, 0.1],
	assurance: [200, 0.09],
};

/**
 * The OKLCH lightness of each role on a light and on a dark page, and its part of the accent's
 * chroma.
 */
const roles = {
	surface: [0.98, 0.23, 0.15],
	border: [0.87, 0.38, 0.4],
	accent: [0.5, 0.8, 1],
	text: [0.25, 0.95, 0.1],
	muted: [0.45, 0.77, 0.2],
} as const;

const toneRules = Object.entries(accents).map(([tone, [hue, chroma]]) => {
	const declarations = Object.entries(roles).map(([role, [light, dark, fraction]]) => {
		const tint = `${chroma * fraction} ${hue}`;
		const colour = `light-dark(oklch(${light} ${tint}),oklch(${dark} ${tint}))`;
		return `--_${role}:var(--candor-${tone}-${role},${colour})`;
	});
	// An element without a tone has the colours of `info`.
	const selector = tone === 'info' ? ':host,[data-tone=info]' : `[data-tone=${tone}]`;
	return `${selector}{${declarations.join(';')}}`;
});

export const tokens: CSSResult = css`
	${unsafeCSS(toneRules.join(''))}
	:host {
		--_radius: var(--candor-radius, 12px);
		--_tint: color-mix(in oklch, currentColor 8%, transparent);
		color: var(--_text);
		font-family: var(--candor-font, inherit);
		font-size: max(14px, 1em);
		font-weight: 400;
		line-height: 1.5;
		letter-spacing: normal;
		text-align: start;
		text-transform: none;
		white-space: normal;
		text-wrap: pretty;
		overflow-wrap: anywhere;
	}
`;
