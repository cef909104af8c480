import { type CSSResult, css } from 'lit';

/** A long panel: the search above its components, and rows that cost nothing while out of sight. */
export const searchStyles: CSSResult = css`
	.search {
		display: flex;
		flex-wrap: wrap;
		align-items: end;
		gap: 4px 16px;
	}
	.field {
		flex: 1 1 200px;
	}
	.field span {
		display: block;
		margin-bottom: 4px;
	}
	.long > button {
		justify-self: start;
	}
	[type="search"] {
		width: 100%;
		min-height: 44px;
		padding: 8px 12px;
		/* Smaller text makes a phone zoom in. */
		font: inherit;
		font-size: max(16px, var(--_size));
		color: inherit;
		background: none;
		border: 1px solid var(--_edge);
		border-radius: var(--_radius);
	}
	.choice {
		display: flex;
		align-items: center;
		gap: 8px;
		min-height: 44px;
		cursor: pointer;
	}
	[type="checkbox"] {
		width: 20px;
		height: 20px;
		accent-color: var(--_accent);
	}
	/* An empty live region must be rendered, but must not add a gap to the grid. */
	.long .components > li {
		content-visibility: auto;
		contain-intrinsic-size: auto 108px;
	}
	/* Inside the row, which would cut it off. */
	.long .past summary {
		outline-offset: -2px;
	}
	p[role="status"]:empty {
		position: absolute;
	}
`;
