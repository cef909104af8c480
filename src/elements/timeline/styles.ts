import { type CSSResultGroup, css } from 'lit';
import { elementStyles } from '../shared/element-styles.ts';
import { promisedStyles } from '../shared/promised-styles.ts';

/** The list of updates with icons, days and component changes, and the post-mortem at its end. */
export const timelineStyles: CSSResultGroup = [
	...elementStyles,
	promisedStyles,
	css`
		.card {
			--_card: var(--_surface);
			gap: 12px;
		}
		:host([look='earlier']) .card {
			padding: 12px;
		}
		/* The text of the head and that of the updates begin at the same place, beside their icons. */
		.head {
			display: grid;
			grid-template-columns: auto 1fr;
			gap: 8px;
		}
		.head > .icon {
			margin-top: 1px;
		}
		.head > .stack {
			gap: 12px;
		}
		.card > .button,
		.card > .day {
			margin-inline-start: 28px;
		}
		.updates > .entry {
			position: relative;
			padding-inline-start: 16px;
			gap: 4px;
		}
		.entry > .icon {
			position: absolute;
			inset-inline-start: -12px;
			width: 22px;
			height: 24px;
			padding: 2px 1px;
			background: var(--_card);
		}
		.updates {
			padding-inline-start: 10px;
		}
		.changes li {
			border-inline-start: 2px solid var(--_accent);
			padding-inline-start: 8px;
		}
		.report {
			border-top: 1px solid var(--_border);
			padding-top: 16px;
			color: inherit;
		}
		@media (forced-colors: active) {
			.entry > .icon {
				background: Canvas;
			}
		}
	`,
];
