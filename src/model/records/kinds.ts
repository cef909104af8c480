/**
 * All kinds of records. Browser code imports nothing from this folder, because zod must not reach a
 * bundle, nor the types of the package: their types are in generated/record-types.ts.
 */

import { checklistReminderValue, checklistValue } from './checklist.ts';
import { affectedComponent, componentValue } from './component.ts';
import { connectorValue } from './connector.ts';
import { draftValue, reportSummary } from './draft.ts';
import { drillDueValue } from './drill-due.ts';
import { drillHeldValue } from './drill-held.ts';
import { audience } from './fields.ts';
import { mergerValue } from './merger.ts';
import { dataSafety, noticeValue } from './notice.ts';
import { overrideValue } from './override.ts';
import { pageValue } from './page.ts';
import { payout, payoutTier } from './payout.ts';
import { postmortemValue } from './postmortem.ts';
import { postmortemDraftAction, postmortemDraftValue } from './postmortem-draft.ts';
import { promiseValue } from './promise.ts';
import { proposalValue } from './proposal.ts';
import { redactionValue } from './redaction.ts';
import { remedyValue } from './remedy.ts';
import { remedyBudgetValue } from './remedy-budget.ts';
import { reminderValue } from './reminder.ts';
import { retractionValue } from './retraction.ts';
import { revisionValue } from './revision.ts';
import { automationValue, labelMatcher, ruleValue } from './rule.ts';
import { seriesOccurrence, seriesValue } from './series.ts';
import { signOutValue } from './sign-out.ts';
import { templateTexts, templateValue, templateVariable } from './template.ts';
import { tokenValue } from './token.ts';
import { updateValue } from './update.ts';

export { fieldDecoders } from './fields.ts';

/** The kinds that may leave the server. */
export const publicSchemas = {
	page: pageValue,
	component: componentValue,
	notice: noticeValue,
	update: updateValue,
	remedy: remedyValue,
	postmortem: postmortemValue,
} as const;

/** All kinds that this version knows. A log may hold others, written by a newer version. */
export const recordSchemas = {
	...publicSchemas,
	retraction: retractionValue,
	revision: revisionValue,
	redaction: redactionValue,
	draft: draftValue,
	token: tokenValue,
	template: templateValue,
	proposal: proposalValue,
	override: overrideValue,
	promise: promiseValue,
	merger: mergerValue,
	'postmortem-draft': postmortemDraftValue,
	rule: ruleValue,
	automation: automationValue,
	connector: connectorValue,
	series: seriesValue,
	reminder: reminderValue,
	'sign-out': signOutValue,
	'drill-held': drillHeldValue,
	'drill-due': drillDueValue,
	'remedy-budget': remedyBudgetValue,
	checklist: checklistValue,
	'checklist-reminder': checklistReminderValue,
} as const;

export type { PublicKind, RecordKind, RecordValue, RecordValues } from '../generated/record-types.ts';

/** Parts of records whose types have a name, by that name. */
export const partSchemas = {
	AffectedComponent: affectedComponent,
	Audience: audience,
	DataSafety: dataSafety,
	PostmortemDraftAction: postmortemDraftAction,
	LabelMatcher: labelMatcher,
	Payout: payout,
	PayoutTier: payoutTier,
	ReportSummary: reportSummary,
	SeriesOccurrence: seriesOccurrence,
	TemplateTexts: templateTexts,
	TemplateVariable: templateVariable,
} as const;
