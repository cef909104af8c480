/** Who may do what: one table for the HTTP API, the command line and the console. */
import type { Command, CommandOf } from './commands/command.ts';
import { isEndedPhase, type Role } from './vocabulary.ts';

/** What operators read, and not every visitor. */
type Read =
	| 'read-server'
	| 'read-metrics'
	| 'read-visitor-reports'
	| 'read-drafts'
	| 'read-corrections'
	| 'read-log'
	| 'read-templates'
	| 'read-pack'
	| 'read-promises'
	| 'read-drills'
	| 'read-series'
	| 'read-tokens'
	| 'read-rules'
	| 'read-alerts'
	| 'read-channels'
	/** All public records at once, however old. */
	| 'read-records'
	| 'read-sessions'
	/** Everything, encrypted to the recipients of the server. */
	| 'read-backup'
	| 'read-subscribers'
	/** Who claimed what, and who asks for contact: references of the host. */
	| 'read-claims'
	/** Read and end the own session. */
	| 'use-session';

/**
 * What a role may or may not do: give a command, read something, hold a drill, change subscribers, or ask
 * the assistant.
 */
export type Action =
	| Command['type']
	| Read
	| 'hold-drill'
	| 'erase-subscriber'
	| 'import-subscribers'
	| 'use-assistant';

const admins = ['admin'] as const;
const publishers = ['publisher', ...admins] as const;
const responders = ['responder', ...publishers] as const;
/** Not `support`: what is not published yet, or was withdrawn, must not reach customers. */
const viewers = ['viewer', ...responders] as const;
const allRoles = ['viewer', 'support', ...responders] as const;

/** The last six are the server's own commands. */
const permittedRoles = {
	'read-server': allRoles,
	'read-metrics': viewers,
	'read-visitor-reports': allRoles,
	'read-drafts': viewers,
	'read-corrections': viewers,
	'read-log': viewers,
	'read-templates': viewers,
	'read-pack': allRoles,
	'read-promises': allRoles,
	'read-drills': viewers,
	'read-series': viewers,
	'hold-drill': publishers,
	'read-tokens': admins,
	'read-sessions': admins,
	'read-backup': admins,
	'read-rules': viewers,
	'read-alerts': viewers,
	'read-channels': viewers,
	'read-records': viewers,
	'read-subscribers': admins,
	'read-claims': publishers,
	'erase-subscriber': admins,
	'import-subscribers': admins,
	'use-session': allRoles,
	'post-update': responders,
	'change-phase': responders,
	'edit-update': responders,
	'withdraw-update': responders,
	undo: responders,
	'draft-notice': responders,
	'use-assistant': responders,
	'accept-suggestion': responders,
	'edit-draft': responders,
	'discard-draft': responders,
	'review-draft': responders,
	'approve-draft': publishers,
	'publish-draft': publishers,
	'start-postmortem-draft': responders,
	'put-postmortem-draft': responders,
	'review-postmortem-draft': responders,
	'discard-postmortem-draft': responders,
	'publish-postmortem-draft': publishers,
	'mark-step': responders,
	'put-template': publishers,
	'remove-template': publishers,
	'put-rule': publishers,
	'remove-rule': publishers,
	'switch-automation': responders,
	'create-series': publishers,
	'edit-series': publishers,
	'remove-series': publishers,
	'restore-series': publishers,
	'move-occurrence': publishers,
	'cancel-occurrence': publishers,
	'restore-occurrence': publishers,
	'open-notice': publishers,
	'edit-notice': publishers,
	resolve: publishers,
	reopen: publishers,
	retract: publishers,
	merge: publishers,
	restore: publishers,
	'put-page': publishers,
	'edit-page': publishers,
	'set-origins': admins,
	'put-component': publishers,
	'edit-component': publishers,
	'remove-component': publishers,
	'apply-configuration': publishers,
	'put-remedy': publishers,
	'remove-remedy': publishers,
	'put-postmortem': publishers,
	'remove-postmortem': publishers,
	'redact-update': admins,
	'redact-notice': admins,
	'create-token': admins,
	'rotate-token': admins,
	'revoke-token': admins,
	'import-records': admins,
	'end-sessions': admins,
	'record-drill': publishers,
	'put-connector': admins,
	'remove-connector': admins,
	'raise-draft': admins,
	'keep-time': admins,
	'publish-scheduled': admins,
	'expire-draft': admins,
	'announce-occurrence': admins,
	'end-remedy': admins,
} as const satisfies Record<Action, readonly Role[]>;

/** The roles that may do it. */
export const rolesFor = (action: Action): readonly Role[] => permittedRoles[action];

/** All that a role must be permitted to do for a command: an update may also end its notice. */
export function actionsOf(command: Command): readonly Action[] {
	if (command.type === 'undo') return ['undo', ...reversedActions(command)];
	if (command.type === 'draft-notice' || command.type === 'edit-draft')
		return [command.type, ...(isScheduled(command) ? ['open-notice' as const] : [])];
	// Off is safe and may be urgent. On lets rules publish.
	if (command.type === 'switch-automation')
		return [command.type, ...(command.enabled ? ['put-rule' as const] : [])];
	if (command.type !== 'post-update' && command.type !== 'change-phase') return [command.type];
	const ends = command.phase !== undefined && isEndedPhase(command.phase);
	// Whom a notice reaches, and what it claims about data, is not an update's to decide.
	const edits =
		command.type === 'post-update' && (command.dataSafety !== undefined || command.audience !== undefined);
	return [command.type, ...(ends ? ['resolve' as const] : []), ...(edits ? ['edit-notice' as const] : [])];
}

/** The clock publishes a scheduled draft without a publisher. */
const isScheduled = (command: CommandOf<'draft-notice'> | CommandOf<'edit-draft'>): boolean =>
	command.publishAt != null || (command.type === 'edit-draft' && command.keepSchedule === true);

const responderCommands: readonly string[] = [
	'post-update',
	'change-phase',
	'edit-update',
	'withdraw-update',
];

/** To take a command back is to do the opposite. */
function reversedActions({ of, changes }: CommandOf<'undo'>): readonly Action[] {
	return changes
		.filter(({ kind }) => kind === 'notice')
		.flatMap(({ before, after }): readonly Action[] => {
			if (before === null) return ['retract'];
			if (after === null) return ['restore'];
			const hadEnded = isEndedPhase(String(before.phase));
			if (hadEnded !== isEndedPhase(String(after.phase))) return [hadEnded ? 'resolve' : 'reopen'];
			const isSame = (field: string): boolean =>
				JSON.stringify(before[field]) === JSON.stringify(after[field]);
			const isUpdate = responderCommands.includes(of) && isSame('dataSafety') && isSame('audience');
			return isUpdate ? [] : ['edit-notice'];
		});
}

/** The first of these actions that a role may not do. */
export const refusedAction = (role: Role, actions: readonly Action[]): Action | undefined =>
	actions.find((action) => !rolesFor(action).includes(role));
