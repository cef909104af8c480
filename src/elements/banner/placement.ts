/** Whether a banner lies over an edge of the window, and not in the page. */
export const isPlaced = (host: Element): boolean =>
	/^(top|bottom)$/.test(host.getAttribute('placement') ?? '');
