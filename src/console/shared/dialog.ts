/** Opens an element that shows a `dialog` of its own, and removes it when it has closed. */
export function openDialog(element: HTMLElement): void {
	const before = deepActive();
	document.querySelector('candor-console')?.shadowRoot?.append(element);
	element.addEventListener(
		'console-close',
		() => {
			element.remove();
			if (before?.isConnected) before.focus();
		},
		{ once: true },
	);
}

/** The element that has the focus, also inside shadow roots. */
export function deepActive(): HTMLElement | null {
	let active = document.activeElement;
	while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
	return active instanceof HTMLElement ? active : null;
}
