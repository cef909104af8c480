/**
 * `import type {} from 'candor/embed'`: the global of the script tag. Types only: the script itself
 * is loaded by its tag.
 */
import type { on, PageState, setCatalogue, setContext } from './index.ts';

/** The page's global `Candor`, once the script has run. */
export interface CandorGlobal {
	readonly on: typeof on;
	readonly setContext: typeof setContext;
	/** The status for this visitor. Missing until the script's second file has loaded. */
	readonly state?: PageState;
	/** Missing until the script's second file has loaded. */
	readonly setCatalogue?: typeof setCatalogue;
}

declare global {
	/** Missing until the script has run. */
	var Candor: CandorGlobal | undefined;
}
