/** What all elements share: type, buttons, links, rich text, icons, and respect for the reader's settings. */
import { type CSSResult, css } from '@lit/reactive-element';
import { tokens } from './tokens.ts';

export const styles: readonly CSSResult[] = [
	tokens,
	css`
		:host([hidden]),
		[hidden] {
			display: none !important;
		}
		*,
		*::before {
			box-sizing: border-box;
		}
		.card {
			position: relative;
			color: var(--_text);
			background: var(--_surface);
			border: 1px solid var(--_border);
			border-inline-start: 4px solid var(--_accent);
			border-radius: var(--_radius);
			padding: var(--_gap);
			overflow-wrap: anywhere;
		}
		h2,
		h3,
		p,
		ul,
		ol {
			margin: 0;
			max-inline-size: 75ch;
			text-wrap: pretty;
		}
		h2 {
			font-size: 1.0625em;
			font-weight: 650;
			line-height: 1.35;
			text-wrap: balance;
		}
		h3 {
			font-size: 1em;
			font-weight: 650;
		}
		.meta,
		.muted {
			color: var(--_muted);
			font-size: max(14px, 0.9em);
			font-variant-numeric: tabular-nums;
		}
		.meta {
			display: flex;
			flex-wrap: wrap;
			column-gap: 16px;
		}
		.tone {
			color: var(--_accent);
			font-weight: 600;
		}
		.icon {
			inline-size: 20px;
			block-size: 20px;
			flex: none;
			fill: none;
			stroke: var(--_accent);
			stroke-width: 1.75;
			stroke-linecap: round;
			stroke-linejoin: round;
		}
		.stack,
		.rich {
			display: grid;
			grid-template-columns: minmax(0, 1fr);
			gap: 8px;
		}
		ul,
		ol {
			padding-inline-start: 1.25em;
		}
		.plain {
			list-style: none;
			padding: 0;
		}
		code {
			font: 0.92em ui-monospace, monospace;
			padding: 1px 4px;
			border-radius: 4px;
			background: color-mix(in oklch, currentColor 9%, transparent);
		}
		a {
			color: inherit;
			text-underline-offset: 0.2em;
		}
		button,
		.button {
			display: inline-flex;
			align-items: center;
			justify-content: center;
			gap: 8px;
			min-block-size: 44px;
			min-inline-size: 44px;
			padding: 8px 14px;
			margin: 0;
			font: inherit;
			font-weight: 600;
			color: inherit;
			background: none;
			border: 1px solid var(--_border);
			border-radius: calc(var(--_radius) - 4px);
			text-decoration: none;
			cursor: pointer;
		}
		button:hover,
		.button:hover {
			background: color-mix(in oklch, currentColor 7%, transparent);
		}
		:focus-visible {
			outline: 2px solid currentColor;
			outline-offset: 2px;
		}
		.said {
			position: absolute;
			inline-size: 1px;
			block-size: 1px;
			overflow: hidden;
			clip-path: inset(50%);
			white-space: nowrap;
		}
		.updates {
			list-style: none;
			padding: 0;
			display: grid;
			grid-template-columns: minmax(0, 1fr);
			gap: 16px;
		}
		.updates > li {
			border-inline-start: 2px solid var(--_border);
			padding-inline-start: 14px;
		}
		@media (prefers-reduced-motion: no-preference) {
			.new {
				animation: candor-in 180ms ease-out;
			}
		}
		@keyframes candor-in {
			from {
				opacity: 0;
				transform: translateY(6px);
			}
		}
		@media (forced-colors: active) {
			.icon {
				stroke: CanvasText;
			}
			.card {
				border-color: CanvasText;
			}
		}
	`,
];
