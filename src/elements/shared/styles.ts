/**
 * Styles of all elements: typography, buttons, links, rich text, icons, and the visitor's
 * preferences.
 */
import { type CSSResult, css } from 'lit';
import { tokens } from './tokens.ts';

export const styles: CSSResult = css`
		${tokens}
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
			border-inline-start: 4px solid var(--_accent);
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
		h3 {
			font-size: 1em;
		}
		h2 {
			font-size: 1.0625em;
		}
		.meta,
		.muted {
			color: var(--_muted);
			font-size: max(14px, 0.9em);
			font-variant-numeric: tabular-nums;
		}
		.meta,
		.actions {
			display: flex;
			flex-wrap: wrap;
			column-gap: 16px;
		}
		.tone {
			color: var(--_accent);
		}
		.icon {
			width: 20px;
			height: 20px;
			fill: none;
			stroke: var(--_accent);
			stroke-width: 1.75;
			stroke-linecap: round;
			stroke-linejoin: round;
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
		ul,
		ol {
			padding-inline-start: 1.25em;
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
			color: inherit;
			background: none;
			border: 1px solid var(--_border);
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
		button,
		.button,
		summary,
		.tone {
			font-weight: 600;
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
		@media (prefers-reduced-motion: no-preference) {
			.new {
				animation: candor-in 0.18s ease-out;
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
		}
	.drill {
		justify-self: start;
		padding: 2px 10px;
		font-size: max(14px, 0.9em);
		font-weight: 600;
		border: 2px dashed currentColor;
		border-radius: var(--_radius);
	}
`;
