import { type CSSResult, css } from 'lit';

/** The form that announces maintenance. */
export const formStyles: CSSResult = css`
	form {
		max-width: 760px;
	}
	.when {
		display: grid;
		gap: 16px;
		grid-template-columns: repeat(auto-fit, minmax(min(100%, 250px), 1fr));
	}
	/* The calendar is not stretched to the height of the other fields. */
	.when > .field {
		align-content: start;
	}
	calendar-date {
		max-width: 320px;
	}
	calendar-date::part(heading) {
		font-size: 15px;
		font-weight: 650;
	}
	calendar-date::part(button) {
		min-height: 44px;
		padding: 8px 12px;
		border: 1px solid var(--c-line);
		border-radius: var(--c-radius);
		background: var(--c-panel);
		color: inherit;
		font: 500 14px system-ui, sans-serif;
	}
	calendar-month::part(button) {
		width: 44px;
		height: 44px;
		border-radius: 8px;
		color: inherit;
		font: 400 14px system-ui, sans-serif;
	}
	calendar-month::part(selected) {
		background: var(--c-primary);
		color: var(--c-on-primary);
	}
	.times {
		display: grid;
		gap: 12px;
		grid-template-columns: 1fr 1fr;
	}
	.zone {
		grid-column: 1 / -1;
	}
`;
