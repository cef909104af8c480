/** The progress of the story, from Candor's records alone, so that every tab and every reload agree. */

/** Every run of the story uses new ids, because a retracted id cannot be used again. */
const named = /^story-([0-9a-z]+)-(cards|security|work)$/;
const phases = ['investigating', 'identified', 'monitoring', 'resolved'];
const outages = ['partial-outage', 'major-outage'];

/** @param {number} now epoch milliseconds */
export const newRun = (now) => now.toString(36);

/** The ids of a run's three notices. */
export const idsOf = (run) => ({
	cards: `story-${run}-cards`,
	security: `story-${run}-security`,
	work: `story-${run}-work`,
});

/**
 * @param {Iterable<{ kind: string, id: string, value: object | null }>} records of a snapshot
 * @returns `{ run, notices, page, components }`: the newest run, `null` before the first; its notices by part; every
 *   notice of every run in `all`; the page's name; the ids of the components.
 */
export function readStory(records) {
	const live = [...records].filter(({ value }) => value !== null);
	const all = live.filter(({ kind, id }) => kind === 'notice' && named.test(id));
	const run =
		all
			.map(({ id }) => named.exec(id)[1])
			.sort(byAge)
			.at(-1) ?? null;
	const find = (part) => all.find(({ id }) => run !== null && id === idsOf(run)[part])?.value ?? null;
	return {
		run,
		all: all.map(({ id }) => id),
		cards: find('cards'),
		security: find('security'),
		work: find('work'),
		page: live.find(({ kind }) => kind === 'page')?.value.name ?? null,
		components: live.filter(({ kind }) => kind === 'component').map(({ id }) => id),
	};
}

/** The time in a run's name sorts as a number. */
const byAge = (a, b) => Number.parseInt(a, 36) - Number.parseInt(b, 36);

/** Whether a notice has reached a phase. */
export const hasReached = (notice, phase) =>
	notice !== null && phases.indexOf(notice.phase) >= phases.indexOf(phase);

export const isOpen = (notice) => notice !== null && notice.endedAt === null;

/** Whether an open incident says that card payments are unavailable. Degraded is still available. */
export const cardsAreOut = (records) =>
	[...records].some(
		({ kind, value }) =>
			kind === 'notice' &&
			value?.kind === 'incident' &&
			isOpen(value) &&
			value.affected.some(
				({ component, status }) => component === 'card-payments' && outages.includes(status),
			),
	);
