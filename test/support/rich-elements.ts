/** The elements beside the banner, for tests that hold for each of them: a new element is one line here. */

export interface RichElement {
	readonly tag: `candor-${string}`;
	/** Attributes that it needs to show something. */
	readonly attributes?: Readonly<Record<string, string>>;
	/**
	 * What it shows of a notice "Card payments are failing" of the component `c`, with the step "Change your password.", of which
	 * readers may report, and of a remedy "Two weeks free".
	 */
	readonly shows: string;
	/** What has to be clicked before that is there. */
	readonly opens?: string;
	/** It shows no words of an operator. */
	readonly isMute?: boolean;
}

export const richElements: readonly RichElement[] = [
	{ tag: 'candor-status', shows: 'Card payments are failing', opens: '.pill' },
	{ tag: 'candor-timeline', shows: 'Card payments are failing' },
	{ tag: 'candor-assurance', shows: 'Change your password.' },
	{ tag: 'candor-inline', attributes: { component: 'c' }, shows: 'Card payments are failing' },
	{ tag: 'candor-remedy', shows: 'Two weeks free' },
	{ tag: 'candor-report', shows: 'affected', isMute: true },
];
