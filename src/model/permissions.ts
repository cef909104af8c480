/** Who may give which commands: one table for the HTTP API, the command line and the console. */
import type { Command } from './commands/command.ts';
import { type Role, roles } from './vocabulary.ts';

/**
 * The lowest role that may give each command. `keep-time` and `raise-draft` are the server's own.
 */
const lowestRole = {
	'open-notice': 'publisher',
	'edit-notice': 'publisher',
	'post-update': 'publisher',
	'change-phase': 'publisher',
	resolve: 'publisher',
	reopen: 'publisher',
	retract: 'publisher',
	restore: 'publisher',
	'edit-update': 'publisher',
	'withdraw-update': 'publisher',
	'redact-update': 'admin',
	'redact-notice': 'admin',
	'put-page': 'publisher',
	'edit-page': 'publisher',
	'put-component': 'publisher',
	'edit-component': 'publisher',
	'remove-component': 'publisher',
	'put-remedy': 'publisher',
	'remove-remedy': 'publisher',
	'put-postmortem': 'publisher',
	'remove-postmortem': 'publisher',
	'publish-draft': 'publisher',
	'discard-draft': 'responder',
	'raise-draft': 'admin',
	'keep-time': 'admin',
} as const satisfies Record<Command['type'], Role>;

/** The lowest role that may give a command. */
export const roleFor = (type: Command['type']): Role => lowestRole[type];

export const isPermitted = (role: Role, type: Command['type']): boolean =>
	roles.indexOf(role) >= roles.indexOf(lowestRole[type]);
