import { type CSSResult, css } from 'lit';

/** The drawing of a component's last days (bars.ts), its scale, and the list of days. */
export const historyStyles: CSSResult = css`
	.bars {
		height: 28px;
		margin-top: 8px;
		overflow: hidden;
	}
	.strip {
		display: block;
		width: 100%;
		height: 100%;
		fill: var(--_border);
	}
	[dir='rtl'] .strip {
		scale: -1 1;
	}
	[data-status] {
		fill: var(--_accent);
		stroke: var(--_accent);
		stroke-width: 0;
		vector-effect: non-scaling-stroke;
	}
	[data-status="operational"] {
		opacity: 0.55;
	}
	[data-status="maintenance"] {
		fill: none;
		stroke-width: 1;
	}
	.pointed {
		fill: var(--_tint);
	}
	.scale {
		display: flex;
		justify-content: space-between;
		gap: 8px;
	}
	.narrow {
		display: none;
	}
	/* The last 30 days; see narrowDays. */
	@container (width < 328px) {
		.strip {
			width: calc(var(--_zoom) * 100%);
			margin-inline-start: calc((1 - var(--_zoom)) * 100%);
		}
		.wide {
			display: none;
		}
		.narrow {
			display: inline;
		}
	}
	.past summary,
	.more summary {
		display: flex;
		align-items: center;
		gap: 10px;
		/* Room for the corners of the arrow, which is turned. */
		padding-inline: 2px;
		min-height: 44px;
		color: var(--_muted);
		font-size: var(--_label);
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
		.strip {
			fill: CanvasText;
			opacity: 0.4;
		}
		[data-status] {
			fill: CanvasText;
			stroke: CanvasText;
			opacity: 0.4;
		}
		[data-status]:not([data-status="operational"]) {
			fill: CanvasText;
			opacity: 1;
		}
	}
`;
