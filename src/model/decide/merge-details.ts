/**
 * Fields with members, of which a command names only those that it changes. The others stay as the
 * notice has them (RFC 7396).
 */
import type { CommandOf } from '../commands/command.ts';
import type { Audience } from '../records/fields.ts';
import type { NoticeValue } from '../records/notice.ts';
import { invalid } from './context.ts';
import { type Details, defined } from './details.ts';

type List = 'unaffected' | 'actions' | 'checklist';
type Fields = Pick<CommandOf<'edit-notice'>, 'audience' | 'dataSafety' | 'estimate' | 'window' | List>;
type Given<Name extends keyof Fields> = NonNullable<Fields[Name]>;

/**
 * Both members of a span. Throws CandorError `invalid` if neither the command nor the notice has
 * one of them.
 */
function mergeSpan<First extends string, Second extends string>(
	field: string,
	[first, second]: readonly [First, Second],
	given: { readonly [Name in First | Second]?: string | undefined },
	before: { readonly [Name in First | Second]: string } | null,
): Record<First | Second, string> {
	const span = { ...before, ...defined(given) } as Partial<Record<First | Second, string>>;
	const missing = [first, second].find((name) => span[name] === undefined);
	if (missing !== undefined)
		throw invalid(
			`${field}.${missing}`,
			`This notice has no ${field} yet. Give both "${first}" and "${second}".`,
		);
	return span as Record<First | Second, string>;
}

export const mergeWindow = (given: Given<'window'>, before: NoticeValue['window']) =>
	mergeSpan('window', ['start', 'end'], given, before);

const mergeEstimate = (given: Given<'estimate'>, before: NoticeValue['estimate']) =>
	mergeSpan('estimate', ['earliest', 'latest'], given, before);

/** What is known is as of now if it changes, unless the command says as of when. */
function mergeDataSafety(given: Given<'dataSafety'>, before: NoticeValue['dataSafety'], now: string) {
	const { state, statement, ...others } = { ...before, ...defined(given) };
	if (state === undefined || statement === undefined)
		throw invalid(
			`dataSafety.${state === undefined ? 'state' : 'statement'}`,
			'This notice says nothing about data safety yet. Give both "state" and "statement".',
		);
	const isFinding = given.state ?? given.statement ?? given.evidence;
	return { state, statement, ...others, ...(isFinding !== undefined && { asOf: given.asOf ?? now }) };
}

const noAudience: Audience = { attributes: {}, routes: [], signedIn: null, percentage: null };

/** `null` if no condition remains. */
function mergeAudience(given: Given<'audience'>, before: Audience | null): Audience | null {
	const { attributes, routes, ...others } = defined(given);
	const audience: Audience = { ...noAudience, ...before, ...(others as Partial<Audience>) };
	if (routes !== undefined) audience.routes = routes ?? [];
	if (attributes !== undefined)
		audience.attributes = Object.fromEntries(
			Object.entries({ ...(attributes && audience.attributes), ...attributes }).flatMap(([name, values]) =>
				values ? [[name, values]] : [],
			),
		);
	if (Object.keys(audience.attributes).length > 20)
		throw invalid('audience.attributes', 'An audience has at most 20 attributes. Clear some with null.');
	return JSON.stringify(audience) === JSON.stringify(noAudience) ? null : audience;
}

/** The whole details that a command with changed details leads to. */
export function mergeDetails<Changed extends Omit<Fields, 'window'>>(
	{ audience, dataSafety, estimate, unaffected, actions, checklist, ...others }: Changed,
	before: NoticeValue,
	now: string,
): Omit<Changed, 'audience' | 'dataSafety' | 'estimate' | List> &
	Pick<Details, 'audience' | 'dataSafety' | 'estimate' | List> {
	return {
		...others,
		unaffected: unaffected === null ? [] : unaffected,
		actions: actions === null ? [] : actions,
		checklist: checklist === null ? [] : checklist,
		audience: audience && mergeAudience(audience, before.audience),
		dataSafety: dataSafety && mergeDataSafety(dataSafety, before.dataSafety, now),
		estimate: estimate && mergeEstimate(estimate, before.estimate),
	};
}
