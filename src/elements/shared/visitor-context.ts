/**
 * What the page says about its visitor. It is evaluated in the visitor's browser and never leaves
 * it.
 */
import { shared } from '../../client/page-client.ts';
import { rolloutBucket } from '../../client/storage/rollout-bucket.ts';
import type { VisitorContext } from '../../model/audience.ts';
import { renderAll } from './render-all.ts';

type ContextObject = Readonly<Record<string, unknown>>;

/**
 * Replaces what the page knows about its visitor, such as
 * `{ plan: 'pro', region: 'eu', signedIn: true }`. It never leaves the page.
 */
export function setContext(context: ContextObject): void {
	if (!globalThis.window) return;
	// Not an assignment: a page that has frozen its global must not make this throw.
	Reflect.set(shared(), 'context', context);
	renderAll();
}

/** Invalid contexts that the console already shows a warning for. */
const warned = new Set<unknown>();

/**
 * Parses a context: an object from a script, or JSON from markup. An invalid or missing one is
 * empty.
 */
function parseContext(given: unknown): ContextObject {
	try {
		const value = typeof given === 'string' && given ? JSON.parse(given) : given;
		if (typeof value === 'object' && !Array.isArray(value)) return value ?? {};
	} catch {
		// Invalid JSON gets the same warning as any other invalid context.
	}
	if (given && !warned.has(given))
		console.warn('Candor cannot read this visitor context. It must be a JSON object.', given);
	warned.add(given);
	return {};
}

/** The closest `candor-feed` that has a context, also across shadow roots. */
function closestWithContext(from: Element): Element | null {
	const root = from.getRootNode();
	return (
		from.closest('candor-feed[context]') ??
		(root instanceof ShadowRoot ? closestWithContext(root.host) : null)
	);
}

let isWatching = false;
/** Renders every element again when a page changes its address without a page load. */
function watchRoute(): void {
	if (isWatching) return;
	isWatching = true;
	addEventListener('popstate', renderAll);
	// In browsers without the Navigation API, the next tick of the clock renders.
	(globalThis as { navigation?: EventTarget }).navigation?.addEventListener('navigatesuccess', renderAll);
}

/**
 * The visitor as an element sees them: the context of the page (`data-context`,
 * `Candor.setContext`), overridden by that of the closest `candor-feed`. `signedIn`, `route` and
 * `drill` have a meaning of their own. Everything else is an attribute.
 */
export function visitorContext(element: Element): VisitorContext {
	watchRoute();
	const { signedIn, route, drill, ...rest } = {
		...parseContext(shared().context),
		...parseContext(closestWithContext(element)?.getAttribute('context')),
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
