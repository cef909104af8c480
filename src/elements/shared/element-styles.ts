import { type CSSResult, css } from 'lit';
import { contrastStyles } from './contrast-styles.ts';
import { iconStyles } from './icon-styles.ts';
import { tokens } from './tokens.ts';
import { typeStyles } from './type-styles.ts';

/** The styles of every Lit element: cards, titles, labels, buttons, links, rich text and icons. */
export const elementStyles: readonly CSSResult[] = [
	tokens,
	contrastStyles,
	typeStyles,
	iconStyles,
	css`
		:host {
			display: block;
		}
		[hidden],
		:host([hidden]) {
			display: none !important;
		}
		* {
			box-sizing: border-box;
			margin: 0;
		}
		.card {
			color: var(--_text);
			background: var(--_surface);
			border: 1px solid var(--_border);
			border-radius: var(--_radius);
			padding: var(--candor-gap, 16px);
		}
		span,
		time {
			unicode-bidi: plaintext;
		}
		[dir='auto'] {
			text-align: -webkit-match-parent;
			text-align: match-parent;
		}
		h2,
		p,
		ul,
		ol {
			max-width: 75ch;
		}
		h3,
		h4,
		h5 {
			font-size: inherit;
		}
		h2 {
			font-size: var(--_title);
			line-height: 1.35;
			text-wrap: balance;
		}
		.meta,
		.muted,
		.label {
			color: var(--_muted);
			font-size: var(--_label);
			font-variant-numeric: tabular-nums;
		}
		.meta,
		.actions {
			display: flex;
			flex-wrap: wrap;
			column-gap: 12px;
		}
		.meta .phase {
			color: var(--_text);
		}
		.actions {
			gap: 8px;
		}
		.actions:not(:has(*)) {
			display: none;
		}
		.tone {
			color: var(--_accent);
		}
		.mark {
			padding-inline: 8px;
			border-radius: 999px;
			color: var(--_surface);
			background: var(--_accent);
		}
		.part {
			display: grid;
			gap: 4px;
		}
		ul[dir],
		[dir] > :is(ul, ol) {
			text-align: start;
		}
		.icon {
			flex: none;
		}
		.stack,
		.rich {
			display: grid;
			gap: 8px;
		}
		/* The operator's line breaks. */
		.rich {
			white-space: pre-line;
		}
		.stack > .button {
			justify-self: start;
		}
		ul,
		ol {
			padding-inline-start: 1.25em;
		}
		.plain {
			list-style: none;
			padding: 0;
		}
		.updates {
			list-style: none;
			padding: 0;
			gap: 16px;
		}
		.updates > li {
			border-inline-start: 2px solid var(--_border);
			padding-inline-start: 14px;
		}
		code {
			font: 0.92em monospace;
			padding: 0 4px;
			border-radius: 4px;
			background: var(--_tint);
		}
		a {
			color: inherit;
		}
		button,
		.button {
			display: inline-flex;
			align-items: center;
			justify-content: center;
			min-height: 44px;
			min-width: 44px;
			padding: 8px 14px;
			font: inherit;
			font-size: var(--_button);
			color: inherit;
			background: none;
			border: 1px solid var(--_edge);
			border-radius: var(--_radius);
			text-decoration: none;
		}
		button:hover,
		.button:hover {
			background: var(--_tint);
		}
		button,
		summary {
			cursor: pointer;
		}
		h2,
		h3,
		h4,
		h5,
		button,
		.button,
		.tone,
		.mark {
			font-weight: 600;
		}
		@media (prefers-reduced-motion: no-preference) {
			.new {
				animation: candor-new 1.5s ease-out;
			}
		}
		@keyframes candor-new {
			0% {
				opacity: 0;
				translate: 0 6px;
			}
			12% {
				opacity: 1;
				translate: 0;
			}
			0%,
			60% {
				background: var(--_tint);
			}
		}
		:focus-visible {
			outline: 2px solid currentColor;
			outline-offset: 2px;
		}
		.live-region {
			position: fixed;
			opacity: 0;
			pointer-events: none;
		}
		.leaving {
			inset: auto;
			padding: 0;
			border: 0;
			background: var(--_panel, none);
			overflow: visible;
		}
		@media (forced-colors: active) {
			.mark {
				border: 1px solid;
			}
		}
		.drill {
			justify-self: start;
			padding: 2px 10px;
			font-size: var(--_label);
			font-weight: 600;
			border: 2px dashed currentColor;
			border-radius: var(--_radius);
		}
	`,
];
