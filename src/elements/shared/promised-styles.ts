import { css } from 'lit';

/** The list of promised actions. */
export const promisedStyles = css`
	.promised {
		display: grid;
		gap: 12px;
	}
	.promised li {
		display: flex;
		gap: 10px;
	}
`;
