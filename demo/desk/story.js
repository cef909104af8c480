/** The progress of the story, from Candor's records alone, so that every tab and every reload agree. */

/** Every run of the story uses new ids, because a retracted id cannot be used again. */
const named = /^story-([0-9a-z]+)-(cards|security|work|business|remedy)$/;
const phases = ['investigating', 'identified', 'monitoring', 'resolved'];
const outages = ['partial-outage', 'major-outage'];

/** @param {number} now epoch milliseconds */
export const newRun = (now) => now.toString(36);

/** The ids of a run's notices and its remedy. */
export const idsOf = (run) => ({
	cards: `story-${run}-cards`,
	security: `story-${run}-security`,
	work: `story-${run}-work`,
	business: `story-${run}-business`,
	remedy: `story-${run}-remedy`,
});

/**
 * @param {Iterable<{ kind: string, id: string, value: object | null }>} records of a snapshot
 * @returns `{ run, all, cards, page, components, … }`: the newest run, `null` before the first; the notices and remedies
 *   of every run in `all`; the newest run's records by part; the page's name; the ids of the components.
 */
export function readStory(records) {
	const live = [...records].filter(({ value }) => value !== null);
	// The remedies first: a retracted notice takes its remedy with it.
	const all = ['remedy', 'notice'].flatMap((part) =>
		live.filter(({ kind, id }) => kind === part && named.test(id)),
	);
	const run =
		all
			.map(({ id }) => named.exec(id)[1])
			.sort(byAge)
			.at(-1) ?? null;
	const ids = run === null ? {} : idsOf(run);
	const find = (kind, id) => live.find((record) => record.kind === kind && record.id === id)?.value ?? null;
	return {
		run,
		all: all.map(({ kind, id }) => ({ kind, id })),
		cards: find('notice', ids.cards),
		security: find('notice', ids.security),
		work: find('notice', ids.work),
		business: find('notice', ids.business),
		postmortem: find('postmortem', ids.cards),
		remedy: find('remedy', ids.remedy),
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
