/**
 * What a second person must approve. It is found in what a command would change, not in the command:
 * there are many ways to say that data is safe.
 */
import type { Audience, NoticeValue } from './generated/record-types.ts';
import type { Change } from './state/commit.ts';
import type { State } from './state/state.ts';
import { clockEndOf, isActive, notice } from './views/notices.ts';
import { timeline } from './views/updates.ts';
import type { SecondPersonReason } from './vocabulary.ts';

/** A notice before and after a command. `null`: there is none. */
interface Step {
	readonly before: NoticeValue | null;
	readonly after: NoticeValue | null;
	/** Whether the notice was ever critical. */
	readonly wasCritical: boolean;
	/** Epoch milliseconds. */
	readonly now: number;
}

/** `now`: the time of the decision. */
export function reasonsForSecondPerson(
	changes: readonly Change[],
	state: State,
	now: string,
): SecondPersonReason[] {
	const steps = changes
		.filter(({ kind }) => kind === 'notice')
		.map(({ id, value }): Step => {
			const before = notice(state, id)?.value ?? null;
			return {
				before,
				after: value as NoticeValue | null,
				wasCritical:
					before?.impact === 'critical' ||
					timeline(state, id).some((update) => update.value.impact === 'critical'),
				now: Date.parse(now),
			};
		});
	const reasons = { 'data-safety': claimsSafety, 'no-component': reachesAll, 'critical-end': endsCritical };
	return Object.entries(reasons).flatMap(([reason, applies]) =>
		steps.some(applies) ? [reason as SecondPersonReason] : [],
	);
}

/** A drill is not shown to customers. */
const isShown = (value: NoticeValue | null): value is NoticeValue => value !== null && !value.drill;

function claimsSafety({ before, after }: Step): boolean {
	const claim = claimOf(after);
	return claim !== null && !isEqual(claim, claimOf(before));
}

/** The claim about data, and who reads it. */
function claimOf(value: NoticeValue | null): object | null {
	if (!isShown(value) || !value.dataSafety) return null;
	const { state, statement, evidence, asOf } = value.dataSafety;
	return state === 'safe' || state === 'affected'
		? { state, statement, evidence, asOf, audience: value.audience }
		: null;
}

function reachesAll({ before, after }: Step): boolean {
	if (!isForAllAboutNothing(after) || isForAllAboutNothing(before)) return false;
	// An end may take the components off a notice that named some.
	return before === null || after?.endedAt === null;
}

const isForAllAboutNothing = (value: NoticeValue | null): boolean =>
	isShown(value) && value.affected.length === 0 && isForAll(value.audience);

const isForAll = (audience: Audience | null): boolean =>
	audience === null ||
	(Object.keys(audience.attributes).length === 0 &&
		audience.routes.length === 0 &&
		audience.signedIn === null &&
		(audience.percentage ?? 100) >= 100);

function endsCritical({ before, after, wasCritical, now }: Step): boolean {
	if (!wasCritical || !isShown(before) || !isActive(before, now)) return false;
	if (!isShown(after) || !isActive(after, now)) return true;
	return plannedEnd(after) < plannedEnd(before);
}

/** When time alone ends or hides a notice, epoch milliseconds. */
const plannedEnd = (value: NoticeValue): number =>
	Math.min(
		...[value.expiresAt, clockEndOf(value)].map((at) =>
			at === null ? Number.POSITIVE_INFINITY : Date.parse(at),
		),
	);

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
