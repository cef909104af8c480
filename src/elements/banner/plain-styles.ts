import { type CSSResult, css } from '@lit/reactive-element';

/**
 * The card has the place and the width that it has with the details renderer, so that it does not
 * jump when that takes over.
 */
export const plainStyles: CSSResult = css`
	:host {
		display: block;
		font-family: var(--candor-font, inherit);
		font-size: max(14px, 1em);
		overflow-wrap: anywhere;
	}
	[hidden],
	:host([hidden]) {
		display: none !important;
	}
	* {
		margin: 0;
		font: inherit;
		color: inherit;
		box-sizing: border-box;
	}
	section,
	a,
	button {
		border: 1px solid #8888;
		border-radius: var(--candor-radius, 12px);
	}
	section {
		display: grid;
		gap: 8px;
		padding: var(--candor-gap, 16px);
		border-inline-start: 4px solid;
		color: light-dark(#222, #eee);
		background: light-dark(#faf9f8, #222);
	}
	[data-impact='critical'] {
		color: #fff;
		background: var(--candor-critical-strong, oklch(0.44 0.16 25));
	}
	h2,
	a,
	button {
		font-weight: 600;
	}
	p {
		white-space: pre-line;
	}
	div {
		display: flex;
		gap: 8px;
		flex-wrap: wrap;
	}
	a,
	button {
		min-height: 44px;
		padding: 9px 14px;
		background: none;
	}
	.live-region {
		position: fixed;
		opacity: 0;
	}
	:host(:is([placement='top'], [placement='bottom'])) section {
		position: fixed;
		z-index: var(--candor-banner-z, 2147483000);
		inset: auto 16px max(16px, env(safe-area-inset-bottom));
		max-width: var(--candor-banner-width, 46rem);
		max-height: 72dvh;
		margin: auto;
		overflow: auto;
	}
	:host([placement='top']) section {
		inset: 16px 16px auto;
	}
	@media print {
		:host(:is([placement='top'], [placement='bottom'])) section {
			display: none;
		}
	}
`;
