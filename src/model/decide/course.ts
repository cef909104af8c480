/** Rules that keep a correction of times from beginning, ending or hiding a notice. */
import type { NoticeValue } from '../records/notice.ts';
import { effectivePhase, isEnded } from '../views/notices.ts';
import { isEndedPhase, type NoticeKind } from '../vocabulary.ts';
import { checkOrder, hasPassed, invalid } from './context.ts';

type Window = NoticeValue['window'];

/** Refuses a window for anything but maintenance. */
export function checkMayHaveWindow(kind: NoticeKind): void {
	if (kind !== 'maintenance')
		throw invalid(
			'window',
			`Only maintenance has a window. Leave it out of this ${kind}, or give an estimate.`,
		);
}

function checkWindow(kind: NoticeKind, window: Window): void {
	if (!window) return;
	checkMayHaveWindow(kind);
	checkOrder('window', window, 'start', 'end');
}

/** Refuses the choice of an end by the clock for what has no window. */
export function checkClockEnd(kind: NoticeKind, endsByClock: boolean | undefined): void {
	if (endsByClock && kind !== 'maintenance')
		throw invalid(
			'endsByClock',
			`Only maintenance ends by the clock. Leave it out of this ${kind}, or give "expiresAt".`,
		);
}

/** Refuses also a window that has ended already: it would end the notice at once. */
export function checkNewWindow(kind: NoticeKind, window: Window, now: string): void {
	checkWindow(kind, window);
	if (window && hasPassed(window.end, now))
		throw invalid('window.end', 'This window is over already. Give an end still to come.');
}

/**
 * Refuses an edit of the times that would begin, end, reopen or hide the notice: each of these is a
 * command of its own.
 */
export function checkSameCourse(before: NoticeValue, after: NoticeValue, now: string): void {
	checkWindow(before.kind, after.window);
	checkSameExpiry(before, after, now);
	if (isEndedPhase(before.phase)) return;
	const [was, is] = [before, after].map((value) => effectivePhase(value, Date.parse(now)));
	const { window } = after;
	if (window && window.end !== before.window?.end && hasPassed(window.end, now))
		throw invalid(
			'window.end',
			'This window is over already, and an edit does not end maintenance. Give an end still to come, or resolve the notice (candor resolve).',
		);
	const isBegun = was !== 'scheduled' && window && window.start !== before.window?.start;
	if (isBegun && !hasPassed(window.start, now)) throw begun();
	if (was === is) return;
	if (isEndedPhase(is ?? ''))
		throw invalid(
			'window.end',
			'The end of its window has passed, so this edit would end the maintenance at once. Give an end still to come, or resolve the notice (candor resolve).',
		);
	if (was === 'scheduled')
		throw invalid(
			'window.start',
			'This start has passed, and an edit does not begin maintenance. Give a start still to come, or begin it with the phase "in-progress".',
		);
	throw isEndedPhase(was ?? '')
		? invalid(
				'window',
				'This maintenance ended with its window, and an edit does not reopen it. Reopen it first (candor reopen).',
			)
		: begun();
}

const begun = () =>
	invalid(
		'window.start',
		'This maintenance has begun, and an edit does not take that back. Give a start that has passed, or leave the start out.',
	);

/** Refuses an expiry in the past for a notice that is shown. */
export function checkSameExpiry(before: NoticeValue, after: NoticeValue, now: string): void {
	const { expiresAt } = after;
	if (expiresAt === null || expiresAt === before.expiresAt || isEnded(before, Date.parse(now))) return;
	if (hasPassed(expiresAt, now))
		throw invalid(
			'expiresAt',
			'This instant has passed, so the notice would disappear at once. Give one still to come, or resolve the notice.',
		);
}
