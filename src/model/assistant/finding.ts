import type { LintRule } from '../lint/finding.ts';

/**
 * - `unknown-link` and `unknown-number`: it is not in the facts.
 * - `unread-language`: the lint reads English only.
 * - `advice`: what is said about each post-mortem.
 */
export type SuggestionRule = LintRule | 'unknown-link' | 'unknown-number' | 'unread-language' | 'advice';

/** What a person must look at before they accept a text of the assistant. */
export interface SuggestionFinding {
	readonly rule: SuggestionRule;
	/** The text that it is about, such as `body`. */
	readonly field: string;
	/** A sentence that says what to do. */
	readonly message: string;
}
