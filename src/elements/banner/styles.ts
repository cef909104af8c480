/** The tag of style sheets as text: the build minifies them. */
const css = String.raw;

/**
 * The layout of a banner, with plain colours; look-styles.ts adds the rest. The page's rules
 * reach the host element alone, so the card begins with the initial value of every property: no
 * rule of the page for `*` changes it.
 */
export const bannerStyles: string = css`
	[hidden],
	:host([hidden]) {
		display: none !important;
	}
	:host {
		display: block;
	}
	:host(:is([placement='top'], [placement='bottom'])) {
		display: contents !important;
	}
	section {
		all: initial;
		container-type: inline-size;
		display: flex;
		flex-direction: column;
		box-sizing: border-box;
		border: 1px solid #8888;
		border-radius: 12px;
		color-scheme: inherit;
		color: light-dark(#222, #eee);
		background: light-dark(#faf9f8, #222);
		font: 15px/22px system-ui;
		font-family: var(--candor-font, inherit);
		overflow-wrap: anywhere;
	}
	[data-tone='critical'] {
		color: #fff;
		background: var(--candor-critical-strong, oklch(0.44 0.16 25));
	}
	[popover] {
		position: fixed;
		inset: auto 0 calc(8px + env(safe-area-inset-bottom) + var(--candor-inset-block-end, 0px));
		width: min(100% - 16px, var(--candor-banner-width, 960px));
		max-height: 50dvh;
		margin: auto;
	}
	:host([placement='top']) [popover] {
		inset: calc(8px + var(--candor-inset-block-start, 0px)) 0 auto;
	}
	* {
		margin: 0;
		font: inherit;
	}
	header {
		display: grid;
		grid-template-columns: 20px auto minmax(36%, 1fr) auto auto auto;
		align-items: center;
		column-gap: 8px;
		padding: 4px 4px 4px 12px;
	}
	h2 {
		grid-column: 3;
	}
	b,
	h2,
	header p {
		overflow: hidden;
		white-space: nowrap;
		text-overflow: ellipsis;
	}
	b,
	h2,
	h3,
	button {
		font-weight: 600;
	}
	b,
	header p,
	button {
		font-size: 14px;
		white-space: nowrap;
	}
	header :last-child {
		font-size: 22px;
	}
	button {
		min-width: 44px;
		height: 44px;
		color: inherit;
		background: none;
		border: 0;
	}
	#details {
		overflow: auto;
		padding: 0 16px 16px;
		white-space: pre-line;
	}
	h3 {
		margin-top: 12px;
	}
	.live-region {
		position: fixed;
		opacity: 0;
		pointer-events: none;
	}
	@container (width < 640px) {
		header {
			grid-template-columns: 20px auto 1fr auto auto;
			padding: 1px 4px 6px 12px;
		}
		h2 {
			grid-column: 2 / 4;
		}
		b {
			grid-area: 2 / 2;
		}
		header p {
			grid-area: 2 / 3 / auto / -1;
		}
	}
`;
