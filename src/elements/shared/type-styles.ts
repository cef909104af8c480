import { type CSSResult, css } from 'lit';

/**
 * The type of an element, from the children of its shadow root on. A page's rule for `*` hits the
 * host element, and would win over `:host`, so that nothing but the family is inherited. Sizes are
 * in px, because a page may set the size of its root.
 */
export const typeStyles: CSSResult = css`
	:host {
		--_size: var(--candor-size, 15px);
		--_title: calc(var(--_size) + 2px);
		--_button: calc(var(--_size) - 1px);
		--_label: calc(var(--_size) - 2px);
	}
	/* The edges of controls: at least 3:1 on the surface. */
	:host,
	[data-tone] {
		--_edge: color-mix(in oklab, var(--_muted) 70%, var(--_surface));
	}
	/* A slot hands the page's own type on to the page's own content. */
	:host > :where(:not(slot)),
	.card {
		color: var(--_text);
		font: 400 var(--_size) / 1.5 sans-serif;
		font-family: var(--candor-font, inherit);
		letter-spacing: normal;
		word-spacing: normal;
		text-align: start;
		text-indent: 0;
		text-transform: none;
		text-shadow: none;
		-webkit-text-fill-color: currentcolor;
		white-space: normal;
		word-break: normal;
		overflow-wrap: anywhere;
		text-wrap: pretty;
	}
`;
