import { type CSSResultGroup, css } from 'lit';
import { styles } from './styles.ts';

/** The pill and its panel. */
export const statusStyles: CSSResultGroup = [
	...styles,
	css`
		:host {
			display: inline-block;
		}
		.pill {
			border-radius: 999px;
			color: var(--_text);
			background: var(--_surface);
			padding-inline: 12px 16px;
		}
		.pill:hover {
			background: color-mix(in oklch, var(--_accent) 10%, var(--_surface));
		}
		.panel {
			position: fixed;
			inset: auto;
			margin: 0;
			inline-size: min(26rem, calc(100vw - 16px));
			overflow: auto;
			overscroll-behavior: contain;
			padding: var(--_gap);
			color: var(--_text);
			background: var(--candor-panel-surface, light-dark(oklch(0.995 0.002 250), oklch(0.19 0.012 250)));
			border: 1px solid var(--_border);
			border-radius: var(--_radius);
			z-index: 2147483000;
			box-shadow:
				0 1px 2px oklch(0.2 0.02 260 / 0.1),
				0 16px 40px -12px oklch(0.2 0.02 260 / 0.3);
		}
		.panel:focus {
			outline: none;
		}
		header {
			display: grid;
			grid-template-columns: auto minmax(0, 1fr) auto;
			gap: 12px;
			align-items: start;
		}
		header .icon {
			margin-block-start: 2px;
		}
		.close {
			margin: -10px;
			border-color: transparent;
			color: var(--_muted);
		}
		section {
			margin-block-start: 20px;
		}
		.label {
			color: var(--_muted);
			font-size: max(14px, 0.875em);
			font-weight: 600;
		}
		.panel .card {
			padding: 12px;
			gap: 4px;
		}
		.components li {
			display: flex;
			flex-wrap: wrap;
			justify-content: space-between;
			align-items: baseline;
			gap: 0 16px;
			padding-block: 10px;
			border-block-start: 1px solid light-dark(oklch(0.92 0.004 250), oklch(0.3 0.01 250));
		}
		.components li:first-child {
			border: 0;
		}
		.name .muted {
			display: block;
		}
		.state {
			display: inline-flex;
			align-items: center;
			gap: 8px;
			color: var(--_muted);
		}
		footer {
			display: flex;
			flex-wrap: wrap;
			gap: 8px;
			margin-block-start: 20px;
		}
		@media (prefers-reduced-motion: no-preference) {
			.panel:popover-open {
				animation: candor-in 160ms ease-out;
			}
		}
		@media (forced-colors: active) {
			.panel {
				border-color: CanvasText;
			}
		}
	`,
];
