import type { RefusedEvent } from '../../client/index.ts';
import type { ClaimEvent } from '../remedy/claim-event.ts';
import type { DismissEvent } from './dismiss-event.ts';
import type { ChangeEvent } from './page-state.ts';

/** The events that {@link listenInPage} knows, without their prefix `candor-`. */
export interface PageEvents {
	/** The status for this visitor has changed, and the elements have drawn it. */
	change: ChangeEvent;
	/** Content was refused. */
	refused: RefusedEvent;
	/** The visitor is about to dismiss a notice; it can be cancelled. */
	dismiss: DismissEvent;
	/** The visitor claims an offer that the page provides. */
	claim: ClaimEvent;
}

const names: readonly string[] = ['change', 'refused', 'dismiss', 'claim'] satisfies (keyof PageEvents)[];

/** Listens to an event that is dispatched in this page. Returns the function that ends it. */
export function listenInPage(name: string, listener: (event: Event) => void): () => void {
	if (!names.includes(name))
		console.warn(
			`Candor has no event "${name}", so this listener is never called. It has: ${names.join(', ')}.`,
		);
	addEventListener(`candor-${name}`, listener);
	return () => removeEventListener(`candor-${name}`, listener);
}
