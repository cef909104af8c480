/** The text of the control that an event comes from. */
export const typedIn = (event: Event): string =>
	(event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;
