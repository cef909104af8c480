/**
 * What the assistant gets: what customers can read about a notice, and of what they cannot read
 * only what the request names.
 */
import type { AssistantField } from '../../../src/model/assistant/vocabulary.ts';
import { markdownOf } from '../../../src/model/markdown.ts';
import type { ReportSummary } from '../../../src/model/records/draft.ts';
import type { State } from '../../../src/model/state/state.ts';
import { componentName } from '../../../src/model/views/components.ts';
import { effectivePhase, type Notice } from '../../../src/model/views/notices.ts';
import { page } from '../../../src/model/views/page.ts';
import { postmortemDraft } from '../../../src/model/views/postmortem-drafts.ts';
import { timeline } from '../../../src/model/views/updates.ts';
import type { StoredGroup } from '../alerts/stored-groups.ts';

export interface FactSources {
	readonly state: State;
	/** Epoch milliseconds. */
	readonly now: number;
	/** The alerts that rules treat as one incident each. */
	readonly alertGroups: readonly StoredGroup[];
	/** The failure counts of a component that came lately. */
	readonly recentFailures: (component: string) => ReportSummary | null;
}

interface Asked {
	/** `null`: a new notice. */
	readonly notice: Notice | null;
	/** What the operator has noted; `null`: nothing. */
	readonly words: string | null;
	/** The private facts that may be sent. */
	readonly fields: readonly AssistantField[];
}

/** The newest ones: an outage of days has hundreds. */
const mostUpdates = 20;
const mostAlerts = 20;
const mostComponents = 100;

export function factsFor({ notice, words, fields }: Asked, sources: FactSources): object {
	const { state, now } = sources;
	const has = (field: AssistantField): boolean => fields.includes(field);
	return {
		now: new Date(now).toISOString(),
		page: page(state)?.name ?? null,
		...(notice && { notice: noticeFacts(notice, sources) }),
		...(words !== null && { operatorNotes: words }),
		...(has('audience') && notice && { audience: notice.value.audience }),
		...((has('alerts') || has('alert-labels')) && { alerts: alertFacts(notice, fields, sources) }),
		...(has('visitor-reports') && { visitorReports: reportFacts(notice, sources) }),
		...(has('postmortem-draft') && notice && { postmortemDraft: postmortemFacts(notice, state) }),
	};
}

function noticeFacts({ id, value }: Notice, { state, now }: FactSources): object {
	const { dataSafety, affected, unaffected, promise } = value;
	const nameOf = (component: string): string => componentName(state, component);
	const updates = timeline(state, id).filter((update) => update.value.withdrawnAt == null);
	return {
		kind: value.kind,
		title: value.title,
		phase: effectivePhase(value, now),
		impact: value.impact,
		openedAt: value.openedAt,
		endedAt: value.endedAt,
		window: value.window,
		affected: affected.map(({ component, status }) => ({ component: nameOf(component), status })),
		worksNormally: unaffected.map(nameOf),
		workaround: value.workaround && markdownOf(value.workaround),
		whatCustomersCanDo: value.checklist,
		whatWeAreDoing: value.actions,
		dataSafety: dataSafety && {
			state: dataSafety.state,
			statement: markdownOf(dataSafety.statement),
			evidence: dataSafety.evidence && markdownOf(dataSafety.evidence),
			asOf: dataSafety.asOf,
		},
		expectedEnd: value.estimate,
		nextUpdateBy: promise?.nextUpdateBy ?? null,
		moreInformation: value.moreUrl,
		updates: updates.slice(0, mostUpdates).map((update) => ({
			at: update.value.at,
			phase: update.value.phase,
			text: markdownOf(update.value.body),
		})),
	};
}

/** Those that a rule made the notice of; for a new notice, all that fire and that no notice tells of. */
function alertFacts(
	notice: Notice | null,
	fields: readonly AssistantField[],
	{ alertGroups, state }: FactSources,
): object[] {
	const groups = alertGroups.filter(({ made, coveredBy, quietSince }) =>
		notice
			? made?.notice === notice.id || coveredBy === notice.id
			: quietSince === null && !made?.notice && coveredBy === null,
	);
	return groups
		.flatMap(({ alerts, components, firingSince }) =>
			Object.values(alerts).map(({ summary, labels, firing, at }) => ({
				...{ firing, since: new Date(at ?? firingSince).toISOString() },
				components: components.map((component) => componentName(state, component)),
				...(fields.includes('alerts') && { summary: summary.slice(0, 500) }),
				...(fields.includes('alert-labels') && { labels }),
			})),
		)
		.slice(0, mostAlerts);
}

function reportFacts(notice: Notice | null, { state, recentFailures }: FactSources): object[] {
	const named = notice?.value.affected.map(({ component }) => component);
	const ids =
		named ?? [...state.records.values()].flatMap(({ kind, id }) => (kind === 'component' ? [id] : []));
	return ids.slice(0, mostComponents).flatMap((component) => {
		const counts = recentFailures(component);
		return counts ? [{ component: componentName(state, component), ...counts }] : [];
	});
}

/** Without the ids of the tokens that wrote and reviewed it. */
function postmortemFacts({ id }: Notice, state: State): object | null {
	const draft = postmortemDraft(state, id)?.value;
	if (!draft) return null;
	const { title, impact, timeline: course, causes, wentWell, internal, actions } = draft;
	return { title, impact, timeline: course, causes, wentWell, internal, actions };
}
