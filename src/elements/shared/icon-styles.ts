import { type CSSResult, css } from '@lit/reactive-element';

/** The icons of icons.ts, in the accent colour of their tone. */
export const iconStyles: CSSResult = css`
	.icon {
		width: 20px;
		height: 20px;
		fill: none;
		stroke: var(--_accent);
		stroke-width: 1.75;
		stroke-linecap: round;
		stroke-linejoin: round;
	}
	@media (forced-colors: active) {
		.icon {
			stroke: CanvasText;
		}
	}
`;
