/** The answers of the gallery's status server: a sample history. Visitor reports are not counted. */

const dayMs = 86_400_000;
const days = 90;

/** The problems of each component: the day (of ninety), the status, and the number of minutes. */
const troubles = {
	cards: [
		[14, 'degraded', 95],
		[41, 'major-outage', 52],
		[42, 'partial-outage', 130],
		[77, 'maintenance', 60],
		[89, 'partial-outage', 24],
	],
	transfers: [
		[69, 'degraded', 850],
		[70, 'partial-outage', 310],
		[71, 'degraded', 220],
	],
	app: [[77, 'maintenance', 60]],
	'europe-exports': [[89, 'degraded', 24]],
	'europe-accounts': [],
	'europe-cards': [],
	'europe-transfers': [[60, 'partial-outage', 1]],
};
/** The day on which each component was created, if that was one of these days. */
const begun = { app: 30, 'europe-accounts': 89, 'europe-cards': 78 };

function pastOf([id, wrong]) {
	const worst = Array.from({ length: days }, (_, day) => (day < (begun[id] ?? 0) ? null : 'operational'));
	const seconds = worst.map(() => ({}));
	for (const [day, status, minutes] of wrong) {
		worst[day] = status;
		seconds[day] = { [status]: minutes * 60 };
	}
	return { id, worst, seconds };
}

/** An action with its days from now: the promised day, the first one, and the day on which it was done. */
const promise =
	(
		/** @type {string} */ title,
		/** @type {string} */ state,
		/** @type {number | null} */ due,
		/** @type {{ first?: number | null, done?: number | null }} */ { first = due, done = null } = {},
	) =>
	(/** @type {number} */ now) => {
		const at = (/** @type {number | null} */ day) =>
			day === null ? null : new Date(now + day * dayMs).toISOString();
		return {
			...{ notice: 'payments-down', about: 'Card payments are failing', title, language: 'en', state },
			...{ dueBy: at(due), firstDueBy: at(first), promisedAt: at(-40), doneAt: at(done) },
		};
	};

/** `GET /v1/history`. @param {number} now epoch milliseconds */
export const galleryHistory = (now) => ({
	from: new Date(now - (days - 1) * dayMs).toISOString().slice(0, 10),
	days,
	timeZone: 'UTC',
	components: Object.entries(troubles).map(pastOf),
	notices: [],
	promises: [
		promise('Renew certificates a week earlier', 'in-progress', -3, { first: -20 }),
		promise('A warning a month before a certificate ends', 'planned', 24),
		promise('A second database in another region', 'planned', null),
		promise('Payments by bank transfer while cards fail', 'done', null, { done: -2 }),
	].map((make) => make(now)),
});
