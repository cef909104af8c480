import type { BannerContent } from './content.ts';
import { BannerElement } from './element.ts';
import { translatedContent } from './translated-content.ts';

/**
 * A bar with the most important notice. It opens to the details of all notices, and shrinks to a
 * dot when it is dismissed. After an outage it announces what followed, to browsers that showed the
 * outage. It works under every Content Security Policy.
 *
 * @tag candor-banner
 * @fires {DismissEvent} candor-dismiss - The visitor is about to dismiss a notice; cancel it to
 *   keep the notice.
 * @csspart card - The bar and the details.
 * @csspart title - The notice's title.
 * @csspart actions - The links at the end of the details.
 * @csspart dot - The button to which a dismissed banner shrinks.
 * @cssprop [--candor-reserve=6rem] - The height that `space="reserve"` keeps free.
 * @cssprop [--candor-critical-strong=oklch(0.44 0.16 25)] - The surface of a critical notice.
 * @cssprop --candor-offset - Set on the page's root for the page to read: the height that the
 *   banner takes at the top or the bottom while it shows something.
 * @cssprop [--candor-inset-block-start=0px] - The height of the page's own bar at the top, above
 *   which the banner must not lie.
 * @cssprop [--candor-inset-block-end=0px] - The same at the bottom.
 * @cssprop [--candor-banner-z=2147483000] - The stacking order when it is placed at the top or the
 *   bottom, in browsers without popovers.
 * @cssprop [--candor-banner-width=960px] - The greatest width when it is placed at the top or the
 *   bottom.
 */
export class CandorBanner extends BannerElement {
	static override content: BannerContent = translatedContent;
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-banner': CandorBanner;
	}
}
