import { type CSSResult, css } from 'lit';

/** The words beside what customers will read; on a phone below each other. */
export const editorStyles: CSSResult = css`
	.sides {
		display: grid;
		gap: 16px;
		grid-template-columns: minmax(0, 1fr);
	}
	@media (min-width: 960px) {
		.sides {
			grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
		}
		.preview {
			position: sticky;
			top: 72px;
			align-self: start;
		}
	}
	.variables {
		display: grid;
		gap: 8px;
		grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
	}
`;
