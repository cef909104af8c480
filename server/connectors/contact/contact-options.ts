/** Requests of customers for contact (docs/how-to/contact.md). */
export interface ContactOptions {
	/** How many days a request is kept, 1 to 365. */
	readonly keptDays: number;
}
