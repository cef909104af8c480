/** What the feed of any vendor says, before it becomes records. */
import type { AffectedComponent } from '../generated/record-types.ts';
import type { ComponentStatus, Impact, Phase } from '../vocabulary.ts';

export interface VendorComponent {
	readonly id: string;
	readonly name: string;
	readonly description?: string | null;
	readonly group?: string | null;
	readonly status: ComponentStatus;
}

export interface VendorUpdate {
	/** ISO 8601, in UTC. */
	readonly at: string;
	readonly text: string;
	readonly phase: Phase;
}

export interface VendorNotice {
	readonly id: string;
	readonly kind: 'incident' | 'maintenance';
	readonly title: string;
	readonly phase: Phase;
	readonly impact: Impact;
	readonly openedAt: string;
	readonly window?: { readonly start: string; readonly end: string } | null;
	readonly affected: readonly AffectedComponent[];
	/** The newest first. */
	readonly updates: readonly VendorUpdate[];
	readonly url?: string | null;
}

export interface VendorState {
	/** The name of the page. */
	readonly name: string;
	readonly url: string | null;
	/** In the order of the page. */
	readonly components: readonly VendorComponent[];
	/** Those that have not ended. */
	readonly notices: readonly VendorNotice[];
}

/** The adapter of one vendor. */
export interface VendorFeed {
	/** The feed's address, relative to that of the page. */
	readonly path: string;
	/** Throws for JSON of another shape. `now`: epoch milliseconds. */
	read(json: unknown, now: number): VendorState;
}
