import { BannerElement } from './banner/element.ts';
import { fullLook } from './banner/full.ts';
import type { Look } from './banner/look.ts';

/**
 * Says what is wrong, worst first, one notice at a time. It draws with DOM calls alone: it must appear where no
 * template library may run, under any content security policy.
 *
 * @tag candor-banner
 * @attr {'overlay' | 'push' | 'reserve'} [space=overlay] - What the banner does to the page: at the top or the bottom it lies over it, or `push`es:
 *   the page gets as much room more at that edge, while what the reader sees stays where it is. In the page, `reserve` keeps its place free
 *   (`--candor-reserve` high) before there is anything to say, so that nothing ever moves.
 * @fires {DismissEvent} candor-dismiss - The reader dismissed a notice; cancel it to keep the notice.
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
