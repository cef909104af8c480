/**
 * Design tokens. Every tone has five colours: surface, border, accent, text and muted. Each has a
 * light and a dark value, by the host page's `color-scheme`, and a page can override it with
 * `--candor-<tone>-<role>` (docs/how-to/theming.md). All tones have the same lightness steps, and
 * so the same contrast on the surface: text above 12:1, muted and accent above 4.5:1.
 */
import { type CSSResult, css, unsafeCSS } from 'lit';
import type { Tone } from './tones.ts';

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

/** Lightness in light and in dark, and the fraction of the tone's chroma. */
const roles = {
	surface: [0.98, 0.23, 0.15],
	border: [0.87, 0.38, 0.4],
	accent: [0.5, 0.8, 1],
	text: [0.25, 0.95, 0.1],
	muted: [0.45, 0.77, 0.2],
} as const;

const tones = Object.entries(hues).map(([name, [hue, chroma]]) => {
	const colours = Object.entries(roles).map(([role, [light, dark, fraction]]) => {
		const tint = `${chroma * fraction} ${hue}`;
		return `--_${role}:var(--candor-${name}-${role},light-dark(oklch(${light} ${tint}),oklch(${dark} ${tint})))`;
	});
	return `${name === 'info' ? ':host,' : ''}[data-tone=${name}]{${colours.join(';')}}`;
});

export const tokens: CSSResult = css`
	${unsafeCSS(tones.join(''))}
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
