/** An outage played from its start to its end: one second is one minute. */
import { feed } from './feed.js';
import { house, notice, text, words } from './records.js';

const minuteMs = 60_000;
const length = 40;

const workaround = [{ type: 'paragraph', children: [text('Transfers work. Please pay by bank transfer.')] }];
/** For each act: its minute, its text, the changes of the notice, and the minutes until the promised next update. */
const acts = [
	{
		at: 0,
		says: 'Some card payments are declined. We are looking into it.',
		now: { phase: 'investigating' },
		cards: 'degraded',
		next: 10,
	},
	{
		at: 8,
		says: 'Payments by one card network fail. No payment is taken twice.',
		now: { workaround },
		cards: 'partial-outage',
		next: 10,
	},
	{
		at: 16,
		says: 'A supplier’s certificate ran out. A new one is being installed.',
		now: { phase: 'identified', actions: ['Installing the new certificate', 'Watching the first payments'] },
		cards: 'partial-outage',
		next: 12,
	},
	{
		at: 26,
		says: 'The new certificate is in place. Payments go through again, and we watch them.',
		now: { phase: 'monitoring', actions: [], workaround: null },
		cards: 'degraded',
		next: 15,
	},
	{
		at: length,
		says: 'Every card payment has gone through since. We are sorry for the trouble.',
		now: { phase: 'resolved' },
		cards: 'operational',
	},
];

let begun = Date.now();
/** The play ends when the clock reaches the end of the outage. */
const time = () => Math.min(begun - length * minuteMs + (Date.now() - begun) * 60, Date.now());
/** The feed of the elements. */
export const played = feed(house, {}, time);
let plays = 0;

/** The records after an act. Each play uses a new notice, which was not dismissed or announced before. */
function recordsAfter(index) {
	const id = `play-${plays}`;
	const start = begun - length * minuteMs;
	const instant = (minute) => new Date(start + minute * minuteMs).toISOString();
	const said = acts.slice(0, index + 1);
	const { at, next, cards } = acts[index];
	const end = next ? null : instant(at);
	const affected = (status) => [{ component: 'cards', status }];
	const records = {
		...house,
		[`notice/${id}`]: notice({
			...Object.assign({}, ...said.map((act) => act.now)),
			affected: next ? affected(cards) : [],
			unaffected: ['transfers', 'app'],
			promise: next ? { nextUpdateBy: instant(at + next) } : null,
			openedAt: instant(0),
			updatedAt: instant(at),
			endedAt: end,
			latestUpdate: index + 1,
		}),
	};
	for (const [number, act] of said.entries())
		records[`update/${id}-${number}`] = {
			notice: id,
			number: number + 1,
			at: instant(act.at),
			body: words(act.says),
			phase: act.now.phase ?? null,
			impact: null,
			affected: affected(act.cards),
			author: null,
			translations: {},
		};
	return records;
}

let timers = [];
/** Plays the outage from its start. */
export function play() {
	for (const timer of timers) clearTimeout(timer);
	plays += 1;
	begun = Date.now();
	played.say(house);
	timers = acts.map(({ at }, index) => setTimeout(() => played.say(recordsAfter(index)), at * 1000));
}
