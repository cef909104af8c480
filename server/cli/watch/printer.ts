/**
 * Prints a line for every change: those that the server sends, and those that only the clock
 * causes.
 */
import { overallLabels } from '../../../src/model/labels.ts';
import { emptyState, type State } from '../../../src/model/state/state.ts';
import { overallStatus } from '../../../src/model/views/components.ts';
import { activeNotices, nextChangeAt } from '../../../src/model/views/notices.ts';
import { page } from '../../../src/model/views/page.ts';
import { secondsText } from '../api/retry.ts';
import { mergeRecords } from '../api/state.ts';
import { labelOf } from '../render/label.ts';
import type { Style } from '../render/style.ts';
import { clockTime, relativeTime, timeOfDay } from '../render/time.ts';
import type { Session } from '../session.ts';
import { oneLine, safeJson } from '../terminal-text.ts';
import type { StateAt, WatchEvent } from './event.ts';
import type { FollowEvent } from './follow.ts';
import type { MaintenanceReminder } from './maintenance-reminders.ts';
import { noticeEvents } from './notice-events.ts';
import { componentEvents, pageEvents } from './page-events.ts';
import { remedyAndPostmortemEvents } from './remedy-events.ts';
import type { HeldDraft, Reminder } from './reminders.ts';

/** The longest delay of a timer. */
const maxSleepMs = 2 ** 31 - 1;

interface Line extends Omit<WatchEvent, 'type'> {
	readonly type:
		| WatchEvent['type']
		| 'watching'
		| 'lost'
		| 'back'
		| 'reminder'
		| 'maintenance'
		| 'held'
		| 'drill'
		| 'checklist';
	/** Of a reminder. */
	readonly stage?: string;
}

export class WatchPrinter {
	readonly #session: Session;
	/** What has been printed so far; `null` before the first snapshot. */
	#printed: StateAt | null = null;
	#isLost = false;
	/** The server reminds of promises, also when their time has passed. */
	#hasReminders = false;
	#timer = new AbortController();

	constructor(session: Session) {
		this.#session = session;
	}

	print(event: FollowEvent): void {
		const now = this.#session.io.now();
		if (event.name === 'lost') {
			this.#isLost = true;
			const text = `Connection lost: ${event.reason}. Retrying in ${secondsText(event.delayMs)}.`;
			this.#printLine({ type: 'lost', text }, now);
			return;
		}
		if (this.#isLost) this.#printLine({ type: 'back', text: 'Connected again.' }, now);
		this.#isLost = false;
		const { seq, records, at } = event.data;
		const base = event.name === 'change' && this.#printed ? this.#printed.state : emptyState;
		this.#printChanges(mergeRecords(base, seq, records), Date.parse(at));
	}

	/** What has been printed so far; `null` before the first snapshot. */
	get state(): State | null {
		return this.#printed?.state ?? null;
	}

	/** From now on, reminders say what is overdue. */
	expectReminders(): void {
		this.#hasReminders = true;
	}

	remind(reminder: Reminder): void {
		const { now } = this.#session.style;
		const { notice, stage } = reminder;
		this.#printLine(
			{ type: 'reminder', stage, notice, text: reminderText(reminder, this.#session.style) },
			now,
		);
	}

	warnOfDraft({ draft, notice, title, held }: HeldDraft): void {
		const text = `Not published: the scheduled draft “${oneLine(title)}” (${oneLine(draft)}): ${oneLine(held)}`;
		this.#printLine({ type: 'held', notice, text }, this.#session.style.now);
	}

	remindOfMaintenance({ type, notice, textFor }: MaintenanceReminder): void {
		const { style } = this.#session;
		this.#printLine({ type, ...(notice !== undefined && { notice }), text: textFor(style) }, style.now);
	}

	/** Stops the timer. Nothing is printed afterwards. */
	stop(): void {
		this.#timer.abort();
	}

	/** `at`: the time of the change, epoch milliseconds. */
	#printChanges(state: State, at: number): void {
		const { io } = this.#session;
		const current = { state, now: io.now() };
		const events = this.#printed ? eventsBetween(this.#printed, current) : [summary(current)];
		const lines = events.filter(({ type }) => !(this.#hasReminders && type === 'overdue'));
		this.#printed = current;
		for (const line of lines) this.#printLine(line, at);
		this.#timer.abort();
		this.#timer = new AbortController();
		const { signal } = this.#timer;
		const nextAt = nextChangeAt(state, current.now);
		if (nextAt === null) return;
		// Not awaited: `sleep` never rejects.
		void io.sleep(Math.min(nextAt - current.now, maxSleepMs), signal).then(() => {
			if (!signal.aborted) this.#printChanges(state, io.now());
		});
	}

	#printLine(line: Line, at: number): void {
		const { io, json, style } = this.#session;
		if (json) {
			const { seq } = this.#printed?.state ?? emptyState;
			io.stdout.write(`${safeJson({ ...line, at: new Date(at).toISOString(), seq })}\n`);
			return;
		}
		io.stdout.write(`${style.colours.dim(timeOfDay(at, style))}  ${paint(line, style.colours)}\n`);
	}
}

const eventsBetween = (before: StateAt, after: StateAt): WatchEvent[] => [
	...noticeEvents(before, after),
	...remedyAndPostmortemEvents(before, after),
	...componentEvents(before, after),
	...pageEvents(before, after),
];

/** "Update due in 5 min: “Checkout is failing”". */
function reminderText({ stage, title, drill, nextUpdateBy }: Reminder, style: Style): string {
	const name = `${drill ? 'Drill ' : ''}“${oneLine(title)}”`;
	const time = clockTime(nextUpdateBy, style);
	return stage === 'late'
		? `Overdue: an update to ${name} was promised by ${time}`
		: `Update due ${relativeTime(nextUpdateBy, style.now)}: ${name}, promised by ${time}`;
}

function paint({ type, stage, text }: Line, colours: Session['style']['colours']): string {
	const line = oneLine(text);
	if (type === 'opened' || type === 'overdue' || type === 'late' || type === 'held') return colours.red(line);
	if (type === 'reminder') return stage === 'late' ? colours.red(line) : colours.yellow(line);
	if (type === 'lost' || type === 'maintenance' || type === 'drill' || type === 'checklist')
		return colours.yellow(line);
	return type === 'ended' || type === 'back' ? colours.green(line) : line;
}

/** The first line: the status now, and the open notices. */
function summary({ state, now }: StateAt): Line {
	const open = activeNotices(state, now).map(({ id, value }) => `“${oneLine(value.title)}” (${id})`);
	const name = page(state)?.name;
	return {
		type: 'watching',
		text: [
			`Watching${name ? ` ${oneLine(name)}` : ''}. ${labelOf(overallLabels, overallStatus(state, now))}.`,
			open.length === 0 ? 'No notice is open.' : `Open: ${open.join(', ')}.`,
		].join(' '),
	};
}
