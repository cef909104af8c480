/**
 * When times, numbers and lists are said by Intl. The first of its formats takes a slow phone a tenth of a second, in one piece: while
 * a page opens, or a banner has just come, nothing does without need what would hold up the reader's hand. What has just happened needs
 * no more than the time of day.
 */
import { sourceChange } from '../shared/feed-controller.ts';

/** By then the words change anyway: what was "just now" is a minute ago. */
const plainMs = 60_000;
let isDue = false;
let isReady = false;

/** From now on Intl says them, in everything that is drawn. */
export function formatNow(): void {
	if (isReady) return;
	isReady = true;
	dispatchEvent(new Event(sourceChange));
}

/** Whether Intl says them. Whoever asks while it does not is drawn again once it does. */
export function hasFormats(): boolean {
	if (!isDue && !isReady)
		setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(formatNow), plainMs);
	isDue = true;
	return isReady;
}
