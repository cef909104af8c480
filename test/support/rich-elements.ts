/** The elements beside the banner, for tests that hold for each of them: a new element is one line here. */

export interface RichElement {
	readonly tag: `candor-${string}`;
	/** What it shows of a notice "Card payments are failing" with the step "Change your password.". */
	readonly shows: string;
	/** What has to be clicked before that is there. */
	readonly opens?: string;
}

export const richElements: readonly RichElement[] = [
	{ tag: 'candor-status', shows: 'Card payments are failing', opens: '.pill' },
	{ tag: 'candor-timeline', shows: 'Card payments are failing' },
	{ tag: 'candor-assurance', shows: 'Change your password.' },
];
