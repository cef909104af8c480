import { type CSSResult, css } from '@lit/reactive-element';

/** The style of the details that details-template.ts draws. */
export const detailsStyles: CSSResult = css`
	article[data-tone] {
		background: none;
	}
	/* What scrolls fades at the bottom, and not below the last line. */
	#details::after {
		content: '';
		position: sticky;
		bottom: 0;
		display: block;
		height: 16px;
		background: linear-gradient(transparent, var(--_card));
		pointer-events: none;
	}
	#details {
		--_card: var(--_surface);
		white-space: normal;
		overscroll-behavior: contain;
		scrollbar-width: thin;
		scrollbar-color: var(--_border) transparent;
		border-top: 1px solid var(--_border);
		padding: 12px 16px 0;
	}
	article {
		display: grid;
		gap: 12px;
		max-width: 75ch;
	}
	article + article {
		margin-top: 16px;
		padding-top: 16px;
		border-top: 1px solid var(--_border);
	}
	[dir='auto'] {
		text-align: -webkit-match-parent;
		text-align: match-parent;
	}
	/* Bullets stand beside their words. */
	:is(ul, ol)[dir] {
		text-align: start;
	}
	article h2 {
		grid-column: auto;
		font-size: 17px;
		white-space: normal;
		color: var(--_text);
	}
	#details h3 {
		margin: 0;
		font-size: 13px;
		font-weight: 600;
		color: var(--_muted);
	}
	.rich,
	.earlier {
		display: grid;
		gap: 8px;
	}
	.rich p,
	.rich ul,
	.rich ol,
	.muted {
		margin: 0;
	}
	.rich p {
		white-space: pre-line;
	}
	.muted {
		font-size: 14px;
	}
	ul,
	ol {
		padding-inline-start: 20px;
	}
	code {
		font: 0.92em monospace;
		padding: 0 4px;
		border-radius: 4px;
		background: var(--_tint);
	}
	#details a {
		color: inherit;
	}
	summary {
		min-height: 44px;
		line-height: 44px;
		font-weight: 600;
		font-size: 14px;
		cursor: pointer;
	}
	/* In sight while its notice is read. */
	.links {
		position: sticky;
		bottom: 0;
		display: flex;
		flex-wrap: wrap;
		gap: 8px;
		padding-block: 16px;
		margin-block: -12px -16px;
		background: linear-gradient(transparent, var(--_card) 16px);
	}
	.links:not(:has(*)) {
		display: none;
	}
	a.button {
		min-height: 44px;
		display: inline-flex;
		align-items: center;
		padding: 0 14px;
		border: 1px solid color-mix(in oklch, currentColor 55%, transparent);
		text-decoration: none;
		font-size: 14px;
		font-weight: 600;
	}
`;
