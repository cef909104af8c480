/** Commands on a notice as a whole: open and edit it. */
import type { CommandOf } from '../commands/command.ts';
import { newNotice, newUpdate } from '../new-record.ts';
import type { NoticeValue } from '../records/notice.ts';
import type { UpdateValue } from '../records/update.ts';
import type { KnownChange } from '../state/commit.ts';
import { recordKey, type State } from '../state/state.ts';
import { effectivePhase, isEnded } from '../views/notices.ts';
import { isEndedPhase, phasesOf } from '../vocabulary.ts';
import { withStatus } from './affected.ts';
import { checkComponents } from './components.ts';
import { type Context, hasPassed, invalid, isRetracted, requireNotice } from './context.ts';
import { checkClockEnd, checkMayHaveWindow, checkNewWindow, checkSameCourse } from './course.ts';
import { detailsOf } from './details.ts';
import { mergeDetails, mergeWindow } from './merge-details.ts';
import { checkPhase } from './phases.ts';
import { declinedPromise, promiseFor } from './promises.ts';
import { putNotice } from './put-notice.ts';
import { checkNotSimilar } from './similar.ts';
import { messageOf } from './step.ts';
import { withTranslations } from './translations.ts';

const isTaken = (state: State, id: string): boolean =>
	!!state.records.get(recordKey('notice', id)) || isRetracted(state, id);

/** To open a notice without times in the past (backdated.ts). */
export type OpenNow = Omit<CommandOf<'open-notice'>, 'started' | 'ended'>;

export function openNotice(command: OpenNow, state: State, context: Context): KnownChange[] {
	const { type: _, id: givenId, kind, title, phase: givenPhase, body, author, ...options } = command;
	const { affected = [], newComponents, anyway, translations = {}, ...others } = options;
	const { impact = kind === 'incident' ? 'minor' : 'none', window: givenWindow, ...given } = others;
	const { now, newId } = context;
	const id = givenId ?? newId();
	if (isTaken(state, id)) throw invalid('id', `The id "${id}" is taken. Choose another, or leave it out.`);
	const phase = checkPhase(kind, givenPhase ?? phasesOf[kind][0]);
	const window = givenWindow ? { start: givenWindow.start ?? now, end: givenWindow.end } : null;
	checkNewWindow(kind, window, now);
	checkClockEnd(kind, given.endsByClock);
	if (kind === 'maintenance' && !window && phase !== 'in-progress')
		throw invalid(
			'window',
			'Maintenance needs a window. Give its start and end, or open it as "in-progress".',
		);
	const details = detailsOf(given, now);
	if (details.expiresAt && hasPassed(details.expiresAt, now))
		throw invalid('expiresAt', 'This notice would never be shown. Give an instant still to come.');
	const ends = isEndedPhase(phase);
	const named = { affected, unaffected: given.unaffected, newComponents };
	checkComponents(named, { affected: [], unaffected: [], drill: given.drill ?? false }, state);
	if (!anyway) checkNotSimilar({ kind, title, affected, drill: given.drill ?? false }, state, now);
	const value = newNotice({
		kind,
		title,
		phase,
		impact,
		affected: withStatus(affected, { kind, impact }),
		window,
		openedAt: now,
		updatedAt: now,
		endedAt: ends ? now : null,
		latestUpdate: 1,
		endsByClock: false,
		...details,
		promise: ends ? null : promiseFor(details.promise, { kind, impact }, context),
	});
	const { ofNotice, ofUpdate } = splitTranslations(translations);
	// Maintenance that is opened within its window has started. The timeline need not show two
	// updates for that.
	const started = { ...value, phase: effectivePhase(value, Date.parse(now)) };
	const notice = withTranslations(value, started, ofNotice);
	const update = newUpdate({
		notice: id,
		number: 1,
		at: now,
		...messageOf({ body, author, translations: ofUpdate }, notice.language),
		phase: notice.phase,
		impact,
		affected: notice.affected,
	});
	return [
		...putNotice(id, notice, state),
		{ kind: 'update', id: newId(), value: update },
		...declinedPromise(given.promise, id, notice, context),
	];
}

/** Separates the translations of the notice from those of its first update, which come together. */
function splitTranslations(translations: NonNullable<CommandOf<'open-notice'>['translations']>) {
	const ofNotice: NoticeValue['translations'] = {};
	const ofUpdate: UpdateValue['translations'] = {};
	for (const [tag, { body, ...texts }] of Object.entries(translations)) {
		ofNotice[tag] = texts;
		if (body) ofUpdate[tag] = body;
	}
	return { ofNotice, ofUpdate };
}

/**
 * Corrects a notice without adding an update. It changes what the command names, and never begins
 * or ends the notice.
 */
export function editNotice(command: CommandOf<'edit-notice'>, state: State, context: Context): KnownChange[] {
	const { now } = context;
	const { type: _, notice, title, impact: givenImpact, affected, newComponents, ...others } = command;
	const { window, translations, ...given } = others;
	const { id, value } = requireNotice(state, notice);
	if (window) checkMayHaveWindow(value.kind);
	const impact = givenImpact ?? value.impact;
	const edited: NoticeValue = {
		...value,
		...detailsOf(mergeDetails(given, value, now), now),
		impact,
		updatedAt: now,
		...(title !== undefined && { title }),
		...(affected && { affected: withStatus(affected, { kind: value.kind, impact }) }),
		...(window !== undefined && { window: window && mergeWindow(window, value.window) }),
	};
	const named = { affected, unaffected: given.unaffected, newComponents };
	checkComponents(named, { ...value, drill: edited.drill }, state);
	checkClockEnd(value.kind, given.endsByClock);
	checkSameCourse(value, edited, now);
	const next = withTranslations(value, edited, translations);
	const hasEnded = isEnded(value, Date.parse(now));
	return [
		...putNotice(id, hasEnded ? { ...next, promise: null } : next, state),
		...declinedPromise(given.promise, id, next, context),
	];
}
