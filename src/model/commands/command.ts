/** All commands. Their texts have been parsed to rich text already. */
import { z } from 'zod';
import { markStep } from './checklist.ts';
import { advanceClock } from './clock.ts';
import { editComponent, putComponent, removeComponent } from './components.ts';
import { applyConfiguration } from './configuration.ts';
import { putConnector, removeConnector } from './connectors.ts';
import { editUpdate, redactNotice, redactUpdate, restore, withdrawUpdate } from './corrections.ts';
import { discardDraft, publishDraft, raiseDraft } from './drafts.ts';
import { recordDrill } from './drills.ts';
import { merge } from './merge.ts';
import { editNotice, openNotice, retract } from './notices.ts';
import { editPage, putPage, setOrigins } from './page.ts';
import {
	discardPostmortemDraft,
	publishPostmortemDraft,
	putPostmortemDraft,
	reviewPostmortemDraft,
	startPostmortemDraft,
} from './postmortem-drafts.ts';
import { putPostmortem, removePostmortem } from './postmortems.ts';
import {
	acceptSuggestion,
	approveDraft,
	draftNotice,
	editDraft,
	expireDraft,
	publishScheduled,
	reviewDraft,
} from './proposals.ts';
import { importRecords } from './records.ts';
import { endRemedy, putRemedy, removeRemedy } from './remedies.ts';
import { putRule, removeRule, switchAutomation } from './rules.ts';
import {
	announceOccurrence,
	cancelOccurrence,
	createSeries,
	editSeries,
	moveOccurrence,
	removeSeries,
	restoreOccurrence,
	restoreSeries,
} from './series.ts';
import { endSessions } from './sessions.ts';
import { putTemplate, removeTemplate } from './templates.ts';
import { createToken, revokeToken, rotateToken } from './tokens.ts';
import { undo } from './undo.ts';
import { changePhase, postUpdate, reopen, resolve } from './updates.ts';

export const command = z.discriminatedUnion('type', [
	putPage,
	editPage,
	setOrigins,
	putComponent,
	editComponent,
	removeComponent,
	openNotice,
	editNotice,
	postUpdate,
	changePhase,
	resolve,
	reopen,
	retract,
	restore,
	merge,
	undo,
	editUpdate,
	withdrawUpdate,
	redactUpdate,
	redactNotice,
	raiseDraft,
	discardDraft,
	publishDraft,
	putRemedy,
	removeRemedy,
	endRemedy,
	putPostmortem,
	removePostmortem,
	startPostmortemDraft,
	putPostmortemDraft,
	reviewPostmortemDraft,
	discardPostmortemDraft,
	publishPostmortemDraft,
	markStep,
	draftNotice,
	acceptSuggestion,
	editDraft,
	approveDraft,
	reviewDraft,
	publishScheduled,
	expireDraft,
	createToken,
	rotateToken,
	revokeToken,
	putTemplate,
	removeTemplate,
	applyConfiguration,
	importRecords,
	putRule,
	removeRule,
	switchAutomation,
	putConnector,
	removeConnector,
	createSeries,
	editSeries,
	removeSeries,
	restoreSeries,
	moveOccurrence,
	cancelOccurrence,
	restoreOccurrence,
	announceOccurrence,
	endSessions,
	recordDrill,
	advanceClock,
]);
export type Command = z.infer<typeof command>;
/** The command of one type. */
export type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;
