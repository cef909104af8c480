/**
 * What a page finds out itself about its failing requests. A finding is a record of its own kind: the page makes it, shows it beside the
 * server's records, and never stores or sends it. It holds no text; the elements write it in the visitor's language.
 */

export interface Finding {
	/**
	 * `servers-failing`: some of the product's servers do not answer, while the status server does. `offline`: neither answers.
	 */
	readonly kind: 'servers-failing' | 'offline';
	/** The ids of the components that the failing servers belong to. */
	readonly components: readonly string[];
	/** When the page found it, an ISO 8601 instant of server time. */
	readonly foundAt: string;
}

export const findingKind = 'finding';
/** The id of the one finding of a page, and of the notice that shows it. No id of a server's record looks like this. */
export const findingId = 'page:finding';
