import { type CSSResult, css } from 'lit';

export const publishStyles: CSSResult = css`
	.problem {
		margin-bottom: 16px;
		padding: 12px 16px;
		border: 1px solid currentcolor;
		border-radius: 8px;
		background: var(--c-panel);
	}
	form {
		max-width: 760px;
	}
	#title {
		font-size: 19px;
		font-weight: 600;
		min-height: 52px;
	}
	.statuses {
		display: grid;
		gap: 6px;
	}
	.status {
		display: flex;
		flex-wrap: wrap;
		align-items: center;
		justify-content: space-between;
		gap: 4px 12px;
		font-weight: 500;
	}
	.foot {
		position: sticky;
		inset-block-end: calc(58px + env(safe-area-inset-bottom));
		z-index: 5;
		display: flex;
		flex-wrap: wrap;
		gap: 8px;
		align-items: center;
		padding-block: 10px;
		background: var(--c-ground);
		border-top: 1px solid var(--c-line);
	}
	.foot .primary {
		flex: 1 0 auto;
	}
	@media (min-width: 800px) {
		.foot {
			inset-block-end: 0;
		}
		.foot .primary {
			flex: none;
			min-width: 160px;
		}
	}
`;
