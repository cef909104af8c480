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
			--_line: light-dark(oklch(0.92 0.004 250), oklch(0.3 0.01 250));
			--_panel: var(--candor-panel-surface, light-dark(oklch(0.995 0.002 250), oklch(0.19 0.012 250)));
		}
		.pill {
			border-radius: 999px;
			font-size: var(--_button);
			font-weight: 600;
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
			width: min(420px, calc(100vw - 16px));
			overflow: hidden;
			color: var(--_text);
			background: var(--_panel);
			border: 1px solid var(--_border);
			border-radius: var(--_radius);
			padding: 0;
			z-index: 2147483000;
			box-shadow: 0 8px 32px -6px #0006;
		}
		/* It scrolls inside the corners of the panel. */
		.scroll {
			max-height: inherit;
			overflow: auto;
			overscroll-behavior: contain;
			scrollbar-width: thin;
			scrollbar-color: var(--_edge) transparent;
			padding: var(--candor-gap, 16px);
		}
		.components {
			container-type: inline-size;
		}
		.panel:focus {
			outline: none;
		}
		.head {
			display: grid;
			grid-template-columns: auto 1fr auto;
			gap: 12px;
			align-items: start;
		}
		.head .icon,
		.notice > .icon {
			margin-top: 1px;
		}
		.close {
			margin: -10px;
			border-color: transparent;
			color: var(--_muted);
		}
		section,
		.links {
			margin-top: 20px;
		}
		/* One level of card: the panel. */
		candor-timeline::part(card) {
			--_card: var(--_panel);
			padding: 0;
			border: 0;
			background: none;
		}
		.notice {
			display: grid;
			grid-template-columns: auto 1fr;
			gap: 12px;
		}
		.notice + .notice {
			padding-top: 12px;
			border-top: 1px solid var(--_line);
		}
		.notice > .stack {
			gap: 6px;
		}
		.notice .part,
		.notice .actions {
			margin-top: 4px;
		}
		.components > li,
		.group {
			border-top: 1px solid var(--_line);
		}
		.components > li {
			padding-block: 10px;
		}
		.group .components {
			padding-inline-start: 12px;
		}
		.row {
			display: grid;
			grid-template-columns: minmax(0, 1fr) fit-content(55%);
			align-items: baseline;
			gap: 0 12px;
		}
		summary.row {
			grid-template-columns: auto minmax(0, 1fr) fit-content(55%);
			align-items: center;
			min-height: 44px;
		}
		summary.row::before,
		.past summary::before,
		.more summary::before {
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
		.name .muted {
			display: block;
		}
		.state {
			display: inline-flex;
			align-items: center;
			gap: 8px;
			color: var(--_muted);
			font-size: var(--_label);
			text-align: end;
		}
		@media print {
			.panel {
				position: static;
				max-height: none !important;
				box-shadow: none;
			}
			.panel,
			.scroll {
				overflow: visible;
			}
		}
		@media (prefers-contrast: more) {
			:host {
				--_line: currentcolor;
				--_panel: light-dark(#fff, #000);
			}
		}
		@media (prefers-reduced-motion: no-preference) {
			.panel:popover-open {
				animation: candor-in 0.18s ease-out;
			}
		}
		@keyframes candor-in {
			from {
				opacity: 0;
				translate: 0 6px;
			}
		}
	`,
];
