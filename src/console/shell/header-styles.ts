import { type CSSResult, css } from 'lit';

/** On a phone the navigation is a bar at the bottom, where a thumb reaches it. */
export const headerStyles: CSSResult = css`
	header {
		border-bottom: 1px solid var(--c-line);
		border-top: 3px solid light-dark(oklch(0.62 0.1 250), oklch(0.6 0.1 250));
		background: var(--c-panel);
	}
	.production {
		border-top-color: light-dark(oklch(0.55 0.2 25), oklch(0.65 0.2 25));
	}
	:host {
		position: sticky;
		top: 0;
		z-index: 20;
	}
	.bar {
		display: flex;
		align-items: center;
		justify-content: space-between;
		gap: 8px 16px;
		max-width: 1280px;
		min-height: 56px;
		margin-inline: auto;
		padding: 4px 8px 4px 16px;
	}
	.place {
		display: flex;
		align-items: center;
		gap: 8px;
		min-width: 0;
		font-size: 14px;
	}
	.environment {
		flex: none;
		padding: 1px 8px;
		border-radius: 999px;
		border: 1px solid light-dark(oklch(0.82 0.05 250), oklch(0.42 0.06 250));
		background: light-dark(oklch(0.96 0.02 250), oklch(0.26 0.03 250));
		color: light-dark(oklch(0.38 0.08 250), oklch(0.86 0.05 250));
		font-size: 12.5px;
		font-weight: 600;
	}
	.is-production {
		border-color: light-dark(oklch(0.48 0.18 25), oklch(0.5 0.17 25));
		background: light-dark(oklch(0.48 0.18 25), oklch(0.44 0.16 25));
		color: oklch(1 0 0);
	}
	.connection {
		display: inline-flex;
		align-items: center;
		gap: 5px;
		flex: none;
		color: var(--c-quiet);
		font-size: 12.5px;
	}
	.connection::before {
		content: '';
		width: 8px;
		height: 8px;
		border-radius: 50%;
		background: light-dark(oklch(0.6 0.13 70), oklch(0.75 0.13 80));
	}
	.live::before {
		background: light-dark(oklch(0.58 0.14 155), oklch(0.72 0.14 155));
	}
	nav {
		position: fixed;
		z-index: 20;
		inset: auto 0 0;
		display: flex;
		overflow-x: auto;
		gap: 2px;
		padding: 6px 8px calc(6px + env(safe-area-inset-bottom));
		border-top: 1px solid var(--c-line);
		background: var(--c-panel);
		scrollbar-width: none;
	}
	nav a {
		display: flex;
		flex: 1 0 auto;
		align-items: center;
		justify-content: center;
		min-height: 44px;
		padding: 6px 12px;
		border-radius: var(--c-radius);
		color: var(--c-quiet);
		font-size: 14px;
		font-weight: 600;
		text-decoration: none;
	}
	nav a:hover {
		background: var(--c-raised);
	}
	nav a[aria-current] {
		background: var(--c-raised);
		color: var(--c-ink);
	}
	nav .lead {
		color: var(--c-primary);
	}
	.who {
		position: relative;
		flex: none;
		min-width: 0;
	}
	.who > button {
		display: grid;
		gap: 0;
		justify-items: end;
		max-width: 160px;
		line-height: 1.2;
	}
	.who > button > .clip {
		max-width: 100%;
	}
	.role {
		color: var(--c-quiet);
		font-size: 12px;
		font-weight: 500;
	}
	#menu {
		position: absolute;
		inset-block-start: calc(100% + 4px);
		inset-inline-end: 0;
		display: grid;
		width: max-content;
		padding: 6px;
		box-shadow: 0 12px 40px #0003;
	}
	#menu button {
		justify-content: start;
		padding-inline: 14px;
	}
	@media (max-width: 480px) {
		.connection:not(.reconnecting) {
			width: 8px;
			overflow: hidden;
			gap: 0;
			white-space: nowrap;
		}
		.connection::before {
			flex: none;
		}
	}
	@media (min-width: 800px) {
		/* The screens have a row of their own: all of them are in sight. */
		.bar {
			flex-wrap: wrap;
			row-gap: 0;
			padding: 0 14px 2px 24px;
		}
		nav {
			position: static;
			order: 1;
			flex: 1 0 100%;
			flex-wrap: wrap;
			margin-inline: -12px;
			padding: 0;
			border: 0;
			background: none;
		}
		nav a {
			flex: none;
		}
	}
`;
