import { type CSSResult, css, unsafeCSS } from 'lit';
import { styles } from './styles.ts';

/** On top of the shared styles, for the elements that are not in the embed. */
export const elementStyles: readonly CSSResult[] = [
	unsafeCSS(styles),
	css`
		.plain {
			list-style: none;
			padding: 0;
		}
		.icon {
			flex: none;
		}
		h2 {
			line-height: 1.35;
			text-wrap: balance;
		}
	`,
];
