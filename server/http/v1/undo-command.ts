/** The command `undo` of a request, with what the log knows about the commit that it takes back. */
import type { CommandOf } from '../../../src/model/commands/command.ts';
import { CandorError } from '../../../src/model/errors.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import type { CommitWithBefore } from '../../core/audit/audit-log.ts';
import { isSamePerson } from '../../core/tokens/same-person.ts';
import type { Services } from '../context.ts';
import { findNotice } from './notice-resource.ts';

type UndoServices = Pick<Services, 'auditLog' | 'tokens'>;

/** The operator of a request. */
interface Requester {
	readonly actor: string;
	readonly owner: string | null;
}

/** How many commits are searched and listed. */
const mostListed = 20;

/** A command that is refused. */
export const nothingToUndo = (notice: string): CommandOf<'undo'> => ({
	type: 'undo',
	...{ notice, commit: 0, of: '', changes: [] },
});

/** What was taken back: the commit `seq` of the notice. */
export async function undoneIn({ auditLog }: UndoServices, seq: number, id: string) {
	for await (const { commit } of auditLog.commitsOn(id))
		if (commit.seq === seq) return { commit: seq, command: commit.cause.command, at: commit.at };
	throw new CandorError('damaged', `Commit ${seq} of the log is missing.`);
}

/**
 * The command with what the log knows. `wanted`: the commit to take back; missing: the operator's
 * last one. Throws CandorError if there is none, or if the notice has been changed since.
 */
export async function undoCommand(
	services: UndoServices & Pick<Services, 'liveState'>,
	requester: Requester,
	id: string,
	wanted: number | undefined,
): Promise<CommandOf<'undo'>> {
	const since: Commit[] = [];
	for await (const found of services.auditLog.commitsOn(id)) {
		const { commit } = found;
		const isIt =
			wanted === undefined ? await isOwn(services, requester, commit.actor) : commit.seq === wanted;
		if (isIt && since.length === 0) return undoOf(id, found);
		if (isIt) throw await changedSince(services, id, since);
		since.push(commit);
		if (since.length === mostListed) break;
	}
	const [last] = since;
	// Also says whether it was retracted, or never existed.
	if (!last) findNotice(services.liveState.state, id);
	throw await notTheLast(services, id, wanted, since);
}

/** Whether an actor is the operator of the request: the same token, or another one of the same person. */
async function isOwn({ tokens }: UndoServices, { actor, owner }: Requester, other: string): Promise<boolean> {
	if (other === actor) return true;
	const otherOwner = owner === null ? null : await tokens.ownerOf(other);
	return owner !== null && otherOwner !== null && isSamePerson(owner, otherOwner);
}

function undoOf(id: string, { commit, changes }: CommitWithBefore): CommandOf<'undo'> {
	const { command } = commit.cause;
	if (command.startsWith('redact-'))
		throw new CandorError(
			'not-restorable',
			'The last command was a redaction. It removed words for good, so it cannot be taken back.',
		);
	if (commit.redactedBy?.length)
		throw new CandorError(
			'not-restorable',
			`Words of this command ("${command}", commit ${commit.seq}) were redacted, so it cannot be taken back. Edit the notice instead.`,
		);
	return {
		type: 'undo',
		notice: id,
		commit: commit.seq,
		of: command,
		changes: changes.map(({ change, before }) => ({
			kind: change.kind,
			id: change.id,
			before: before as Record<string, unknown> | null,
			after: change.value as Record<string, unknown> | null,
		})),
	};
}

async function changedSince(
	services: UndoServices,
	id: string,
	since: readonly Commit[],
): Promise<CandorError> {
	return new CandorError(
		'precondition-failed',
		`The notice "${id}" has been changed since: ${await listOf(services, since)}. Read it again, and correct it with an edit or an update.`,
	);
}

async function notTheLast(
	services: UndoServices,
	id: string,
	wanted: number | undefined,
	since: readonly Commit[],
): Promise<CandorError> {
	const list = await listOf(services, since);
	const last = since[0]?.seq ?? 0;
	const text =
		wanted === undefined
			? `None of the last commands on "${id}" is yours: ${list}. To take back the last one all the same, name it: {"commit": ${last}} (candor undo ${id} --commit ${last}).`
			: `Commit ${wanted} is none of the last commands on "${id}": ${list}. Only the last one can be taken back.`;
	return new CandorError('precondition-failed', text);
}

async function listOf({ tokens }: UndoServices, commits: readonly Commit[]): Promise<string> {
	const names = await tokens.actorNames();
	return commits
		.map(
			({ seq, at, actor, cause }) =>
				`${cause.command} by ${names.get(actor) ?? actor} at ${at} (commit ${seq})`,
		)
		.join(', ');
}
