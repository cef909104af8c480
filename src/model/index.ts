/**
 * The package entry `candor/model`: the types of all records, commands and frames, the state, and
 * the functions that answer questions about it. It is pure and runs in Node and in browsers.
 */

// Views: questions about a state.
export { concerns, isFor, type VisitorContext } from './audience.ts';
// Commands, and what they do to a state.
export { type Command, type CommandOf, command } from './commands/command.ts';
export type { Context } from './decide/context.ts';
export { decide } from './decide/decide.ts';
export { CandorError, type ErrorCode, errorCodes, type Issue } from './errors.ts';
// Words: the closed sets and their English labels.
export {
	actionStateLabels,
	impactLabels,
	kindLabels,
	offerLabels,
	overallLabels,
	phaseLabels,
	safetyLabels,
	statusLabels,
} from './labels.ts';
export { locales } from './locales.ts';
// Records: their schemas (zod), their types, and values of new ones.
export {
	newComponent,
	newNotice,
	newPage,
	newPostmortem,
	newRemedy,
	newUpdate,
} from './new-record.ts';
export { type AffectedComponent, type ComponentValue, componentValue } from './records/component.ts';
export { type DraftValue, draftValue, type ReportSummary, reportSummary } from './records/draft.ts';
export { type Audience, audience, richText } from './records/fields.ts';
export {
	type PublicKind,
	type RecordKind,
	type RecordValue,
	type RecordValues,
	recordSchemas,
} from './records/kinds.ts';
export { type DataSafety, type NoticeValue, noticeValue } from './records/notice.ts';
export { type PageValue, pageValue } from './records/page.ts';
export { type PostmortemValue, postmortemValue } from './records/postmortem.ts';
export { type RemedyValue, remedyValue } from './records/remedy.ts';
export { type RetractionValue, retractionValue } from './records/retraction.ts';
export { type UpdateValue, updateValue } from './records/update.ts';
// The wire: frames, how they are written and read, and how clients connect.
export { retainedBytes, retainedRecords, retentionMs } from './retention.ts';
export {
	type Block,
	type CodeNode,
	type EmphasisNode,
	type Inline,
	type LinkNode,
	type ListNode,
	type ParagraphNode,
	plainText,
	type RichText,
	type StrongNode,
	safeHref,
	type TextNode,
} from './rich-text.ts';
// The state.
export type { Cause, Change, Commit, KnownChange } from './state/commit.ts';
export { isPublic, publicState } from './state/public.ts';
export { readable } from './state/readable.ts';
export {
	apply,
	changesSince,
	emptyState,
	liveRecord,
	liveRecords,
	merge,
	recordKey,
	recordsOf,
	recordsOfKind,
	recordsOfNotice,
	type State,
	type StateRecord,
	stateWith,
} from './state/state.ts';
export { calendarOf } from './views/calendar.ts';
export { type ComponentChange, componentChanges } from './views/component-changes.ts';
export { type ComponentGroup, componentGroups } from './views/component-groups.ts';
export { type ComponentView, componentName, components, overallStatus } from './views/components.ts';
export { canRaiseDraft, type Draft, drafts, isAnnounced } from './views/drafts.ts';
export {
	activeNotices,
	effectivePhase,
	isActive,
	isEnded,
	isExpired,
	isUpcoming,
	isWindowLate,
	type Notice,
	nextChangeAt,
	notice,
	notices,
	type PromiseState,
	promiseState,
	rank,
	recentNotices,
	upcomingMaintenance,
} from './views/notices.ts';
export { page } from './views/page.ts';
export { type Postmortem, postmortemOf } from './views/postmortems.ts';
export { isClaimable, type Remedy, remedies, remediesFor, remedyInLanguage } from './views/remedies.ts';
export {
	bestLanguage,
	bodyInLanguage,
	type InLanguage,
	inLanguage,
	type Translated,
} from './views/translation.ts';
export { timeline, type Update } from './views/updates.ts';
export { type PastDay, pastDay, type Uptime, uptimeOf } from './views/uptime.ts';
export {
	type ActionState,
	actionStates,
	type ComponentStatus,
	componentStatuses,
	type DataSafetyState,
	dataSafetyStates,
	finalPhaseOf,
	type Impact,
	impacts,
	isEndedPhase,
	type NoticeKind,
	noticeKinds,
	type OfferKind,
	offerKinds,
	type Phase,
	phases,
	phasesOf,
	reopenedPhaseOf,
	type SubscribeWay,
	statusForImpact,
	subscribeWays,
	worst,
} from './vocabulary.ts';
export { createEventStreamDecoder, type EventStreamDecoder, type StreamEvent } from './wire/event-stream.ts';
export { changeOf, changeOfCommit, snapshotOf } from './wire/frame-content.ts';
export { encodeFrame, preamble, splitData } from './wire/frame-text.ts';
export {
	type ChangeFrame,
	type Frame,
	type Policy,
	protocolVersion,
	type RetireFrame,
	type SnapshotFrame,
	type TimeFrame,
} from './wire/frames.ts';
export { readFrame, readSnapshot } from './wire/read-frames.ts';
export { readPostmortem } from './wire/read-postmortem.ts';
export { readRemedy } from './wire/read-remedy.ts';
