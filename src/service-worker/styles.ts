import { css } from './markup.ts';

/** Styles of the page around the banner: neutral surfaces, one column, light and dark as the system is. */
export const styles = css`
	:root {
		color-scheme: light dark;
		--text: light-dark(oklch(0.25 0.012 250), oklch(0.95 0.006 250));
		--muted: light-dark(oklch(0.45 0.02 250), oklch(0.77 0.02 250));
		--line: light-dark(oklch(0.87 0.02 250), oklch(0.38 0.02 250));
		--ground: light-dark(oklch(0.975 0.003 250), oklch(0.19 0.01 250));
		--raised: light-dark(#fff, oklch(0.25 0.012 250));
		color: var(--text);
		background: var(--ground);
		font: 1rem/1.5 system-ui, sans-serif;
	}
	* {
		box-sizing: border-box;
		margin: 0;
	}
	[hidden] {
		display: none !important;
	}
	main {
		max-width: 42rem;
		margin: auto;
		padding: clamp(32px, 8vw, 96px) max(20px, env(safe-area-inset-right)) 48px;
		overflow-wrap: anywhere;
		text-wrap: pretty;
	}
	main,
	header,
	section {
		display: grid;
		gap: 12px;
	}
	main {
		gap: 40px;
	}
	.name,
	#about p,
	#none,
	#next {
		color: var(--muted);
		font-size: 0.9375rem;
	}
	.name {
		font-weight: 600;
	}
	h1 {
		font-size: clamp(1.5rem, 1.3rem + 1vw, 1.75rem);
		line-height: 1.2;
		letter-spacing: -0.01em;
		text-wrap: balance;
	}
	h2 {
		font-size: 1.0625rem;
	}
	h1,
	h2,
	button {
		font-weight: 600;
	}
	.again {
		display: flex;
		flex-wrap: wrap;
		align-items: center;
		gap: 8px 16px;
		margin-top: 8px;
		font-variant-numeric: tabular-nums;
	}
	button {
		min-height: 44px;
		padding: 8px 20px;
		font: inherit;
		font-weight: 600;
		color: inherit;
		background: var(--raised);
		border: 1px solid var(--line);
		border-radius: 12px;
		cursor: pointer;
	}
	button:hover {
		border-color: currentColor;
	}
	:focus-visible {
		outline: 2px solid currentColor;
		outline-offset: 2px;
	}
	@media print {
		.again {
			display: none;
		}
		candor-banner {
			display: block;
		}
	}
`;
