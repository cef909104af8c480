import type { Feed } from '../client/index.ts';
import { activeNotices } from '../model/views/notices.ts';

/** Whether the page has a Candor element that is not defined yet. */
const hasOtherElements = (): boolean =>
	[...document.querySelectorAll(':not(:defined)')].some(({ localName }) => localName.startsWith('candor-'));

/** The visitor has asked for little traffic (Network Information API). */
const savesData = (): boolean =>
	!!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData;

/**
 * Resolves when the second file is to be loaded: at once, but for visitors who save data when the
 * page has another element, or the feed a notice.
 */
export function whenNeeded(feed: Feed): Promise<void> {
	const isNeeded = (): boolean =>
		!savesData() || hasOtherElements() || activeNotices(feed.snapshot().state, feed.clock.now()).length > 0;
	return new Promise((resolve) => {
		const check = (): void => {
			if (!isNeeded()) return;
			unsubscribe();
			observer.disconnect();
			resolve();
		};
		const unsubscribe = feed.subscribe(check);
		const observer = new MutationObserver(check);
		observer.observe(document, { childList: true, subtree: true });
		check();
	});
}
