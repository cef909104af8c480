import { type CSSResult, css } from '@lit/reactive-element';
import { contrastStyles } from '../shared/contrast-styles.ts';
import { iconStyles } from '../shared/icon-styles.ts';
import { tokens } from '../shared/tokens.ts';

/** What the second file adds to the layout in styles.ts: colours, icons, the dot, motion, small windows. */
export const lookStyles: CSSResult = css`
	${tokens}
	${contrastStyles}
	${iconStyles}
	[data-tone],
	header {
		color: var(--_text);
		background: var(--_surface);
	}
	section,
	#dot {
		border-color: var(--_border);
		box-shadow: 0 6px 24px -8px #0005;
		text-wrap: pretty;
	}
	section {
		border-radius: var(--_radius);
		overflow: clip;
	}
	[data-tone='critical'] header,
	#dot[data-tone='critical'] {
		--_surface: var(--candor-critical-strong, oklch(0.44 0.16 25));
		--_border: oklch(0.66 0.12 25);
		--_accent: #fff;
		--_text: #fff;
		--_muted: #fff;
	}
	:host(:not([placement='top'], [placement='bottom'])) section {
		box-shadow: none;
	}
	:host([in-flow]) {
		display: block !important;
	}
	:host([in-flow]) section {
		border-width: 1px 0;
		border-radius: 0;
		box-shadow: none;
	}
	:host([space='reserve']) {
		position: relative;
		z-index: 1;
		min-height: var(--candor-reserve, 6rem);
	}
	:host([in-flow]) section,
	[popover] {
		max-height: min(50dvh, 100dvh - 16px - var(--_step, 0px));
	}
	/* Its text is invisible, and would take the clicks of what it lies over. */
	.live-region {
		pointer-events: none;
		inset: 0 auto auto 0;
	}
	:host([placement='top']) [popover] {
		top: calc(8px + env(safe-area-inset-top) + var(--candor-inset-block-start, 0px));
	}
	[popover] {
		z-index: var(--candor-banner-z, 2147483000);
	}
	.icon {
		display: block;
	}
	b,
	summary {
		color: var(--_accent);
	}
	header p,
	.muted {
		color: var(--_muted);
		font-variant-numeric: tabular-nums;
	}
	button,
	a.button {
		border-radius: calc(var(--_radius) - 4px);
		cursor: pointer;
	}
	button:hover,
	a.button:hover {
		background: var(--_tint);
	}
	header :last-child {
		font-weight: 400;
	}
	/* An arrow would move what candor.js has drawn. */
	[aria-expanded] {
		text-decoration: underline;
		text-underline-offset: 4px;
	}
	/* Without a word for the severity, its column has no width, but still a gap. */
	b:empty + h2 {
		grid-column: 2 / 4;
	}
	[aria-expanded='true'] {
		text-decoration: none;
	}
	section:has([aria-expanded='true']) :is(h2, b, header p) {
		white-space: normal;
	}
	section:has([aria-expanded='true']) h2 {
		padding-block: 6px 2px;
	}
	:focus-visible {
		outline: 2px solid currentColor;
		outline-offset: -2px;
	}
	h2 {
		font-size: 16px;
	}
	#dot {
		display: grid;
		place-items: center;
		inset-inline: auto 12px;
		width: 46px;
		height: 46px;
		padding: 0;
		border: 1px solid var(--_border);
		border-radius: 50%;
	}
	@container (width < 640px) {
		header b:empty ~ p {
			grid-column-start: 2;
		}
	}
	@container (width < 320px) {
		header {
			grid-template-columns: 20px auto 1fr auto;
		}
		[aria-expanded] {
			grid-area: 3 / 2 / auto / -1;
			justify-self: start;
			padding: 0;
		}
		header p {
			grid-column-end: -1;
		}
		/* A long title would leave the details no room. */
		header h2 {
			max-height: 3lh;
		}
		section:has([aria-expanded='true']) header h2 {
			overflow: auto;
			scrollbar-width: thin;
		}
		section:has([aria-expanded='true']) header p {
			white-space: nowrap;
		}
	}
	@media (min-width: 480px) {
		:host([in-flow]) section,
		[popover] {
			max-height: min(60dvh, 100dvh - 16px - var(--_step, 0px));
		}
	}
	/* A frame, or a window at 400 % zoom: half of it would not hold more than the bar. */
	@media (max-height: 320px) {
		section:has([aria-expanded='false']) header {
			display: flex;
		}
		section:has([aria-expanded='false']) h2 {
			flex: 1;
		}
		/* For screen readers; the details show it. */
		section:has([aria-expanded='false']) :is(b, header p) {
			position: absolute;
			clip-path: inset(50%);
		}
		section:has([aria-expanded='true']) header h2 {
			max-height: 2lh;
			overflow: auto;
		}
		:host([in-flow]) section,
		[popover] {
			max-height: calc(100dvh - 16px - var(--_step, 0px));
		}
	}
	@media (prefers-reduced-motion: no-preference) {
		section {
			animation: candor-in 0.18s ease-out;
		}
		.changed header {
			animation: candor-tint 1.5s ease-out;
		}
	}
	@keyframes candor-in {
		from {
			opacity: 0;
			transform: translateY(6px);
		}
	}
	@keyframes candor-tint {
		from {
			background: color-mix(in oklch, var(--_accent) 24%, transparent);
		}
	}
	@media print {
		[popover] {
			display: none;
		}
	}
`;
