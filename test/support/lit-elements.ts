/**
 * The elements besides the banner, for tests that apply to each of them. A new element is one line
 * here.
 */

export interface ElementUnderTest {
	readonly tag: `candor-${string}`;
	/** Attributes without which it shows nothing. */
	readonly attributes?: Readonly<Record<string, string>>;
	/**
	 * A text that it shows for a notice "Card payments are failing" of the component `c`, with the
	 * step "Change your password.", that accepts visitor reports, and for a remedy "Two weeks free".
	 */
	readonly shows: string;
	/** A selector of the button that opens it. */
	readonly opens?: string;
	/** Whether it shows no text of an operator. */
	readonly showsNoText?: boolean;
}

export const litElements: readonly ElementUnderTest[] = [
	{ tag: 'candor-status', shows: 'Card payments are failing', opens: '.pill' },
	{ tag: 'candor-timeline', shows: 'Card payments are failing' },
	{ tag: 'candor-assurance', shows: 'Change your password.' },
	{ tag: 'candor-inline', attributes: { component: 'c' }, shows: 'Card payments are failing' },
	{ tag: 'candor-remedy', shows: 'Two weeks free' },
	{ tag: 'candor-report', shows: 'affected', showsNoText: true },
];
