import { type CSSResult, css } from 'lit';

/** Buttons, fields, choices and messages. Targets are at least 44 px high. */
export const controlStyles: CSSResult = css`
	button,
	.button {
		display: inline-flex;
		align-items: center;
		justify-content: center;
		gap: 8px;
		min-height: 44px;
		padding: 8px 16px;
		border: 1px solid var(--c-edge);
		border-radius: var(--c-radius);
		background: var(--c-panel);
		color: inherit;
		font: 600 14px / 1.3 system-ui, sans-serif;
		text-decoration: none;
		cursor: pointer;
	}
	button:hover,
	.button:hover {
		background: var(--c-raised);
	}
	button:disabled,
	button[aria-disabled='true'] {
		opacity: 0.55;
		cursor: default;
	}
	.primary {
		border-color: var(--c-primary);
		background: var(--c-primary);
		color: var(--c-on-primary);
	}
	.primary:hover {
		background: color-mix(in oklab, var(--c-primary) 88%, var(--c-ink));
	}
	.plain {
		border-color: transparent;
		background: none;
		padding-inline: 10px;
	}
	.danger {
		border-color: light-dark(oklch(0.5 0.17 25), oklch(0.75 0.12 25));
		color: light-dark(oklch(0.42 0.16 25), oklch(0.85 0.09 25));
	}
	label,
	.label,
	legend {
		display: block;
		padding: 0;
		color: var(--c-ink);
		font-size: 14px;
		font-weight: 600;
	}
	.hint {
		color: var(--c-quiet);
		font-size: 13px;
		font-weight: 400;
		line-height: 1.45;
	}
	.field {
		display: grid;
		gap: 5px;
		grid-template-columns: minmax(0, 1fr);
	}
	input:not([type='checkbox'], [type='radio']),
	select,
	textarea {
		width: 100%;
		min-height: 44px;
		padding: 9px 12px;
		border: 1px solid var(--c-edge);
		border-radius: var(--c-radius);
		background: var(--c-panel);
		color: inherit;
		font: 400 16px / 1.4 system-ui, sans-serif;
	}
	textarea {
		min-height: 84px;
		resize: vertical;
		field-sizing: content;
		max-height: 50vh;
	}
	select {
		width: auto;
		max-width: 100%;
		font-size: 15px;
	}
	::placeholder {
		color: var(--c-quiet);
		opacity: 1;
	}
	[aria-invalid='true'] {
		border-color: light-dark(oklch(0.5 0.17 25), oklch(0.75 0.12 25));
	}
	input[type='checkbox'],
	input[type='radio'] {
		width: 18px;
		height: 18px;
		margin: 0;
		accent-color: var(--c-primary);
		flex: none;
	}
	.check {
		display: flex;
		align-items: center;
		gap: 10px;
		min-height: 44px;
		font-weight: 400;
		font-size: 15px;
	}
	/* One choice of several: radio buttons that look like one control. */
	.choices {
		display: flex;
		flex-wrap: wrap;
		gap: 6px;
	}
	.choice {
		position: relative;
		display: inline-flex;
	}
	.choice > input {
		position: absolute;
		inset: 0;
		width: 100%;
		height: 100%;
		opacity: 0;
		cursor: pointer;
	}
	.choice > span {
		display: inline-flex;
		align-items: center;
		gap: 6px;
		min-height: 44px;
		padding: 8px 14px;
		border: 1px solid var(--c-line);
		border-radius: var(--c-radius);
		background: var(--c-panel);
		font-weight: 500;
	}
	.choice > input:hover + span {
		border-color: var(--c-edge);
	}
	.choice > input:checked + span {
		border-color: var(--_accent, var(--c-primary));
		background: var(--_surface, var(--c-raised));
		color: var(--_text, inherit);
		box-shadow: inset 0 0 0 1px var(--_accent, var(--c-primary));
		font-weight: 650;
	}
	.choice .icon {
		color: var(--_accent);
	}
	.choice > input:focus-visible + span {
		outline: 2px solid var(--c-primary);
		outline-offset: 2px;
	}
	.error {
		color: light-dark(oklch(0.42 0.16 25), oklch(0.85 0.09 25));
		font-size: 13.5px;
		font-weight: 500;
		line-height: 1.45;
	}
	.advice {
		display: grid;
		grid-template-columns: 16px minmax(0, 1fr);
		gap: 6px;
		color: light-dark(oklch(0.42 0.08 70), oklch(0.84 0.08 80));
		font-size: 13px;
		line-height: 1.45;
	}
	legend {
		margin-bottom: 5px;
	}
	details > summary::before {
		content: '';
		width: 7px;
		height: 7px;
		margin-inline: 2px 4px;
		border: solid var(--c-quiet);
		border-width: 0 2px 2px 0;
		rotate: -45deg;
	}
	summary .quiet {
		font-weight: 400;
	}
	details[open] > summary::before {
		rotate: 45deg;
	}
	details > summary {
		min-height: 44px;
		display: flex;
		align-items: center;
		gap: 8px;
		cursor: pointer;
		font-size: 14px;
		font-weight: 600;
	}
	table {
		width: 100%;
		border-collapse: collapse;
		font-size: 14px;
	}
	th,
	td {
		padding: 9px 12px 9px 0;
		border-bottom: 1px solid var(--c-line);
		text-align: start;
		vertical-align: top;
		overflow-wrap: anywhere;
	}
	th {
		color: var(--c-quiet);
		font-size: 13px;
		font-weight: 600;
	}
	dialog {
		width: min(560px, calc(100vw - 24px));
		max-height: calc(100dvh - 32px);
		padding: 20px;
		border: 1px solid var(--c-line);
		border-radius: 14px;
		background: var(--c-panel);
		color: inherit;
		box-shadow: 0 24px 60px #0004;
	}
	dialog::backdrop {
		background: #0006;
	}
`;
