import { type CSSResult, css } from 'lit';
import { styles } from '../shared/styles.ts';

/**
 * The shared styles, the banner's placement, and the one strong surface colour, for critical
 * notices.
 */
export const detailsStyles: CSSResult = css`
		${styles}
		:host {
			display: block;
		}
		.card {
			display: grid;
			grid-template-columns: auto 1fr;
			gap: 12px;
		}
		.mark {
			padding-top: 2px;
		}
		.actions,
		.pager {
			align-items: center;
			gap: 8px;
		}
		.pager button {
			border: 0;
		}
		summary {
			padding: 12px 0;
		}
		.card[data-tone='critical'] {
			--_surface: var(--candor-critical-strong, oklch(0.44 0.16 25));
			--_border: oklch(0.66 0.12 25);
			--_accent: #fff;
			--_text: #fff;
			--_muted: #fff;
			border-color: var(--_border);
		}
		:host(:is([placement='top'], [placement='bottom'])) {
			display: contents;
		}
		:host(:is([placement='top'], [placement='bottom'])) .card {
			position: fixed;
			z-index: var(--candor-banner-z, 2147483000);
			inset: auto 16px max(16px, env(safe-area-inset-bottom));
			max-width: var(--candor-banner-width, 46rem);
			max-height: min(34rem, 72dvh);
			margin: auto;
			overflow: auto;
			overscroll-behavior: contain;
			box-shadow: 0 8px 32px -6px #0006;
		}
		:host([placement='top']) .card {
			inset: max(16px, env(safe-area-inset-top)) 16px auto;
		}
		:host([space='reserve']) {
			position: relative;
			z-index: 1;
			height: var(--candor-reserve, 6rem);
		}
		@media (max-width: 30rem) {
			.actions > * {
				flex: auto;
				justify-content: center;
			}
		}
		@media print {
			:host([space='reserve']) {
				height: auto;
			}
			:host(:is([placement='top'], [placement='bottom'])) {
				display: none;
			}
		}
	`;
