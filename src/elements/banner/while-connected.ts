import type { BannerHost } from './content.ts';

/**
 * Calls `start` each time the banner comes into a page, and at once if it is in one. The signal is
 * aborted when the banner leaves: what listens to the page must not keep a banner in memory that the
 * application has removed.
 */
export function whileConnected(host: BannerHost, start: (signal: AbortSignal) => void): void {
	let life: AbortController | undefined;
	host.addController({
		hostConnected() {
			life = new AbortController();
			start(life.signal);
		},
		hostDisconnected: () => life?.abort(),
	});
}

/** The same for an observer of the page's nodes. */
export const observeWhileConnected = (
	host: BannerHost,
	callback: () => void,
	options: MutationObserverInit,
): void =>
	whileConnected(host, (signal) => {
		const observer = new MutationObserver(callback);
		observer.observe(host.ownerDocument, options);
		signal.addEventListener('abort', () => observer.disconnect());
	});
