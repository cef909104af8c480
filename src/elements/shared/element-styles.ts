import { type CSSResult, css } from 'lit';
import { styles } from './styles.ts';

/** The shared styles, and those that only the Lit elements need: the embed must stay small. */
export const elementStyles: readonly CSSResult[] = [
	styles,
	css`
		.plain {
			list-style: none;
			padding: 0;
		}
		.icon {
			flex: none;
		}
		h4 {
			color: var(--_muted);
			font-size: max(14px, 0.9em);
			font-weight: 600;
		}
		.stack > .button {
			justify-self: start;
		}
		.actions {
			gap: 8px;
		}
		.actions:not(:has(*)) {
			display: none;
		}
		h2 {
			line-height: 1.35;
			text-wrap: balance;
		}
	`,
];
