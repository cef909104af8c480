/**
 * Keeps a banner usable above dialogs. Whatever opens later in the top layer covers it, so it is
 * shown again. A modal dialog makes everything outside of it inert, and so does an element in
 * fullscreen in Chromium, so the banner moves into it until it closes.
 */
import type { BannerHost } from './content.ts';
import { isPlaced } from './placement.ts';
import { observeWhileConnected, whileConnected } from './while-connected.ts';

/** What pages set on the rest of the body while a dialog of their own is open. */
const hidingAttributes = ['aria-hidden', 'inert'];

/** The elements in which nothing of ours would be drawn. */
const leaves = 'html,video,audio,img,iframe,canvas,object,embed';

/** The only part of the page that is not inert: a modal dialog, or an element in fullscreen. */
function activePart(page: Document): Element | null {
	const modal = [...page.querySelectorAll('dialog:modal')].at(-1);
	const { fullscreenElement } = page;
	return modal ?? (fullscreenElement?.matches(leaves) ? null : fullscreenElement);
}

/** @returns The function to call after each drawing. */
export function stayOnTop(host: BannerHost, surfaces: readonly HTMLElement[]): () => void {
	const page = host.ownerDocument;
	const openOnes = (): HTMLElement[] => surfaces.filter((each) => each.matches(':popover-open'));

	const raise = (): void => {
		for (const surface of openOnes()) {
			surface.hidePopover();
			surface.showPopover();
		}
	};
	/** Moving an element hides its popovers. */
	const move = (place: Element): void => {
		const shown = openOnes();
		place[host.getAttribute('placement') === 'top' ? 'prepend' : 'append'](host);
		for (const surface of shown) if (!surface.matches(':popover-open')) surface.showPopover();
		host.requestUpdate();
	};
	const isMovable = (): boolean => isPlaced(host) && !!surfaces[0]?.togglePopover;
	/** Whether the banner went into a dialog or an element in fullscreen. */
	let isMoved = false;
	/** The dialog that holds the banner may be removed without being closed. */
	const removals = new MutationObserver(() => {
		if (host.isConnected) return;
		removals.disconnect();
		isMoved = false;
		// The application has removed the banner itself.
		if (!host.parentNode) return;
		if (!page.querySelector('candor-banner')) move(page.body);
	});
	const follow = (): boolean => {
		if (!host.isConnected || !isMovable()) return false;
		const top = activePart(page);
		if (top ? top.contains(host) : !isMoved) return false;
		isMoved = !!top;
		removals.disconnect();
		if (top) removals.observe(page, { childList: true, subtree: true });
		move(top ?? page.body);
		return true;
	};
	const raiseOrMove = (): void => {
		if (!follow()) raise();
	};
	observeWhileConnected(host, raiseOrMove, { attributeFilter: ['open'], subtree: true });
	whileConnected(host, (signal) => page.addEventListener('fullscreenchange', raiseOrMove, { signal }));
	new MutationObserver(() => {
		for (const name of hidingAttributes) host.removeAttribute(name);
	}).observe(host, { attributeFilter: hidingAttributes });
	return follow;
}
