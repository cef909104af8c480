/** An outage, played from the first word to the end: a second is a minute of it. */
import { feed } from './feed.js';
import { house, notice, text, words } from './records.js';

const minuteMs = 60_000;
const length = 40;

const workaround = [{ type: 'paragraph', children: [text('Transfers work. Please pay by bank transfer.')] }];
/** At which minute, what is said then, what became of the notice by it, and in how many minutes more is promised. */
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
/** It is over as the reader's own clock has come to where it ends, and goes on with that. */
const time = () => Math.min(begun - length * minuteMs + (Date.now() - begun) * 60, Date.now());
/** The feed of the elements that show it. */
export const played = feed(house, {}, time);
let plays = 0;

/** What is said by the end of an act. Each play has a notice of its own: it was not put away, nor told, before. */
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
/** Plays it from its first word, whatever was played before. */
export function play() {
	for (const timer of timers) clearTimeout(timer);
	plays += 1;
	begun = Date.now();
	played.say(house);
	timers = acts.map(({ at }, index) => setTimeout(() => played.say(recordsAfter(index)), at * 1000));
}
