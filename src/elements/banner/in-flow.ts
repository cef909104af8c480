/**
 * A page that cannot scroll, such as an application shell, has no room to give to a bar that pushes.
 * There the bar becomes a part of the page: at the top of the body, or of the element that
 * `data-into` names.
 */
import { isPlaced } from './placement.ts';

const clips = /hidden|clip/;

/**
 * Whether the window cannot be scrolled, and need not be: a long page that an open dialog of its own
 * keeps from scrolling is no shell.
 */
function isShell(page: Document): boolean {
	const { documentElement: root, body } = page;
	if (root.scrollHeight > root.clientHeight + 1) return false;
	const overflow = getComputedStyle(root).overflowY;
	return clips.test(overflow === 'visible' && body ? getComputedStyle(body).overflowY : overflow);
}

/**
 * Rules for the body of a shell: the bar comes first, and the shell's own parts share the rest of the
 * window's height.
 */
const shellRules =
	'@media screen{body:has(>candor-banner[in-flow]){display:flex!important;flex-direction:column!important}body:has(>candor-banner[in-flow])>*{min-height:0;flex-shrink:1}body>candor-banner[in-flow]{flex:none;width:100%}}';

/** The documents that have the rules for shells. */
const ruled = new WeakSet<Document>();

/** Selectors that cannot be read, and that the console shows a warning for. */
const warned = new Set<string>();

function elementFor(page: Document, selector: string | null): Element | null {
	try {
		return selector ? page.querySelector(selector) : null;
	} catch {
		if (selector && !warned.has(selector))
			console.warn(`Candor cannot read the selector "${selector}" in data-into.`);
		warned.add(selector ?? '');
		return null;
	}
}

/** Places the bar in the page where it must be. Returns whether it is a part of the page now. */
export function inFlow(host: HTMLElement): () => boolean {
	const page = host.ownerDocument;
	return () => {
		const container = elementFor(page, host.getAttribute('into'));
		const isPushing = host.getAttribute('space') === 'push' && isPlaced(host);
		const isInFlow = host.isConnected && isPushing && (!!container || isShell(page));
		host.toggleAttribute('in-flow', isInFlow);
		if (!isInFlow) return false;
		const place = container ?? page.body;
		const isFirst = host.getAttribute('placement') === 'top';
		if (host.parentElement !== place) place[isFirst ? 'prepend' : 'append'](host);
		if (!container && !ruled.has(page)) {
			ruled.add(page);
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(shellRules);
			page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
		}
		return true;
	};
}
