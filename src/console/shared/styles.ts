/**
 * The look of the console: the elements' tokens, denser. Tones come from the same `data-tone` as in
 * the elements, so that a state looks alike for operators and customers.
 */
import { type CSSResult, css } from 'lit';
import { iconStyles } from '../../elements/shared/icon-styles.ts';
import { tokens } from '../../elements/shared/tokens.ts';
import { controlStyles } from './control-styles.ts';

/** The page around the console. The elements' own rules are in shadow roots. */
export const pageStyles: CSSResult = css`
	:root {
		color-scheme: light dark;
		background: light-dark(oklch(0.975 0.004 250), oklch(0.165 0.008 250));
		font-family: system-ui, sans-serif;
		scroll-padding-block: 112px 96px;
	}
	body {
		margin: 0;
	}
`;

const base = css`
	:host {
		display: block;
		--c-ground: light-dark(oklch(0.975 0.004 250), oklch(0.165 0.008 250));
		--c-panel: light-dark(oklch(1 0 0), oklch(0.205 0.009 250));
		--c-raised: light-dark(oklch(0.965 0.005 250), oklch(0.245 0.011 250));
		--c-line: light-dark(oklch(0.9 0.006 250), oklch(0.31 0.012 250));
		--c-edge: light-dark(oklch(0.62 0.012 250), oklch(0.56 0.014 250));
		--c-ink: light-dark(oklch(0.24 0.015 250), oklch(0.94 0.006 250));
		--c-quiet: light-dark(oklch(0.47 0.014 250), oklch(0.74 0.012 250));
		--c-primary: light-dark(oklch(0.42 0.12 256), oklch(0.8 0.09 250));
		--c-on-primary: light-dark(oklch(1 0 0), oklch(0.18 0.02 250));
		--c-radius: 8px;
		color: var(--c-ink);
		font: 400 15px / 1.5 system-ui, sans-serif;
		font-size: 15px;
	}
	*,
	::before,
	::after {
		box-sizing: border-box;
	}
	[hidden],
	:host([hidden]) {
		display: none !important;
	}
	h1,
	h2,
	h3,
	p,
	ul,
	ol,
	dl,
	dd,
	fieldset {
		margin: 0;
		padding: 0;
		border: 0;
		min-width: 0;
	}
	h1 {
		font-size: 22px;
		line-height: 1.25;
		letter-spacing: -0.01em;
		text-wrap: balance;
	}
	h2 {
		font-size: 15px;
		line-height: 1.4;
	}
	h3 {
		font-size: 14px;
	}
	h1,
	h2,
	h3 {
		font-weight: 650;
	}
	ul,
	ol {
		list-style: none;
	}
	a {
		color: var(--c-primary);
		text-underline-offset: 3px;
		text-decoration-thickness: 1px;
	}
	.stack {
		display: grid;
		gap: 16px;
		align-content: start;
		grid-template-columns: minmax(0, 1fr);
	}
	.tight {
		gap: 6px;
	}
	.row {
		display: flex;
		flex-wrap: wrap;
		gap: 8px;
		align-items: center;
	}
	.spread {
		justify-content: space-between;
	}
	.panel {
		background: var(--c-panel);
		border: 1px solid var(--c-line);
		border-radius: 12px;
		padding: 16px;
	}
	.quiet {
		color: var(--c-quiet);
	}
	.small {
		font-size: 13px;
		line-height: 1.45;
	}
	.numbers {
		font-variant-numeric: tabular-nums;
	}
	.clip {
		overflow: hidden;
		text-overflow: ellipsis;
		white-space: nowrap;
	}
	.pre {
		white-space: pre-line;
		overflow-wrap: anywhere;
	}
	.tag {
		display: inline-flex;
		align-items: center;
		gap: 5px;
		padding: 1px 8px;
		border-radius: 999px;
		border: 1px solid var(--_border);
		background: var(--_surface);
		color: var(--_text);
		font-size: 12.5px;
		font-weight: 600;
		white-space: nowrap;
	}
	.tag .icon,
	.toned .icon {
		color: var(--_accent);
	}
	.toned {
		color: var(--_text);
		background: var(--_surface);
		border: 1px solid var(--_border);
		border-radius: var(--c-radius);
		padding: 10px 12px;
	}
	.scroll {
		overflow-x: auto;
	}
	.visually-hidden {
		position: absolute;
		width: 1px;
		height: 1px;
		overflow: hidden;
		clip-path: inset(50%);
		white-space: nowrap;
	}
	:focus-visible {
		outline: 2px solid var(--c-primary);
		outline-offset: 2px;
	}
	kbd {
		padding: 0 5px;
		border: 1px solid var(--c-line);
		border-bottom-width: 2px;
		border-radius: 5px;
		background: var(--c-raised);
		color: var(--c-quiet);
		font: 500 12px / 1.5 ui-monospace, monospace;
	}
	code {
		font: 0.92em ui-monospace, monospace;
		overflow-wrap: anywhere;
	}
	@media (hover: none) {
		.keys {
			display: none;
		}
	}
`;

export const consoleStyles: readonly CSSResult[] = [tokens, iconStyles, base, controlStyles];
