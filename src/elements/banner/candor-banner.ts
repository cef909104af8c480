import { detailsRenderer } from './details-renderer.ts';
import { BannerElement } from './element.ts';
import type { BannerRenderer } from './renderer.ts';

/**
 * Shows the open notices, worst first, one at a time. It works under every Content Security Policy.
 *
 * @tag candor-banner
 * @fires {DismissEvent} candor-dismiss - The visitor is about to dismiss a notice; cancel it to
 *   keep the notice.
 * @csspart card - The banner itself.
 * @csspart title - The notice's title.
 * @csspart actions - The row of buttons.
 * @csspart drill - The mark of a drill.
 * @cssprop [--candor-reserve=6rem] - The height that `space="reserve"` keeps free.
 * @cssprop [--candor-critical-strong=oklch(0.44 0.16 25)] - The surface of a critical notice.
 * @cssprop --candor-offset - Set on the page's root for the page to read: the height that the
 *   banner takes at the top or the bottom while it shows something.
 * @cssprop [--candor-banner-z=2147483000] - The stacking order when it is placed at the top or the
 *   bottom.
 * @cssprop [--candor-banner-width=46rem] - The greatest width when it is placed at the top or the
 *   bottom.
 */
export class CandorBanner extends BannerElement {
	static override renderer: BannerRenderer = detailsRenderer;
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-banner': CandorBanner;
	}
}
