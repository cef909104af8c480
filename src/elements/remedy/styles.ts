import { type CSSResultGroup, css } from 'lit';
import { cardStyles } from '../shared/card-styles.ts';

/** The offer stands out, and the button that claims it is the only filled one. */
export const remedyStyles: CSSResultGroup = [
	cardStyles,
	css`
		.card {
			gap: 12px;
		}
		.offer {
			display: grid;
			grid-template-columns: auto 1fr;
			gap: 12px;
			padding-block-start: 12px;
			border-block-start: 1px solid var(--_border);
		}
		.summary {
			font-size: var(--_title);
			font-weight: 600;
		}
		#code {
			min-height: 44px;
			padding: 10px 14px;
			font-size: var(--_size);
			letter-spacing: 0.04em;
			border: 1px dashed var(--_accent);
			border-radius: var(--_radius);
			user-select: all;
		}
		.actions:focus {
			outline: none;
		}
		[part='claim']:not([aria-disabled='true']) {
			color: var(--_surface);
			background: var(--_accent);
			border-color: var(--_accent);
		}
		[part='claim']:not([aria-disabled='true']):hover {
			background: color-mix(in oklch, var(--_accent) 88%, var(--_text));
		}
		[part='claim']:focus-visible {
			outline-color: var(--_text);
		}
	`,
];
