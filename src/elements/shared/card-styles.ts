import { type CSSResult, css } from 'lit';

/** A card with an icon before its words, and buttons that stand apart where they are wrapped. */
export const cardStyles: CSSResult = css`
	.head {
		display: grid;
		grid-template-columns: auto 1fr;
		gap: 12px;
		align-items: start;
	}
	.head .icon {
		margin-top: 2px;
	}
	.actions {
		gap: 8px;
		align-items: center;
	}
	/* Heard from, but without a gap of its own while it says nothing. */
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
