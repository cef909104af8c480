import { type CSSResult, css } from '@lit/reactive-element';
import { styles } from '../styles.ts';

/** On top of the shared styles: the banner's placement, and the one full-bleed colour, for what is critical. */
export const bannerStyles: CSSResult[] = [
	...styles,
	css`
		:host {
			display: block;
		}
		.card {
			display: grid;
			grid-template-columns: auto minmax(0, 1fr);
			gap: 12px;
		}
		.mark {
			padding-block-start: 2px;
		}
		.mark .icon {
			display: block;
		}
		.late {
			color: var(--_text);
			font-weight: 600;
		}
		.actions {
			display: flex;
			flex-wrap: wrap;
			align-items: center;
			gap: 8px;
			margin-block-start: 4px;
		}
		.pager {
			display: flex;
			align-items: center;
		}
		.pager .bare {
			border-color: transparent;
			font-size: 1.25em;
			line-height: 1;
		}
		:host(:dir(rtl)) .bare {
			transform: scaleX(-1);
		}
		#updates {
			margin-block-start: 8px;
		}
		.card[data-tone='critical'] {
			--_surface: var(--candor-critical-strong, oklch(0.44 0.16 25));
			--_border: oklch(0.66 0.12 25);
			--_accent: oklch(0.99 0 0);
			--_text: oklch(0.99 0 0);
			--_muted: oklch(0.94 0.02 25);
		}
		:host([placement='top']) .card,
		:host([placement='bottom']) .card {
			position: fixed;
			z-index: var(--candor-banner-z, 2147483000);
			inset-inline: 16px;
			max-inline-size: var(--candor-banner-width, 46rem);
			max-block-size: min(34rem, 72dvh);
			margin-inline: auto;
			overflow: auto;
			overscroll-behavior: contain;
			box-shadow:
				0 1px 2px oklch(0.2 0.02 260 / 0.12),
				0 12px 32px -8px oklch(0.2 0.02 260 / 0.28);
		}
		:host([placement='top']) .card {
			inset-block-start: max(16px, env(safe-area-inset-top));
		}
		:host([placement='bottom']) .card {
			inset-block-end: max(16px, env(safe-area-inset-bottom));
		}
		@media (max-width: 30rem) {
			:host([placement='top']) .card,
			:host([placement='bottom']) .card {
				inset-inline: 8px;
			}
			.card {
				grid-template-columns: minmax(0, 1fr);
			}
			.mark {
				padding: 0;
			}
			.actions > * {
				flex: 1 1 auto;
			}
			.pager {
				justify-content: center;
			}
		}
		@media (prefers-reduced-motion: no-preference) {
			.card {
				animation: candor-in 180ms ease-out;
			}
		}
		@media print {
			:host {
				display: none;
			}
		}
	`,
];
