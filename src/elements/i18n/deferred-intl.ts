/**
 * `Intl` formats nothing in a page's first minute. Its first formatter blocks a slow phone for
 * about 100 ms, and until then the time of day says enough about what has just happened.
 */
import { renderAll } from '../shared/render-all.ts';

/** After a minute the texts change anyway: "just now" becomes "1 min ago". */
const delayMs = 60_000;
let isScheduled = false;
let isReady = false;

/** Formats with `Intl` from now on, and renders every element again. */
export function enableIntl(): void {
	if (isReady) return;
	isReady = true;
	renderAll();
}

/**
 * Whether to format with `Intl`. The first call starts the minute, after which every element
 * renders again.
 */
export function isIntlReady(): boolean {
	if (!isScheduled && !isReady)
		setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(enableIntl), delayMs);
	isScheduled = true;
	return isReady;
}
