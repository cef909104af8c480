/** Keeps what a watcher has been told, and prints what is new: by what the server says, or by the clock alone. */
import { emptyState, type State } from '../../../src/model/state/commit.ts';
import { activeNotices, nextChangeAt, overallStatus, page } from '../../../src/model/views/notices.ts';
import { layOver } from '../board.ts';
import { harmlessJson, oneLine } from '../harmless.ts';
import { timeOfDay } from '../render/time.ts';
import { overallWord } from '../render/words.ts';
import type { Session } from '../session.ts';
import { type Happening, happenings, type Moment } from './events.ts';
import type { Heard } from './follow.ts';

/** Timers hold no more than this many milliseconds. */
const longestSleepMs = 2 ** 31 - 1;

interface Line extends Omit<Happening, 'type'> {
	readonly type: Happening['type'] | 'watching' | 'lost' | 'back';
}

export class Teller {
	readonly #session: Session;
	#told: Moment | null = null;
	#lost = false;
	#ticking = new AbortController();

	constructor(session: Session) {
		this.#session = session;
	}

	hear(heard: Heard): void {
		const now = this.#session.io.now();
		if (heard.name === 'lost') {
			const pause = (heard.pauseMs / 1000).toFixed(1);
			this.#print(
				{ type: 'lost', text: `Connection lost: ${heard.reason}. Trying again in ${pause} s.` },
				now,
			);
			this.#lost = true;
			return;
		}
		if (this.#lost) this.#print({ type: 'back', text: 'Connected again.' }, now);
		this.#lost = false;
		const { seq, records, at } = heard.data;
		const base = heard.name === 'change' && this.#told ? this.#told.state : emptyState;
		this.#tell(layOver(base, seq, records), Date.parse(at));
	}

	/** Nothing is told afterwards. */
	end(): void {
		this.#ticking.abort();
	}

	#tell(state: State, at: number): void {
		const { io } = this.#session;
		const moment = { state, now: io.now() };
		const news = this.#told ? happenings(this.#told, moment) : [overview(moment)];
		this.#told = moment;
		for (const line of news) this.#print(line, at);
		this.#ticking.abort();
		this.#ticking = new AbortController();
		const { signal } = this.#ticking;
		const next = nextChangeAt(state, moment.now);
		if (next === null) return;
		// Never rejects: sleep does not, and telling only writes.
		void io.sleep(Math.min(next - moment.now, longestSleepMs), signal).then(() => {
			if (!signal.aborted) this.#tell(state, io.now());
		});
	}

	#print(line: Line, at: number): void {
		const { io, json, style } = this.#session;
		if (json) {
			const { seq } = this.#told?.state ?? emptyState;
			io.stdout.write(`${harmlessJson({ ...line, at: new Date(at).toISOString(), seq })}\n`);
			return;
		}
		io.stdout.write(`${style.colours.dim(timeOfDay(at, style))}  ${paint(line, style.colours)}\n`);
	}
}

function paint({ type, text }: Line, colours: Session['style']['colours']): string {
	if (type === 'opened' || type === 'overdue') return colours.red(oneLine(text));
	if (type === 'lost') return colours.yellow(oneLine(text));
	return type === 'ended' || type === 'back' ? colours.green(oneLine(text)) : oneLine(text);
}

/** The first line: how things stand. */
function overview({ state, now }: Moment): Line {
	const open = activeNotices(state, now).map(({ id, value }) => `“${oneLine(value.title)}” (${id})`);
	const name = page(state)?.name;
	return {
		type: 'watching',
		text: [
			`Watching${name ? ` ${oneLine(name)}` : ''}. ${overallWord(overallStatus(state, now))}.`,
			open.length === 0 ? 'No notice is open.' : `Open: ${open.join(', ')}.`,
		].join(' '),
	};
}
