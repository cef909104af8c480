/** The live board of `candor watch` on a terminal: what customers see now, and the newest changes. */
import { overallLabels, statusLabels } from '../../../src/model/labels.ts';
import type { State } from '../../../src/model/state/state.ts';
import { components, overallStatus } from '../../../src/model/views/components.ts';
import { activeNotices, type Notice, upcomingMaintenance } from '../../../src/model/views/notices.ts';
import { page } from '../../../src/model/views/page.ts';
import { labelOf } from '../render/label.ts';
import { headline, statusLines } from '../render/notice.ts';
import type { Style } from '../render/style.ts';
import { timeOfDay } from '../render/time.ts';
import type { Session } from '../session.ts';
import { oneLine } from '../terminal-text.ts';
import type { FollowEvent } from './follow.ts';
import type { MaintenanceReminder } from './maintenance-reminders.ts';
import { WatchPrinter } from './printer.ts';
import type { HeldDraft, Reminder } from './reminders.ts';
import { Screen } from './screen.ts';

/** Times on the board are relative, and the terminal may change its size. */
const redrawMs = 1_000;
/** How many of the newest lines are remembered. */
const mostLines = 50;

export class WatchBoard {
	readonly #session: Session;
	readonly #screen: Screen;
	/** Makes the lines about changes. */
	readonly #printer: WatchPrinter;
	readonly #lines: string[] = [];
	readonly #stopped = new AbortController();
	#isRedrawn = false;

	constructor(session: Session) {
		this.#session = session;
		this.#screen = new Screen(session.io.stdout);
		const write = (text: string): void => {
			this.#lines.push(...text.trimEnd().split('\n'));
			this.#lines.splice(0, this.#lines.length - mostLines);
		};
		// A copy of the session would lose its getters.
		this.#printer = new WatchPrinter(
			Object.create(session, { io: { value: { ...session.io, stdout: { write } } } }) as Session,
		);
	}

	print(event: FollowEvent): void {
		this.#printer.print(event);
		this.#draw();
	}

	expectReminders(): void {
		this.#printer.expectReminders();
	}

	remind(reminder: Reminder): void {
		this.#printer.remind(reminder);
		this.#draw();
	}

	warnOfDraft(draft: HeldDraft): void {
		this.#printer.warnOfDraft(draft);
		this.#draw();
	}

	remindOfMaintenance(reminder: MaintenanceReminder): void {
		this.#printer.remindOfMaintenance(reminder);
		this.#draw();
	}

	/** Gives the terminal back. */
	stop(): void {
		this.#printer.stop();
		this.#stopped.abort();
		this.#screen.close();
	}

	async #redraw(): Promise<void> {
		this.#isRedrawn = true;
		const { signal } = this.#stopped;
		while (!signal.aborted) {
			await this.#session.io.sleep(redrawMs, signal);
			if (!signal.aborted) this.#draw();
		}
	}

	#draw(): void {
		const state = this.#printer.state;
		// Before the first snapshot, errors are printed as for any other command.
		if (!state) return;
		if (!this.#isRedrawn) void this.#redraw();
		const { style } = this.#session;
		const now = boardLines(state, style);
		const room = Math.max(1, this.#screen.rows - now.length - 2);
		this.#screen.draw([...now, '', style.colours.bold('Changes'), ...this.#lines.slice(-room).reverse()]);
	}
}

function boardLines(state: State, style: Style): string[] {
	const { now, colours } = style;
	const [open, upcoming] = [activeNotices(state, now), upcomingMaintenance(state, now)];
	const name = page(state)?.name ?? 'Candor';
	const status = labelOf(overallLabels, overallStatus(state, now));
	return [
		`${colours.bold(oneLine(name))}  ${status}  ${colours.dim(`${timeOfDay(now, style)} · Ctrl+C ends`)}`,
		'',
		...(open.length === 0 ? [colours.green('No notice is open.')] : open.flatMap(noticeLines(style))),
		...(upcoming.length === 0
			? []
			: ['', colours.bold('Announced'), ...upcoming.flatMap(noticeLines(style))]),
		...componentLines(state, style),
	];
}

const noticeLines =
	(style: Style) =>
	(found: Notice): string[] => [
		`${headline(found, style)}  ${style.colours.dim(found.id)}`,
		...statusLines(found, style).map((line) => `  ${line}`),
	];

/** The components that do not work. */
function componentLines(state: State, style: Style): string[] {
	const affected = components(state, style.now).filter(({ status }) => status !== 'operational');
	if (affected.length === 0) return [];
	const lines = affected.map(
		({ value, status }) => `  ${oneLine(value.name)}: ${labelOf(statusLabels, status)}`,
	);
	return ['', style.colours.bold('Components'), ...lines];
}
