/** The text around the banner: what the notices are, or why there is none. */

/** The texts of this part of the page. */
export interface NoticeWords {
	readonly noNotice: string;
	readonly noStatus: string;
}

/** What this page uses of a feed of `candor.js`, which it gets through the page's global `Candor`. */
interface Feed {
	snapshot(): { readonly connection: string };
	subscribe(listener: () => void): () => void;
	readonly dismissals: object;
}
interface Notice {
	readonly id: string;
	readonly value: { readonly latestUpdate: number };
}
type Banner = HTMLElement & { feed?: Feed };

const globals = globalThis as { Candor?: { feeds?: Map<string, Feed> } };

/**
 * Dismissals for this page only. A notice that was dismissed in the product is shown here again, because here the visitor is looking for
 * the reason. A notice that is dismissed here stays hidden until the page is left.
 */
function dismissalsUntilReload() {
	const dismissed = new Set<string>();
	const listeners = new Set<() => void>();
	const keyOf = ({ id, value }: Notice): string => `${id} ${value.latestUpdate}`;
	return {
		any: (): boolean => dismissed.size > 0,
		isDismissed: (notice: Notice): boolean => dismissed.has(keyOf(notice)),
		dismiss: (notice: Notice): void => {
			dismissed.add(keyOf(notice));
			for (const listener of listeners) listener();
		},
		subscribe: (listener: () => void): (() => void) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

/** Shows `about` above the notices, and `none` where there are none. */
export function watchNotices(
	banner: Banner,
	about: HTMLElement,
	none: HTMLElement,
	words: NoticeWords,
): void {
	let feed: Feed | undefined;
	const dismissals = dismissalsUntilReload();
	const show = (): void => {
		const isShown = banner.offsetHeight > 0;
		const connection = feed?.snapshot().connection;
		const isConnected = connection === 'live' || connection === 'polling';
		about.hidden = !isShown;
		// A dismissed notice is still open: the page must not say that there is none.
		none.hidden = isShown || dismissals.any() || !connection || connection === 'connecting';
		none.textContent = isConnected ? words.noNotice : words.noStatus;
	};
	new ResizeObserver(show).observe(banner);
	const findFeed = (): void => {
		feed = globals.Candor?.feeds?.values().next().value;
		// candor.js makes the feed in a task of its own, soon after it has defined the element.
		if (!feed) return void setTimeout(findFeed);
		banner.feed = { ...feed, dismissals };
		feed.subscribe(show);
	};
	// candor.js may load late or never; until then the page works without notices.
	void customElements.whenDefined('candor-banner').then(findFeed);
}
