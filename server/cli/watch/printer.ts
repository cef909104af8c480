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
import { timeOfDay } from '../render/time.ts';
import type { Session } from '../session.ts';
import { oneLine, safeJson } from '../terminal-text.ts';
import type { StateAt, WatchEvent } from './event.ts';
import type { FollowEvent } from './follow.ts';
import { noticeEvents } from './notice-events.ts';
import { componentEvents, pageEvents } from './page-events.ts';
import { remedyAndPostmortemEvents } from './remedy-events.ts';

/** The longest delay of a timer. */
const maxSleepMs = 2 ** 31 - 1;

interface Line extends Omit<WatchEvent, 'type'> {
	readonly type: WatchEvent['type'] | 'watching' | 'lost' | 'back';
}

export class WatchPrinter {
	readonly #session: Session;
	/** What has been printed so far; `null` before the first snapshot. */
	#printed: StateAt | null = null;
	#isLost = false;
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

	/** Stops the timer. Nothing is printed afterwards. */
	stop(): void {
		this.#timer.abort();
	}

	/** `at`: the time of the change, epoch milliseconds. */
	#printChanges(state: State, at: number): void {
		const { io } = this.#session;
		const current = { state, now: io.now() };
		const lines = this.#printed ? eventsBetween(this.#printed, current) : [summary(current)];
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

function paint({ type, text }: Line, colours: Session['style']['colours']): string {
	const line = oneLine(text);
	if (type === 'opened' || type === 'overdue' || type === 'late') return colours.red(line);
	if (type === 'lost') return colours.yellow(line);
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
