/** The status for scripts of the page, with or without the script tag: they share one feed. */
import type { Feed } from '../../client/index.ts';
import { feedFor, shared } from '../../client/page-client.ts';
import { listenInPage, type PageEvents } from './page-events.ts';
import { ChangeEvent, followChanges, type PageState, pageState } from './page-state.ts';
import { renderAllEvent } from './render-all.ts';

/** Before a status server has answered, and on a server that renders pages. */
export const unknownState: PageState = { status: null, notices: [] };
/** The last state of each source, and the same as text. */
const last = new Map<string, readonly [PageState, string]>();

const isPage = (): boolean => !!globalThis.window;
const sourceOr = (source: string | undefined): string => source ?? (isPage() ? (shared().source ?? '') : '');

/**
 * The status for this visitor: the worst status of all components and the open notices. Both are
 * unknown before the status server has answered, and on a server that renders pages. As long as
 * nothing changes it is the same object.
 *
 * @param source - The address of a status server. Default: that of the script tag or of `configure`.
 */
export function getState(source?: string): PageState {
	const address = sourceOr(source);
	if (!address || !isPage()) return unknownState;
	const state = pageState(feedFor(address));
	const text = JSON.stringify(state);
	const [before, textBefore] = last.get(address) ?? [];
	if (before && textBefore === text) return before;
	last.set(address, [state, text]);
	return state;
}

/**
 * Calls `listener` after every change of {@link getState}, when the elements have drawn it. Until it
 * ends, the feed is connected. Returns the function that ends it.
 */
export function watchState(listener: (state: PageState) => void, source?: string): () => void {
	if (!isPage()) return () => undefined;
	let feed: Feed | null = null;
	let end = (): void => undefined;
	const read = (): PageState => getState(source);
	// The page may name its server later.
	const find = (): void => {
		const address = sourceOr(source);
		const found = address ? feedFor(address) : null;
		if (found === feed) return;
		end();
		feed = found;
		end = feed ? followChanges(feed, read, listener) : () => undefined;
	};
	find();
	addEventListener(renderAllEvent, find);
	return () => {
		removeEventListener(renderAllEvent, find);
		end();
	};
}

/**
 * Listens to an event of Candor. Returns the function that ends it. Without the script tag nothing
 * dispatches `candor-change` in the page: the state is watched for each listener.
 */
export function on<Name extends keyof PageEvents>(
	name: Name,
	listener: (event: PageEvents[Name]) => void,
): () => void {
	const call = listener as (event: Event) => void;
	if (name === 'change') return watchState((state) => call(new ChangeEvent(state)));
	return isPage() ? listenInPage(name, call) : () => undefined;
}
