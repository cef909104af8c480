import { type CSSResult, css } from 'lit';

/**
 * A card with an icon beside its text, and a row of buttons that keep their distance when they
 * wrap.
 */
export const cardStyles: CSSResult = css`
	.head {
		display: grid;
		grid-template-columns: auto 1fr;
		gap: 12px;
		align-items: start;
	}
	.head .icon {
		margin-top: 1px;
	}
	.actions {
		align-items: center;
	}
	/* An empty live region must be rendered, but must not add a gap to the grid. */
	[role='status']:empty {
		position: absolute;
	}
	[aria-disabled='true'] {
		cursor: default;
		color: var(--_muted);
	}
	@media (forced-colors: active) {
		[aria-disabled='true'] {
			color: GrayText;
		}
	}
`;
