/**
 * Design tokens. Every tone has a surface, border, accent, text and muted colour, each for light and dark by the host
 * page's `color-scheme`, and each to be overridden: `--candor-<tone>-<role>` (docs/theming.md). The lightness steps are
 * the same for all tones, so that contrast holds for all: text on surface above 12:1, muted and accent above 4.5:1.
 */
import { type CSSResult, css, unsafeCSS } from '@lit/reactive-element';
import type { Tone } from './icons.ts';

/** Hue and chroma of a tone's accent. */
const hues: Record<Tone, readonly [hue: number, chroma: number]> = {
	info: [250, 0.12],
	maintenance: [285, 0.12],
	minor: [80, 0.1],
	major: [48, 0.13],
	critical: [25, 0.17],
	resolved: [155, 0.1],
	assurance: [200, 0.09],
};

const scheme = (light: string, dark: string): string => `light-dark(oklch(${light}),oklch(${dark}))`;

function tone(name: Tone): string {
	const [hue, chroma] = hues[name];
	const roles = {
		surface: scheme(`.98 ${chroma * 0.1} ${hue}`, `.23 ${chroma * 0.2} ${hue}`),
		border: scheme(`.87 ${chroma * 0.35} ${hue}`, `.38 ${chroma * 0.4} ${hue}`),
		accent: scheme(`.5 ${chroma} ${hue}`, `.8 ${chroma * 0.9} ${hue}`),
		text: scheme(`.25 .02 ${hue}`, `.95 .01 ${hue}`),
		muted: scheme(`.45 .02 ${hue}`, `.77 .02 ${hue}`),
	};
	const lines = Object.entries(roles).map(
		([role, value]) => `--_${role}:var(--candor-${name}-${role},${value})`,
	);
	return `${name === 'info' ? ':host,' : ''}[data-tone=${name}]{${lines.join(';')}}`;
}

export const tokens: CSSResult = css`
	${unsafeCSS(
		Object.keys(hues)
			.map((name) => tone(name as Tone))
			.join(''),
	)}
	:host {
		--_radius: var(--candor-radius, 12px);
		--_gap: var(--candor-gap, 16px);
		font: inherit;
		font-family: var(--candor-font, inherit);
		font-size: max(14px, 1em);
		line-height: 1.5;
		font-weight: 400;
		letter-spacing: normal;
		text-align: start;
		text-transform: none;
		white-space: normal;
		color: var(--_text);
	}
`;
