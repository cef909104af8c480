/** F6 moves the focus into the bar, and from the bar back to where it was. */
import type { Bar } from './bar.ts';
import type { BannerHost } from './content.ts';
import { whileConnected } from './while-connected.ts';

export function focusShortcut(host: BannerHost, { card, toggle }: Bar): void {
	let before: Element | null = null;
	const onKeyDown = (event: KeyboardEvent): void => {
		if (event.key !== 'F6' || event.defaultPrevented || card.hidden) return;
		event.preventDefault();
		const { activeElement } = host.ownerDocument;
		if (activeElement !== host) {
			before = activeElement;
			toggle.focus();
			return;
		}
		// The body cannot have the focus back.
		if (before instanceof HTMLElement && before.isConnected) before.focus();
		const { activeElement: own } = host.shadowRoot ?? {};
		if (own instanceof HTMLElement) own.blur();
	};
	whileConnected(host, (signal) => addEventListener('keydown', onKeyDown, { signal }));
}
