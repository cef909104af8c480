/**
 * The elements other than the banner, for tests that hold for each of them. A new element is one
 * line here.
 */

export interface ElementCase {
	readonly tag: `candor-${string}`;
	/** Attributes without which it shows nothing. */
	readonly attributes?: Readonly<Record<string, string>>;
	/**
	 * A text that it shows of a notice "Card payments are failing" of the component `c`, with the
	 * step "Change your password." and with visitor reports, and of a remedy "Two weeks free".
	 */
	readonly shows: string;
	/** The selector of a node to click before that text is visible. */
	readonly opens?: string;
	readonly hasNoOperatorText?: boolean;
}

export const elementCases: readonly ElementCase[] = [
	{ tag: 'candor-status', shows: 'Card payments are failing', opens: '.pill' },
	{ tag: 'candor-timeline', shows: 'Card payments are failing' },
	{ tag: 'candor-assurance', shows: 'Change your password.' },
	{ tag: 'candor-inline', attributes: { component: 'c' }, shows: 'Card payments are failing' },
	{ tag: 'candor-remedy', shows: 'Two weeks free' },
	{ tag: 'candor-report', shows: 'affected', hasNoOperatorText: true },
];
