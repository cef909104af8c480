/** The rules that every command on a notice shares: finding it, its phases, what it names and its details. */
import type { CommandOf } from '../commands/commands.ts';
import { CandorError } from '../errors.ts';
import type { AffectedComponent, NoticeValue } from '../records/records.ts';
import { type Change, recordKey, type State } from '../state/commit.ts';
import { isEnded, type Notice, notice } from '../views/notices.ts';
import { isEndedPhase, type NoticeKind, type Phase, phasesOf, statusForImpact } from '../vocabulary.ts';
import { missingComponents } from './components.ts';

/** What `decide` may not find out for itself. */
export interface Context {
	/** The instant of the decision, ISO 8601 in UTC. */
	readonly now: string;
	readonly newId: () => string;
}

/** An input that is wrong at one place. */
export const invalid = (path: string, message: string): CandorError =>
	new CandorError('invalid', message, [{ path, message }]);

export const wasRetracted = (state: State, id: string): boolean =>
	state.records.get(recordKey('retraction', id))?.value != null;

/** The notice, or the sentence that says why there is none. */
export function mustFind(state: State, id: string): Notice {
	const found = notice(state, id);
	if (found) return found;
	if (wasRetracted(state, id))
		throw new CandorError(
			'retracted',
			`The notice "${id}" was retracted. Open a new one if there is more to say.`,
		);
	throw new CandorError('not-found', `There is no notice "${id}". List the notices to see their ids.`);
}

export const endedError = (found: Notice, now: string): CandorError | null =>
	isEnded(found.value, Date.parse(now))
		? new CandorError('notice-ended', `The notice "${found.id}" has ended. Reopen it first.`)
		: null;

/** The phases of a kind that are open, or those that end it. */
export const phasesThat = (end: boolean, kind: NoticeKind): readonly Phase[] =>
	phasesOf[kind].filter((phase) => isEndedPhase(phase) === end);

/** Refuses a phase that is not among the allowed ones, and names those that are. */
export function checkPhase(
	kind: NoticeKind,
	phase: Phase,
	allowed: readonly Phase[] = phasesOf[kind],
): Phase {
	if (allowed.includes(phase)) return phase;
	const message = `"${phase}" does not fit this ${kind} here. Use ${allowed.map((word) => `"${word}"`).join(', ')}.`;
	throw new CandorError('wrong-phase', message, [{ path: 'phase', message }]);
}

type GivenAffected = NonNullable<CommandOf<'open-notice'>['affected']>;

/** Affected components with a status each, the last word on each counting. */
export function withStatus(
	given: GivenAffected,
	{ kind, impact }: Pick<NoticeValue, 'kind' | 'impact'>,
): AffectedComponent[] {
	const fallback = kind === 'maintenance' ? 'maintenance' : statusForImpact[impact];
	return mergeAffected(
		[],
		given.map(({ component, status }) => ({ component, status: status ?? fallback })),
	);
}

/** `before` with what is new said about its components, in the order in which each was first named. */
export const mergeAffected = (
	before: readonly AffectedComponent[],
	news: readonly AffectedComponent[],
): AffectedComponent[] => [
	...new Map([...before, ...news].map((entry) => [entry.component, entry] as const)).values(),
];

type Details = Pick<
	CommandOf<'open-notice'>,
	| 'unaffected'
	| 'workaround'
	| 'actions'
	| 'checklist'
	| 'dataSafety'
	| 'estimate'
	| 'promise'
	| 'expiresAt'
	| 'audience'
	| 'notAffected'
	| 'moreUrl'
	| 'dismissible'
	| 'drill'
	| 'reporting'
	| 'language'
>;

/** The details that a command gives: what is there replaces, `null` clears, what is left out stays. */
export function detailsOf(command: Details, now: string): Partial<NoticeValue> {
	const { unaffected, workaround, actions, checklist, dataSafety, estimate, promise, expiresAt } = command;
	const { audience, notAffected, moreUrl, dismissible, drill, reporting, language } = command;
	if (promise && Date.parse(promise.nextUpdateBy) <= Date.parse(now))
		throw invalid(
			'promise.nextUpdateBy',
			'The next update is promised for the past. Give an instant still to come.',
		);
	return {
		...(unaffected && { unaffected: [...new Set(unaffected)] }),
		...(workaround !== undefined && { workaround }),
		...(actions && { actions }),
		...(checklist && { checklist }),
		...(dataSafety !== undefined && {
			dataSafety: dataSafety && {
				state: dataSafety.state,
				statement: dataSafety.statement,
				evidence: dataSafety.evidence ?? null,
				approvedBy: dataSafety.approvedBy ?? null,
				asOf: dataSafety.asOf ?? now,
			},
		}),
		...(estimate !== undefined && { estimate }),
		...(promise !== undefined && { promise }),
		...(expiresAt !== undefined && { expiresAt }),
		...(audience !== undefined && { audience }),
		...(notAffected !== undefined && { notAffected }),
		...(moreUrl !== undefined && { moreUrl }),
		...(dismissible !== undefined && { dismissible }),
		...(drill !== undefined && { drill }),
		...(reporting !== undefined && { reporting }),
		...(language !== undefined && { language }),
	};
}

/** The changes that store a notice, once it is whole and makes sense, and make the components it is first to name. */
export function store(id: string, value: NoticeValue, state: State): Change[] {
	if (value.affected.length > 100)
		throw invalid('affected', 'A notice names at most 100 components. Open a second one for the others.');
	if (value.phase === 'scheduled' && !value.window)
		throw invalid('window', 'Scheduled maintenance needs a window. Give its start and end.');
	const hurt = new Set(
		value.affected.filter(({ status }) => status !== 'operational').map((entry) => entry.component),
	);
	// A component cannot be both: the bad news is the one that must not be lost.
	const unaffected = value.unaffected.filter((component) => !hurt.has(component));
	const named = [...value.affected.map(({ component }) => component), ...unaffected];
	return [...missingComponents(state, named), { kind: 'notice', id, value: { ...value, unaffected } }];
}
