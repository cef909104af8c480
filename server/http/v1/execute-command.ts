import type { Context } from 'hono';
import type { Command } from '../../../src/model/commands/command.ts';
import type { Approval } from '../../../src/model/decide/under-rule.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { actionsOf, refusedAction } from '../../../src/model/permissions.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import { recordKey, type State } from '../../../src/model/state/state.ts';
import type { CommandSource } from '../../../src/model/vocabulary.ts';
import { type EntryChange, entryChange } from '../../core/audit/log-entry.ts';
import type { CommandResult } from '../../core/command-handler.ts';
import { forbidden } from '../auth.ts';
import { ifMatchPrecondition } from '../conditional-requests.ts';
import type { ApiEnv, Services } from '../context.ts';
import { idempotencyOf } from '../idempotency.ts';
import { AwaitsApproval, proposalIn, proposalResourceOf } from './proposal-resource.ts';

/**
 * A session is that of a console. Candor's own programs name themselves in `Candor-Client`. It is a
 * label for the audit log and grants nothing, so any client may send it.
 */
export function commandSourceOf(context: Context<ApiEnv>): CommandSource {
	if (context.get('session')) return 'console';
	const client = context.req.header('candor-client');
	return client === 'cli' || client === 'console' ? client : 'api';
}

/**
 * Executes the command of a request, with the request's `If-Match` and `Idempotency-Key`.
 * `currentSeq` returns the seq of the resource, `null` when it does not exist. Throws CandorError.
 * A dry run gets the result that the command would have. Throws AwaitsApproval when it waits for a
 * second person. `approval`: for `approve-draft` and `review-draft`.
 */
export async function executeCommand(
	context: Context<ApiEnv>,
	services: Services,
	command: Command,
	currentSeq: (state: State) => number | null,
	approval?: Approval,
): Promise<CommandResult> {
	const result = await execute(context, services, command, currentSeq, approval);
	if (result === null) throw new CandorError('internal', 'The command changed nothing.');
	return result;
}

/** The same for a command that may find everything done: there is perhaps no commit then. */
export async function executeIfNeeded(
	context: Context<ApiEnv>,
	services: Services,
	command: Command,
	currentSeq: (state: State) => number | null,
): Promise<Pick<CommandResult, 'before' | 'state'> & { readonly commit: Commit | null }> {
	const { state } = services.liveState;
	return (await execute(context, services, command, currentSeq)) ?? { before: state, state, commit: null };
}

async function execute(
	context: Context<ApiEnv>,
	services: Services,
	command: Command,
	currentSeq: (state: State) => number | null,
	approval?: Approval,
): Promise<CommandResult | null> {
	const { commandHandler, signIns, tokens } = services;
	const { req } = context;
	const role = context.get('role');
	const refused = refusedAction(role, actionsOf(command));
	if (refused !== undefined) throw forbidden(signIns, context.get('actor'), role, refused);
	const ifMatch = req.header('if-match');
	const precondition = ifMatchPrecondition(ifMatch, currentSeq);
	const idempotency = idempotencyOf(req.header('idempotency-key'), {
		method: req.method,
		path: req.path,
		body: req.method === 'DELETE' ? '' : await req.text(),
		ifMatch: ifMatch ?? '',
	});
	const request = {
		command,
		actor: context.get('actor'),
		source: commandSourceOf(context),
		...(approval && { approval }),
		...(precondition && { precondition }),
		...(idempotency && { idempotency }),
	};
	const isDryRun = req.query('dry-run') === 'true';
	const result = isDryRun ? commandHandler.preview(request) : await commandHandler.execute(request);
	if (isDryRun) context.set('dryRun', result ? changesOf(result) : []);
	if (result === null) return null;
	if (result.replayed) context.header('idempotency-replayed', 'true');
	const draft = proposalIn(result.commit);
	// Other commands change a draft, or bring one back.
	const isNew = draft && !result.before.records.get(recordKey('proposal', draft.id));
	if (isNew && command.type !== 'draft-notice')
		throw new AwaitsApproval(proposalResourceOf(draft, await tokens.actorNames(), services));
	return result;
}

const changesOf = ({ commit, before }: CommandResult): readonly EntryChange[] =>
	commit.changes.map((change) => {
		const record = before.records.get(recordKey(change.kind, change.id));
		return entryChange({ change, before: record?.value ?? null });
	});
