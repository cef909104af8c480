import type { Command } from '../commands/command.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import { openNoticeAt, postUpdateAt } from './backdated.ts';
import { markStep } from './checklist.ts';
import { advanceClock } from './clock.ts';
import { editComponent, putComponent, removeComponent } from './components.ts';
import { applyConfiguration } from './configuration.ts';
import { putConnector, removeConnector } from './connectors.ts';
import type { Context } from './context.ts';
import { editUpdate, withdrawUpdate } from './corrections.ts';
import { discardDraft, publishDraft, raiseDraft } from './drafts.ts';
import { recordDrill } from './drills.ts';
import { importRecords } from './import-records.ts';
import { merge } from './merge.ts';
import { editNotice } from './notices.ts';
import { editPage, putPage, setOrigins } from './page.ts';
import {
	discardPostmortemDraft,
	publishPostmortemDraft,
	putPostmortemDraft,
	reviewPostmortemDraft,
	startPostmortemDraft,
} from './postmortem-drafts.ts';
import { putPostmortem, removePostmortem } from './postmortems.ts';
import { acceptSuggestion, approveDraft, draftNotice } from './proposals.ts';
import { redactNotice, redactUpdate } from './redactions.ts';
import { endRemedy, putRemedy, removeRemedy } from './remedies.ts';
import { restore, retract } from './retractions.ts';
import { reviewDraft } from './reviews.ts';
import { putRule, removeRule, switchAutomation } from './rules.ts';
import { editDraft, expireDraft, publishScheduled } from './scheduled-drafts.ts';
import { announceOccurrence } from './series/announce.ts';
import { cancelOccurrence, moveOccurrence, restoreOccurrence } from './series/occurrence-changes.ts';
import { createSeries, editSeries, removeSeries, restoreSeries } from './series/series.ts';
import { endSessions } from './sessions.ts';
import { putTemplate, removeTemplate } from './templates.ts';
import { withInstants } from './times.ts';
import { issueToken, revokeToken } from './tokens.ts';
import { undo } from './undo.ts';
import { changePhase, reopen, resolve } from './updates.ts';

/**
 * Decides what a command does to a state: the changes of one commit, or none. The command has
 * passed its schema. Throws CandorError with the reason for a refusal.
 */
export function decide(given: Command, state: State, context: Context): readonly KnownChange[] {
	const command = withInstants(given, context.now);
	switch (command.type) {
		case 'put-page':
			return putPage(command, state);
		case 'edit-page':
			return editPage(command, state);
		case 'set-origins':
			return setOrigins(command, state);
		case 'put-component':
			return putComponent(command, state, context);
		case 'edit-component':
			return editComponent(command, state, context);
		case 'remove-component':
			return removeComponent(command, state, context);
		case 'open-notice':
			return openNoticeAt(command, state, context);
		case 'edit-notice':
			return editNotice(command, state, context);
		case 'post-update':
			return postUpdateAt(command, state, context);
		case 'change-phase':
			return changePhase(command, state, context);
		case 'resolve':
			return resolve(command, state, context);
		case 'reopen':
			return reopen(command, state, context);
		case 'retract':
			return retract(command, state, context);
		case 'restore':
			return restore(command, state);
		case 'merge':
			return merge(command, state, context);
		case 'undo':
			return undo(command, state, context);
		case 'edit-update':
			return editUpdate(command, state, context);
		case 'withdraw-update':
			return withdrawUpdate(command, state, context);
		case 'redact-update':
			return redactUpdate(command, state, context);
		case 'redact-notice':
			return redactNotice(command, state, context);
		case 'raise-draft':
			return raiseDraft(command, state, context);
		case 'discard-draft':
			return discardDraft(command, state, context);
		case 'publish-draft':
			return publishDraft(command, state, context);
		case 'put-remedy':
			return putRemedy(command, state, context);
		case 'remove-remedy':
			return removeRemedy(command, state);
		case 'end-remedy':
			return endRemedy(command, state);
		case 'put-postmortem':
			return putPostmortem(command, state, context);
		case 'remove-postmortem':
			return removePostmortem(command, state);
		case 'start-postmortem-draft':
			return startPostmortemDraft(command, state, context);
		case 'put-postmortem-draft':
			return putPostmortemDraft(command, state, context);
		case 'review-postmortem-draft':
			return reviewPostmortemDraft(command, state, context);
		case 'discard-postmortem-draft':
			return discardPostmortemDraft(command, state);
		case 'publish-postmortem-draft':
			return publishPostmortemDraft(command, state, context);
		case 'mark-step':
			return markStep(command, state, context);
		case 'draft-notice':
			return draftNotice(command, state, context, decide);
		case 'accept-suggestion':
			return acceptSuggestion(command, state, context, decide);
		case 'edit-draft':
			return editDraft(command, state, context, decide);
		case 'review-draft':
			return reviewDraft(command, state, context);
		case 'publish-scheduled':
			return publishScheduled(command, state, context, decide);
		case 'expire-draft':
			return expireDraft(command, state, context);
		case 'approve-draft':
			return approveDraft(command, state, context, decide);
		case 'create-token':
		case 'rotate-token':
			return issueToken(command, context);
		case 'revoke-token':
			return revokeToken(command);
		case 'put-template':
			return putTemplate(command, state, context);
		case 'remove-template':
			return removeTemplate(command, state, context);
		case 'apply-configuration':
			return applyConfiguration(command, state, context);
		case 'import-records':
			return importRecords(command, state, context);
		case 'put-rule':
			return putRule(command, state, context);
		case 'remove-rule':
			return removeRule(command, state);
		case 'switch-automation':
			return switchAutomation(command);
		case 'put-connector':
			return putConnector(command);
		case 'remove-connector':
			return removeConnector(command);
		case 'create-series':
			return createSeries(command, state, context);
		case 'edit-series':
			return editSeries(command, state, context);
		case 'remove-series':
			return removeSeries(command, state);
		case 'end-sessions':
			return endSessions(command, context);
		case 'record-drill':
			return recordDrill(context);
		case 'restore-series':
			return restoreSeries(command, state, context);
		case 'move-occurrence':
			return moveOccurrence(command, state, context);
		case 'cancel-occurrence':
			return cancelOccurrence(command, state, context);
		case 'restore-occurrence':
			return restoreOccurrence(command, state, context);
		case 'announce-occurrence':
			return announceOccurrence(command, state, context);
		case 'keep-time':
			return advanceClock(state, context);
	}
}
