import { type CSSResult, css } from 'lit';

/** Records one below the other, with a line between two. */
export const listStyles: CSSResult = css`
	.list > li {
		display: grid;
		gap: 8px;
		padding-block: 12px;
		border-bottom: 1px solid var(--c-line);
	}
	.list > li:first-child {
		padding-top: 0;
	}
	.list > li:last-child {
		padding-bottom: 0;
		border: 0;
	}
	.actions > .plain:first-child {
		margin-inline-start: -10px;
	}
	.inside {
		padding: 12px;
		border-radius: var(--c-radius);
		background: var(--c-raised);
	}
`;
