/** What the page says of its visitor. It is asked here, in the visitor's own browser, and never leaves it. */
import { shared } from '../../client/index.ts';
import { rolloutBucket } from '../../client/storage/rollout-bucket.ts';
import type { VisitorContext } from '../../model/audience.ts';
import { sourceChange } from './feed-controller.ts';

type Given = Readonly<Record<string, unknown>>;

/** Texts that cannot be read, told of once each. */
const unreadable = new Set<unknown>();

/** What a script gave as an object, or markup as JSON; without either, nothing is known. */
function read(given: unknown): Given {
	try {
		const value = typeof given === 'string' && given ? JSON.parse(given) : given;
		if (typeof value === 'object' && !Array.isArray(value)) return value ?? {};
	} catch {
		// Told of below.
	}
	if (given && !unreadable.has(given))
		console.warn('Candor cannot read this context; write a JSON object.', given);
	unreadable.add(given);
	return {};
}

/** The closest `candor-feed`, looking out of shadow roots too, that says something of the visitor. */
function closest(from: Element): Element | null {
	const root = from.getRootNode();
	return from.closest('candor-feed[context]') ?? (root instanceof ShadowRoot ? closest(root.host) : null);
}

let watching = false;
/** A page that changes its address without loading anew shows what is for the new one. */
function watchRoute(): void {
	if (watching) return;
	watching = true;
	const redraw = (): void => void dispatchEvent(new Event(sourceChange));
	addEventListener('popstate', redraw);
	// Not in every browser: elsewhere the next tick of the clock sees to it.
	(globalThis as { navigation?: EventTarget }).navigation?.addEventListener('navigatesuccess', redraw);
}

/**
 * What is known of the visitor for an element: what the page says for all (`data-context`, `Candor.setContext`), and over it what the
 * closest `candor-feed` says. `signedIn`, `route` and `drill` have a meaning of their own; everything else is an attribute.
 */
export function visitorContext(element: Element): VisitorContext {
	watchRoute();
	const { signedIn, route, drill, ...rest } = {
		...read(shared().context),
		...read(closest(element)?.getAttribute('context')),
	};
	return {
		attributes: Object.fromEntries(
			Object.entries(rest)
				.filter(([, value]) => /string|number|boolean/.test(typeof value))
				.map(([name, value]) => [name, `${value}`]),
		),
		route: typeof route === 'string' ? route : location.pathname,
		signedIn: typeof signedIn === 'boolean' ? signedIn : null,
		drill: drill === true,
		get share() {
			return rolloutBucket();
		},
	};
}
