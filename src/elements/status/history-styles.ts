import { type CSSResult, css } from 'lit';

/**
 * The last days of a component: bars that differ in height as well as in colour, their scale, and
 * the list of days.
 */
export const historyStyles: CSSResult = css`
	.bars {
		height: 28px;
		margin-top: 8px;
	}
	.strip {
		display: flex;
		gap: 1px;
		height: 100%;
	}
	i {
		flex: 1;
		display: flex;
		align-items: end;
		print-color-adjust: exact;
	}
	i::before {
		content: "";
		flex: 1;
		height: 3px;
		border-radius: 1px;
		background: var(--_border);
	}
	[data-status]::before {
		height: 60%;
		background: var(--_accent);
	}
	[data-status="operational"]::before {
		opacity: 0.55;
	}
	[data-status="maintenance"]::before {
		background: none;
		border: 1px solid var(--_accent);
	}
	[data-status="degraded"]::before {
		height: 75%;
	}
	[data-status="partial-outage"]::before {
		height: 88%;
	}
	[data-status="major-outage"]::before {
		height: 100%;
	}
	i:hover {
		background: var(--_tint);
	}
	.scale {
		display: flex;
		justify-content: space-between;
		gap: 8px;
	}
	.narrow {
		display: none;
	}
	@container (width < 328px) {
		i:nth-last-child(n + 31),
		.wide {
			display: none;
		}
		.narrow {
			display: inline;
		}
	}
	.past summary {
		display: flex;
		align-items: center;
		gap: 10px;
		min-height: 44px;
		color: var(--_muted);
		font-size: max(14px, 0.9em);
		font-weight: 400;
	}
	.past li {
		padding: 4px 8px;
		border: 0 solid var(--_accent);
		border-inline-start-width: 3px;
	}
	.note {
		margin-top: 8px;
	}
	@media (forced-colors: active) {
		i:is(*, [data-status])::before {
			forced-color-adjust: none;
			background: CanvasText;
			opacity: 0.4;
		}
		i[data-status]:not([data-status="operational"])::before {
			opacity: 1;
		}
	}
`;
