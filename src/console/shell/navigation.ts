/** Moves between screens without loading the page. */
import { consolePath } from '../api/server.ts';
import { pathOf, type Route, routeOf, type ScreenName } from './router.ts';

export const currentRoute = (): Route => routeOf(location.pathname, consolePath);

export const linkTo = (screen: ScreenName, id = ''): string => pathOf(consolePath, screen, id);

/** Dispatched on `window` after the address has changed. */
export const routeEvent = 'console-route';

export function navigate(screen: ScreenName, id = ''): void {
	const path = linkTo(screen, id);
	if (path !== location.pathname) history.pushState(null, '', path);
	dispatchEvent(new Event(routeEvent));
}

/** Follows ordinary clicks on links to the console's own screens. Returns the function that ends it. */
export function followLinks(root: EventTarget): () => void {
	const onClick = (event: Event): void => {
		const click = event as MouseEvent;
		if (click.defaultPrevented || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey)
			return;
		const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
		if (!link || link.target || link.origin !== location.origin) return;
		if (link.pathname !== consolePath && !link.pathname.startsWith(`${consolePath}/`)) return;
		event.preventDefault();
		const { screen, id } = routeOf(link.pathname, consolePath);
		navigate(screen, id);
	};
	root.addEventListener('click', onClick);
	return () => root.removeEventListener('click', onClick);
}
