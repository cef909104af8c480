import { BannerElement } from './element.ts';
import { fullLook } from './full.ts';
import type { Look } from './look.ts';

/**
 * Says what is wrong, worst first, one notice at a time. It draws with DOM calls alone: it must appear where no
 * template library may run, under any content security policy.
 *
 * @tag candor-banner
 * @attr {'overlay' | 'push' | 'reserve'} [space=overlay] - What the banner does to the page: `overlay` lies over it; `push`, at the
 *   top or the bottom, gives the page that much room more at this edge; `reserve`, in the page, keeps `--candor-reserve` free for it.
 * @fires {DismissEvent} candor-dismiss - The reader is about to dismiss a notice; cancel it to keep the notice.
 * @csspart card - The banner itself.
 * @csspart title - The notice's title.
 * @csspart actions - The row of buttons.
 * @csspart drill - The mark of an exercise.
 * @cssprop [--candor-reserve=6rem] - The height that `space="reserve"` keeps free.
 * @cssprop [--candor-critical-strong=oklch(0.44 0.16 25)] - The surface of a critical notice.
 * @cssprop --candor-offset - Set on the page's root, to be read: the height that the banner takes at the top or the bottom, while it shows something.
 * @cssprop [--candor-banner-z=2147483000] - The stacking order when it is placed at the top or the bottom.
 * @cssprop [--candor-banner-width=46rem] - The greatest width when it is placed at the top or the bottom.
 */
export class CandorBanner extends BannerElement {
	static override look: Look = fullLook;
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-banner': CandorBanner;
	}
}
