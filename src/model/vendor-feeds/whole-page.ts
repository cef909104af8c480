import type { VendorComponent } from './vendor-state.ts';

/** For a feed that says that something is wrong, and not what: the page as one component. */
export const wholePage = (name: string, hasTrouble: boolean): VendorComponent[] =>
	hasTrouble ? [{ id: 'page', name, status: 'degraded' }] : [];
