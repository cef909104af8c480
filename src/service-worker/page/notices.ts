/** What the page says around the banner: which notices these are, or why there is none. */
import * as words from './words.ts';

/** What this page uses of a feed of `candor.js`, which it gets through the page's global. */
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
 * What was put away in the product is told here again: here it is what somebody looks for. Put away here, it stays away
 * for as long as this page is open.
 */
function untilReload() {
	const away = new Set<string>();
	const listeners = new Set<() => void>();
	const name = ({ id, value }: Notice): string => `${id} ${value.latestUpdate}`;
	return {
		any: (): boolean => away.size > 0,
		isDismissed: (notice: Notice): boolean => away.has(name(notice)),
		dismiss: (notice: Notice): void => {
			away.add(name(notice));
			for (const listener of listeners) listener();
		},
		subscribe: (listener: () => void): (() => void) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

/** `about` is shown above the notices, `none` in place of them. */
export function watchNotices(banner: Banner, about: HTMLElement, none: HTMLElement): void {
	let feed: Feed | undefined;
	const dismissals = untilReload();
	const show = (): void => {
		const shown = banner.offsetHeight > 0;
		const connection = feed?.snapshot().connection;
		const heard = connection === 'live' || connection === 'polling';
		about.hidden = !shown;
		// What was put away is still there: nobody may read that there is nothing.
		none.hidden = shown || dismissals.any() || !connection || connection === 'connecting';
		none.textContent = heard ? words.noNotice : words.noStatus;
	};
	new ResizeObserver(show).observe(banner);
	const find = (): void => {
		feed = globals.Candor?.feeds?.values().next().value;
		// candor.js makes it in a task of its own, soon after the element.
		if (!feed) return void setTimeout(find);
		banner.feed = { ...feed, dismissals };
		feed.subscribe(show);
	};
	// Without candor.js, which may come late or never, the page says what it has to say without notices.
	void customElements.whenDefined('candor-banner').then(find);
}
