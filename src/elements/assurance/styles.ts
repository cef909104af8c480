import { type CSSResultGroup, css } from 'lit';
import { cardStyles } from '../shared/card-styles.ts';
import { elementStyles } from '../shared/element-styles.ts';

/** The note, its finding and its checklist. */
export const assuranceStyles: CSSResultGroup = [
	...elementStyles,
	cardStyles,
	css`
		.head .stack {
			gap: 4px;
		}
		.card {
			gap: 16px;
		}
		label {
			display: flex;
			gap: 12px;
			align-items: center;
			min-height: 44px;
			padding-block: 4px;
			cursor: pointer;
		}
		input {
			width: 20px;
			height: 20px;
			flex: none;
			accent-color: var(--_accent);
		}
		input:checked + span {
			color: var(--_muted);
		}
		`,
];
