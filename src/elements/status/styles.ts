import { type CSSResultGroup, css } from 'lit';
import { elementStyles } from '../shared/element-styles.ts';
import { historyStyles } from './history-styles.ts';
import { searchStyles } from './search-styles.ts';

/** The pill and its panel. */
export const statusStyles: CSSResultGroup = [
	...elementStyles,
	historyStyles,
	searchStyles,
	css`
		:host {
			display: inline-block;
		}
		.pill {
			border-radius: 999px;
			color: var(--_text);
			background: var(--_surface);
			padding-inline: 12px 16px;
			gap: 8px;
		}
		.dot {
			padding: 0;
		}
		.pill:hover {
			background: color-mix(in oklch, var(--_accent) 10%, var(--_surface));
		}
		.panel {
			position: fixed;
			inset: auto;
			width: min(26rem, calc(100vw - 16px));
			overflow: auto;
			overscroll-behavior: contain;
			padding: var(--candor-gap, 16px);
			color: var(--_text);
			background: var(--candor-panel-surface, light-dark(oklch(0.995 0.002 250), oklch(0.19 0.012 250)));
			border: 1px solid var(--_border);
			border-radius: var(--_radius);
			z-index: 2147483000;
			box-shadow: 0 8px 32px -6px #0006;
		}
		.components {
			container-type: inline-size;
		}
		.panel:focus {
			outline: none;
		}
		header {
			display: grid;
			grid-template-columns: auto 1fr auto;
			gap: 12px;
			align-items: start;
		}
		header .icon {
			margin-top: 2px;
		}
		.close {
			margin: -10px;
			border-color: transparent;
			color: var(--_muted);
		}
		section {
			margin-top: 20px;
		}
		.label {
			color: var(--_muted);
			font-size: max(14px, 0.875em);
		}
		.panel .card {
			padding: 12px;
			gap: 4px;
		}
		.panel .card .actions {
			margin-top: 4px;
		}
		.components > li,
		.group {
			border-top: 1px solid light-dark(oklch(0.92 0.004 250), oklch(0.3 0.01 250));
		}
		.components > li {
			padding-block: 10px;
		}
		.group .components {
			padding-inline-start: 12px;
		}
		.row {
			display: flex;
			flex-wrap: wrap;
			justify-content: space-between;
			align-items: baseline;
			gap: 0 16px;
		}
		summary.row {
			gap: 0 8px;
			align-items: center;
			min-height: 44px;
		}
		summary.row::before,
		.past summary::before {
			content: "";
			width: 6px;
			height: 6px;
			border: solid var(--_muted);
			border-width: 0 2px 2px 0;
			rotate: 45deg;
		}
		[open] > summary::before {
			rotate: 225deg;
		}
		summary.row .name {
			flex: 1 1 4em;
		}
		.name .muted {
			display: block;
		}
		.state {
			display: inline-flex;
			align-items: center;
			gap: 8px;
			color: var(--_muted);
			font-weight: 400;
		}
		footer {
			display: flex;
			flex-wrap: wrap;
			gap: 8px;
			margin-top: 20px;
		}
		@media print {
			.panel {
				position: static;
				max-height: none !important;
				overflow: visible;
				box-shadow: none;
			}
		}
		@media (prefers-reduced-motion: no-preference) {
			.panel:popover-open {
				animation: candor-in 0.18s ease-out;
			}
		}
	`,
];
